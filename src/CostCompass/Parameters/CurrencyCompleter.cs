namespace CostCompass.Parameters;

/// <summary>Completes the currencies with a history.</summary>
public sealed class CurrencyCompleter : StoredNameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Offer(CostSession session, CompletedParameter completed) =>
        new HistoryReader(session.Store).FindSeries()
            .GroupBy(series => series.Key.Currency)
            .Select(currency => (currency.Key, "in the history of " + string.Join(", ", currency.Select(series => series.Key.Account))));
}
