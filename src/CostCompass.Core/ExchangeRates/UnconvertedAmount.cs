namespace CostCompass.ExchangeRates;

/// <summary>What had to be left in its own currency, since a rate is missing.</summary>
/// <param name="Currency">The currency.</param>
/// <param name="Amount">The sum of what was left.</param>
/// <param name="Missing">The rate that is missing.</param>
public sealed record UnconvertedAmount(string Currency, decimal Amount, MissingExchangeRate Missing)
{
    /// <summary>What is left out of a sum for that, and what closes the gap.</summary>
    public string Explanation => $"The total doesn't include amounts in {Currency}: there is no exchange rate from {Missing}. {Missing.Advice}";

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Amount} {Currency} (no rate {Missing})");
}
