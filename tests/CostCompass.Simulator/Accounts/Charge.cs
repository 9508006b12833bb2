namespace CostCompass.Simulator.Accounts;

/// <summary>What a spend took from each pool, granted first.</summary>
public readonly record struct Charge(decimal Granted, decimal ToppedUp)
{
    public decimal Total => Granted + ToppedUp;
}
