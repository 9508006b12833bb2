namespace CostCompass.ExchangeRates;

/// <summary>A sum in one currency, and beside it what couldn't be converted.</summary>
/// <param name="Currency">The currency of the sum.</param>
/// <param name="Amount">What could be converted and what was in that currency already, rounded to nine decimals.</param>
/// <param name="Unconverted">What is left apart, by currency. Empty when the sum is whole.</param>
public sealed record ConvertedSum(string Currency, decimal Amount, IReadOnlyList<UnconvertedAmount> Unconverted)
{
    /// <summary>Whether nothing was left apart.</summary>
    public bool IsWhole => Unconverted.Count == 0;
}
