namespace CostCompass.Stack;

/// <summary>Chooses the currency of a summary if the user doesn't specify one.</summary>
public static class SummaryCurrency
{
    /// <summary>The requested currency, or the most suitable one.</summary>
    /// <param name="asked">The requested ISO 4217 code, or null for none.</param>
    /// <param name="used">The currencies of the accounts and subscriptions.</param>
    /// <param name="rates">The user's exchange rates.</param>
    public static string Of(string? asked, IEnumerable<string> used, IEnumerable<CostExchangeRate> rates) =>
        asked is null ? Choose(used, rates) : CurrencyCode.Require(asked);

    /// <summary>The only currency, otherwise the one that most exchange rates lead to, otherwise USD, or the first one by name.</summary>
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
