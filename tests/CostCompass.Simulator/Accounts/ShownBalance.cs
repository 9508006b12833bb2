namespace CostCompass.Simulator.Accounts;

/// <summary>A balance as the balance endpoint shows it: late and rounded. The total is the sum of the rounded pools.</summary>
public readonly record struct ShownBalance(string Currency, decimal Granted, decimal ToppedUp)
{
    public decimal Total => Granted + ToppedUp;
}
