namespace CostCompass.ExchangeRates;

/// <summary>A sum in one currency, together with the amounts that couldn't be converted.</summary>
/// <param name="Currency">The currency of the sum.</param>
/// <param name="Amount">The sum of the converted amounts and the amounts in that currency, rounded to nine decimals.</param>
/// <param name="Unconverted">The amounts that couldn't be converted, by currency. Empty if the sum is complete.</param>
public sealed record ConvertedSum(string Currency, decimal Amount, IReadOnlyList<UnconvertedAmount> Unconverted)
{
    /// <summary>Whether the sum is complete.</summary>
    public bool IsWhole => Unconverted.Count == 0;
}
