namespace CostCompass.Parameters;

/// <summary>
/// Completes the names of accounts: those that can be queried, and those with a history. For commands that read or remove usage exports, only the
/// accounts with one.
/// </summary>
public sealed class AccountNameCompleter : StoredNameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Offer(CostSession session, CompletedParameter completed) =>
        completed.IsOf("Get-DeepSeekExport") || completed.IsOf("Remove-DeepSeekExport") ? WithExport(session.Store.Exports) : All(session);

    private protected override string PatternOf(string typed) => typed;

    /// <summary>All accounts.</summary>
    /// <param name="session">The session.</param>
    internal static IEnumerable<(string Name, string Tip)> All(CostSession session)
    {
        Dictionary<AccountName, string> tips = new HistoryReader(session.Store).FindSeries()
            .GroupBy(series => series.Key.Account)
            .ToDictionary(
                series => series.Key,
                series => $"{series.First().Key.Provider}, {string.Join(" and ", series.Select(one => one.Key.Currency))} in the history");
        foreach (CostAccount account in new AccountDirectory(session).ReadAll())
        {
            tips[account.Name] = $"{account.Provider}, key from {account.KeySource}";
        }

        return tips.OrderBy(tip => tip.Key).Select(tip => (tip.Key.Text, tip.Value));
    }

    private static IEnumerable<(string Name, string Tip)> WithExport(ExportStore exports) =>
        exports.ReadAccounts().Order().Select(account => (account.Text, Tip(exports.Read(account, DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Export)));

    private static string Tip(StoredExport export)
    {
        IntervalSet spans = export.AmountCoverage.With(export.CostCoverage);
        return spans.Count == 0
            ? "a usage export"
            : string.Create(CultureInfo.InvariantCulture, $"exported from {spans[0].From:yyyy-MM-dd} to {spans[^1].To:yyyy-MM-dd} (UTC)");
    }
}
