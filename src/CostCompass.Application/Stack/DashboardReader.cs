using CostCompass.Views.Dashboards;

namespace CostCompass.Application;

/// <summary>Reads the data of a dashboard.</summary>
/// <param name="session">The session.</param>
/// <param name="store">The current store.</param>
/// <param name="question">The requested figures.</param>
public sealed class DashboardReader(CostSession session, SqlCostStore store, StackQuestion question)
{
    /// <summary>The provider whose price band is shown.</summary>
    public const string DeepSeek = "DeepSeek";

    /// <summary>Reads the data for a screen. Null if there is nothing to show.</summary>
    /// <param name="asOf">The time up to which histories are read.</param>
    public DashboardData? Read(DateTimeOffset asOf) => Read(asOf, isPointOnly: false);

    /// <summary>Reads the data for a prompt line, or reuses the data of the last line if it is still valid. Null if there is nothing to show.</summary>
    /// <param name="asOf">The time up to which histories are read, or null for the current time.</param>
    public DashboardData? ReadLine(DateTimeOffset? asOf)
    {
        // Read before the current time: a row that is recorded in between is in the data but not in the mark, and is read again next time.
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
            Health = isPointOnly ? [] : [.. new FigureHealth(session, stack, accounts).Run(new AccountDirectory(session).ReadAll()).Where(check => check.Check != FigureHealth.BudgetCheck)],
            Notes = notes,
        };
    }

    // A budget that can't be checked becomes a note, and the others are shown.
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
                CostException failure = thrown as CostException ?? BalanceErrors.AmountOutOfRangeResult();
                notes.Add($"The budget '{budget.Name}' can't be checked. {failure.Message} {failure.RecommendedAction}");
            }
        }

        return budgets;
    }
}
