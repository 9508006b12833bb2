namespace CostCompass.Parameters;

/// <summary>Completes the names of accounts: those that can be queried, and those with a history.</summary>
public sealed class AccountNameCompleter : StoredNameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Offer(CostSession session, CompletedParameter completed) => All(session);

    private protected override string PatternOf(string typed) => typed;

    /// <summary>All accounts.</summary>
    /// <param name="session">The session.</param>
    internal static IEnumerable<(string Name, string Tip)> All(CostSession session)
    {
        using IDisposable held = session.Store.Hold();
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
}
