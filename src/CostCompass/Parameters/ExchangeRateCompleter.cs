namespace CostCompass.Parameters;

/// <summary>Completes the currencies with exchange rates. Once one currency of a pair is typed, completes those with a rate for it.</summary>
public sealed class ExchangeRateCompleter : StoredNameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Offer(CostSession session, CompletedParameter completed)
    {
        bool isFrom = completed.Name == nameof(CostExchangeRate.From);
        string? other = (isFrom ? completed.Bound[nameof(CostExchangeRate.To)] : completed.Bound[nameof(CostExchangeRate.From)]) as string;
        return session.Store.ExchangeRates.Read()
            .Where(rate => other is null || string.Equals(isFrom ? rate.To : rate.From, other, StringComparison.OrdinalIgnoreCase))
            .GroupBy(rate => isFrom ? rate.From : rate.To)
            .OrderBy(rates => rates.Key, StringComparer.Ordinal)
            .Select(rates => (rates.Key, string.Join("; ", rates.GroupBy(rate => (rate.From, rate.To)).Select(pair => pair.MaxBy(rate => rate.Date)!.ToString()))));
    }
}
