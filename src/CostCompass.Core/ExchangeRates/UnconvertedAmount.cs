namespace CostCompass.ExchangeRates;

/// <summary>An amount that stays in its currency because an exchange rate is missing.</summary>
/// <param name="Currency">The currency.</param>
/// <param name="Amount">The sum of these amounts.</param>
/// <param name="Missing">The missing rate.</param>
public sealed record UnconvertedAmount(string Currency, decimal Amount, MissingExchangeRate Missing)
{
    /// <summary>What a sum doesn't include because of the missing rate, and how to set the rate.</summary>
    public string Explanation => $"The total doesn't include amounts in {Currency}: there is no exchange rate from {Missing}. {Missing.Advice}";

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Amount} {Currency} (no rate {Missing})");
}
