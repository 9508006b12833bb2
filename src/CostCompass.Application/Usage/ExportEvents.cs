namespace CostCompass.Application;

/// <summary>Records the top-ups and grants of the console's invoices as balance events, each once.</summary>
/// <param name="store">The store.</param>
/// <param name="now">The current time.</param>
/// <param name="warn">Called with warnings.</param>
public sealed class ExportEvents(SqlCostStore store, DateTimeOffset now, Action<string> warn)
{
    // The user's time of a payment can differ from that of the invoice.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(10);

    /// <summary>Records those that aren't recorded yet.</summary>
    /// <param name="account">The account.</param>
    /// <param name="events">The top-ups and grants.</param>
    /// <returns>The number of events that were recorded.</returns>
    public int Record(string account, IReadOnlyList<CostBalanceEvent> events)
    {
        List<CostBalanceEvent> known = [.. store.ReadEvents().Where(one => one.RemovedAt is null && new AccountName(account) == one.Account)];
        var recorder = new BalanceEventRecorder(store, now) { AcceptsRepeated = true, MayRecord = _ => true, Warn = warn };
        List<CostBalanceEvent> missing = [.. events
            .OrderBy(one => one.At)
            .Select(one => recorder.Describe(account, one.Kind, one.Amount, one.Currency, one.At, since: null))
            .Where(one => !TakeKnown(known, one))];
        return missing.GroupBy(one => one.Currency, StringComparer.Ordinal).Sum(currency => recorder.Record(account, currency.Key, [.. currency]).Count);
    }

    // Each recorded event is one payment: two payments of the same amount are two events.
    private static bool TakeKnown(List<CostBalanceEvent> known, CostBalanceEvent one)
    {
        CostBalanceEvent? same = known
            .Where(other => other.Kind == one.Kind && other.Amount == one.Amount && string.Equals(other.Currency, one.Currency, StringComparison.Ordinal)
                && one.At >= (other.Since ?? other.At) - Tolerance && one.At <= other.At + Tolerance)
            .MinBy(other => (other.At - one.At).Duration());
        return same is not null && known.Remove(same);
    }
}
