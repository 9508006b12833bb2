namespace CostCompass.ExchangeRates;

/// <summary>
/// Converts amounts to one currency, each at the rate of its day, and remembers missing rates, so that the figures of a report can
/// list them once. Not thread-safe.
/// </summary>
/// <param name="rates">The user's exchange rates.</param>
/// <param name="currency">The requested currency, in upper case.</param>
public sealed class CurrencyConverter(ExchangeRateTable rates, string currency)
{
    private readonly SortedDictionary<string, MissingExchangeRate> _missing = new(StringComparer.Ordinal);

    /// <summary>The requested currency.</summary>
    public string Currency { get; } = currency;

    /// <summary>The missing rates so far, one entry for each currency.</summary>
    public IReadOnlyList<MissingExchangeRate> Missing => [.. _missing.Values];

    /// <summary>Converts one amount.</summary>
    /// <param name="amount">The amount, its currency and its day.</param>
    /// <returns>The amount, not rounded. Null if the rate is missing, which is remembered.</returns>
    public decimal? Convert(in DatedAmount amount)
    {
        decimal? converted = rates.Convert(amount.Amount, amount.Currency, Currency, amount.Day);
        if (converted is null)
        {
            _missing[amount.Currency] = Widen(_missing.GetValueOrDefault(amount.Currency), amount);
        }

        return converted;
    }

    private MissingExchangeRate Widen(MissingExchangeRate? former, in DatedAmount amount) => former is null
        ? new MissingExchangeRate(amount.Currency, Currency, amount.Day, amount.Day)
        : former with
        {
            FirstDay = amount.Day < former.FirstDay ? amount.Day : former.FirstDay,
            LastDay = amount.Day > former.LastDay ? amount.Day : former.LastDay,
        };
}
