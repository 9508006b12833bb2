namespace CostCompass.Stack;

/// <summary>Chooses the currency of a summary for someone who names none.</summary>
public static class SummaryCurrency
{
    /// <summary>The currency that was requested, or the one that suits.</summary>
    /// <param name="asked">The ISO 4217 code that was requested, or null for none.</param>
    /// <param name="used">The currencies of the accounts and subscriptions.</param>
    /// <param name="rates">The user's exchange rates.</param>
    public static string Of(string? asked, IEnumerable<string> used, IEnumerable<CostExchangeRate> rates) =>
        asked is null ? Choose(used, rates) : CurrencyCode.Require(asked);

    /// <summary>The only currency there is; else the one that most of the given rates lead to; else USD, or the first by name.</summary>
    /// <param name="used">The currencies of the accounts and subscriptions.</param>
    /// <param name="rates">The user's exchange rates.</param>
    public static string Choose(IEnumerable<string> used, IEnumerable<CostExchangeRate> rates)
    {
        List<string> currencies = used.Distinct().Order(StringComparer.Ordinal).ToList();
        if (currencies.Count == 1)
        {
            return currencies[0];
        }

        string? target = rates
            .GroupBy(rate => rate.To)
            .OrderByDescending(to => to.Count())
            .ThenBy(to => to.Key, StringComparer.Ordinal)
            .FirstOrDefault()?.Key;
        return target ?? (currencies.Contains("USD") || currencies.Count == 0 ? "USD" : currencies[0]);
    }
}
