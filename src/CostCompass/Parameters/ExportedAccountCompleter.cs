namespace CostCompass.Parameters;

/// <summary>Completes the names of accounts with a usage export.</summary>
public sealed class ExportedAccountCompleter : StoredNameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Offer(CostSession session, CompletedParameter completed)
    {
        using IDisposable held = session.Store.Hold();
        ExportStore exports = session.Store.Exports;
        foreach (AccountName account in exports.ReadAccounts().Where(account => completed.Typed.IsMatch(account.Text)).Order())
        {
            yield return (account.Text, Tip(exports.ReadCoverage(account)));
        }
    }

    private protected override string PatternOf(string typed) => typed;

    private static string Tip(IntervalSet spans) => spans.Count == 0
        ? "a usage export"
        : string.Create(CultureInfo.InvariantCulture, $"exported from {spans[0].From:yyyy-MM-dd} to {spans[^1].To:yyyy-MM-dd} (UTC)");
}
