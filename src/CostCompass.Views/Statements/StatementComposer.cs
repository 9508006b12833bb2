namespace CostCompass.Views.Statements;

/// <summary>Composes a statement. Every figure comes from the code that the commands use, and nothing is calculated twice.</summary>
public static class StatementComposer
{
    /// <summary>Composes a statement.</summary>
    /// <param name="sources">The data that was read.</param>
    public static CostStatement Compose(StatementSources sources)
    {
        MonthSpan months = MonthSpan.Around(sources.AsOf, sources.Calendar);
        var converter = new CurrencyConverter(sources.Rates, sources.Currency);
        var stack = new StackSummary(months, converter, sources.Calendar, isAmortized: false);
        List<AccountOutlook> outlooks = sources.Accounts.Select(account => account.Outlook).ToList();
        CostSummary summary = stack.Of(outlooks, sources.Subscriptions, sources.ConfidenceLevel);
        List<StatementAccount> included = sources.Accounts.Where(account => stack.Includes(account.Outlook)).ToList();
        var notes = new StatementNotes(sources);
        var statement = new CostStatement
        {
            Calendar = sources.Calendar,
            Span = sources.Span,
            Summary = summary,
            Month = MonthCourse.Of(
                months, sources.Calendar, converter, included, sources.Subscriptions.Where(stack.Includes).ToList(), sources.Budgets),
            IsMonthOver = sources.IsMonthOver,
            FirstToRunOut = outlooks.Where(one => one.Forecast?.RunsOutAt is not null).OrderBy(one => one.IsEarly).ThenBy(one => one.Forecast!.RunsOutAt).FirstOrDefault(),
            KnownBalances = outlooks.Count(one => one.Balance is not null),
            ForecastBalances = outlooks.Count(one => one.Forecast?.Balance is not null),
            Budgets = Check(new BudgetCheck(months, sources.Rates, sources.Calendar), outlooks, sources, notes),
            Days = DaysOf(sources, included),
            Balances = sources.Accounts.Select(account => account.Balance).OfType<BalanceHistory>().ToList(),
            Models = sources.Models,
            Notes = [],
        };
        return statement with { Notes = notes.On(statement) };
    }

    private static List<CostBudgetStatus> Check(
        BudgetCheck check, List<AccountOutlook> outlooks, StatementSources sources, StatementNotes notes)
    {
        var statuses = new List<CostBudgetStatus>();
        foreach (CostBudget budget in sources.Budgets)
        {
            if (!outlooks.Exists(one => budget.Covers(one.Account, one.Provider)) && (budget.Scope != BudgetScope.WholeStack || sources.Subscriptions.Count == 0))
            {
                notes.AddBudgetWithoutHistory(budget);
                continue;
            }

            try
            {
                statuses.Add(check.Of(budget, outlooks, sources.Subscriptions));
            }
            catch (CostException failure) when (failure.ErrorId == "ExchangeRateMissing")
            {
                notes.AddUncheckedBudget(budget, failure);
            }
        }

        return statuses;
    }

    // An amount without an exchange rate is shown in its own currency, and never mixed with another one.
    private static List<DailySpend> DaysOf(StatementSources sources, List<StatementAccount> included)
    {
        IEnumerable<(string Currency, IEnumerable<StatementAccount> Accounts)> groups = sources.Accounts
            .Except(included)
            .GroupBy(account => account.Outlook.Currency)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, group.AsEnumerable()))
            .Prepend((sources.Currency, included));
        return groups
            .Select(group => DailySpend.Of(group.Accounts, new CurrencyConverter(sources.Rates, group.Currency)))
            .OfType<DailySpend>()
            .ToList();
    }
}
