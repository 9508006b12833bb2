using CostCompass.Views.Dashboards;

namespace CostCompass.Application;

/// <summary>Reads what a dashboard shows.</summary>
/// <param name="session">The session.</param>
/// <param name="store">The store in force.</param>
/// <param name="question">How the figures are asked for.</param>
public sealed class DashboardReader(CostSession session, SqlCostStore store, StackQuestion question)
{
    private const string DeepSeek = "DeepSeek";

    /// <summary>Reads it for a screen; null when there is nothing to show.</summary>
    /// <param name="asOf">The instant up to which histories are read.</param>
    public DashboardData? Read(DateTimeOffset asOf) => Read(asOf, isPointOnly: false);

    /// <summary>Reads it for a line of a prompt, or takes what the last line was made of where that still answers; null when there is nothing to show.</summary>
    /// <param name="asOf">The instant up to which histories are read; null for the present.</param>
    public DashboardData? ReadLine(DateTimeOffset? asOf)
    {
        // Before the present: what is recorded between the two is read, though the mark does not know of it, and is read again next time.
        string? mark = asOf is null ? store.ChangeMark : null;
        DateTimeOffset now = session.Clock.GetUtcNow();
        if (mark is null)
        {
            return Read(asOf ?? now, isPointOnly: true);
        }

        if (session.DashboardCache is { } kept && kept.Answers(store, mark, question, now))
        {
            return kept.Data;
        }

        DashboardData? data = Read(now, isPointOnly: true);
        session.DashboardCache = data is null ? null : new DashboardCache(store, mark, question, data);
        return data;
    }

    private DashboardData? Read(DateTimeOffset asOf, bool isPointOnly)
    {
        var stack = new StackFigures(store, question, asOf);
        List<AccountOutlook> accounts = stack.ReadAccounts(isPointOnly);
        if (stack.Summarize(accounts) is not { } summary)
        {
            return null;
        }

        List<string> notes = summary.Unconverted.Select(left => left.Explanation).ToList();
        bool isAtDeepSeek = accounts.Exists(account => CostProvider.NameComparer.Equals(account.Provider, DeepSeek));
        return new DashboardData
        {
            Summary = summary,
            Accounts = accounts,
            PriceBand = isAtDeepSeek ? session.Prices.Bands.BandAt(asOf) : null,
            Budgets = ReadBudgets(stack, accounts, notes),
            Notes = notes,
        };
    }

    // A budget of which nothing can be said is a note: the others are shown.
    private List<CostBudgetStatus> ReadBudgets(StackFigures stack, List<AccountOutlook> accounts, List<string> notes)
    {
        var budgets = new List<CostBudgetStatus>();
        foreach (CostBudget budget in store.Budgets.Read())
        {
            try
            {
                budgets.Add(stack.Check(budget, accounts));
            }
            catch (Exception thrown) when (thrown is CostException or OverflowException)
            {
                CostException failure = thrown as CostException ?? Amount.BeyondReckoning();
                notes.Add($"The budget '{budget.Name}' can't be checked. {failure.Message} {failure.RecommendedAction}");
            }
        }

        return budgets;
    }
}
