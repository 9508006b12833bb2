using CostCompass.Views.Charts;

namespace CostCompass.Views.Statements;

/// <summary>Says in words how good the figures of a statement are.</summary>
/// <param name="sources">What the statement is made of.</param>
internal sealed class StatementNotes(StatementSources sources)
{
    private readonly List<StatementNote> _budgets = [];

    /// <summary>Notes a budget of which nothing can be said, since nothing is known of what it holds for.</summary>
    /// <param name="budget">The budget.</param>
    public void AddBudgetWithoutHistory(CostBudget budget) => _budgets.Add(new StatementNote(
        "Budget not checked",
        $"Nothing is known of what the budget {budget.Name} holds for: there is no history of it."));

    /// <summary>Notes a budget of which nothing can be said, since a rate is missing.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="failure">Why.</param>
    public void AddUncheckedBudget(CostBudget budget, CostException failure) => _budgets.Add(new StatementNote(
        "Budget not checked",
        $"The month cannot be held against the budget {budget.Name}. {failure.Message} {failure.RecommendedAction}"));

    /// <summary>All notes on a statement, what touches most figures first.</summary>
    /// <param name="statement">The statement, but for its notes.</param>
    public IReadOnlyList<StatementNote> On(CostStatement statement) =>
    [
        .. Approximate(),
        .. Of(
            "At least",
            Named(account => account.LowerBounds, "window"),
            "Money came in and hides what was spent beside it. The figures of those days are the least that was spent; Add-CostBalanceEvent records what came in."),
        .. Of(
            "Possible expiry",
            Named(account => account.PossibleExpiries, "window"),
            "Granted credit vanished at once. It is counted as spend, but may have expired."),
        .. Of("Observed in part", Late(), "What was spent in the month before that is in no figure."),
        .. Of("Stale", Stale(), "What was spent since then is forecast, not known, until the next Update-CostSnapshot or import."),
        .. Of("Not read this month", Unread(statement), "What was spent in the month so far is in no figure of what was spent; the forecasts have it."),
        .. Unconverted(statement),
        .. Of(
            "No forecast",
            sources.Accounts.Where(account => account.Outlook.Forecast is null).Select(account => NameOf(account.Outlook)),
            "Nothing of the trailing days is known, so that forecasts leave it out."),
        .. sources.Accounts.Where(account => account.Outlook.Forecast?.Confidence == ForecastConfidence.Low).Select(Unsure),
        .. Interval(statement),
        .. _budgets,
        .. Calls(statement),
        .. statement.Balances.Where(balance => balance.LeftOut > 0).Select(Thinned),
    ];

    private IEnumerable<StatementNote> Approximate()
    {
        List<AccountName> names = sources.Accounts.Where(one => one.Outlook.IsApproximate).Select(one => one.Outlook.Account).Distinct().ToList();
        if (names.Count > 0)
        {
            yield return new StatementNote(
                "Approximate *",
                $"Figures marked * are derived from how the balance fell, not from the provider's bill: {string.Join(", ", names)}.");
        }
    }

    // One note for all accounts that it is true of.
    private static IEnumerable<StatementNote> Of(string title, IEnumerable<string> names, string text) =>
        names.ToList() is { Count: > 0 } all ? [new StatementNote(title, $"{string.Join("; ", all)}. {text}")] : [];

    private IEnumerable<string> Named(Func<StatementAccount, int> count, string what) => sources.Accounts
        .Where(account => count(account) > 0)
        .Select(account => $"{NameOf(account.Outlook)}: {Count(count(account), what)}");

    private IEnumerable<string> Late() => sources.Accounts
        .Where(account => account.Outlook.BeginsIn(MonthSpan.Around(sources.AsOf, sources.Calendar)))
        .Select(account => $"{NameOf(account.Outlook)} is observed from {When(account.Outlook.FirstSeen!.Value)} on");

    private IEnumerable<string> Stale() => sources.Accounts
        .Where(account => account.Outlook.StaleSince is not null)
        .OrderBy(account => account.Outlook.LastSeen)
        .Select(account => $"{NameOf(account.Outlook)}: nothing was read since {When(account.Outlook.LastSeen)}");

    private static IEnumerable<string> Unread(CostStatement statement) => statement.Summary.NotReadThisMonth is { } names ? [names] : [];

    private static StatementNote Unsure(StatementAccount account) =>
        new(account.Outlook.IsEarly ? "Early" : "Little to go by", $"{NameOf(account.Outlook)}: {account.Outlook.Forecast!.Reason}");

    private static IEnumerable<StatementNote> Unconverted(CostStatement statement)
    {
        foreach (ExchangeRates.UnconvertedAmount left in statement.Summary.Unconverted)
        {
            yield return new StatementNote(
                "Not in the sum",
                $"{ChartFrame.Money(left.Amount)} {left.Currency} of the month stand beside the sums: there is no rate from {left.Missing}. {left.Missing.Advice}");
        }

        foreach (DailySpend days in statement.Days.Where(days => days.DaysWithoutRate > 0))
        {
            yield return new StatementNote(
                "Days without a rate",
                $"{Count(days.DaysWithoutRate, "day")} of accounts in other currencies are not in the daily spend in {days.Currency}: they lie before the first rate of exchange.");
        }
    }

    private IEnumerable<StatementNote> Interval(CostStatement statement)
    {
        if (statement.Month.End is { High: not null } || statement.Summary.High is not null)
        {
            yield return new StatementNote(
                "Intervals",
                string.Create(CultureInfo.InvariantCulture, $"An interval is meant to hold the outcome with a probability of {sources.ConfidenceLevel} %. Forecasts carry on the trailing days; they know nothing of what is planned."));
        }
    }

    private IEnumerable<StatementNote> Calls(CostStatement statement)
    {
        if (statement.Models.Any(model => model.Cost.IsAmbiguous))
        {
            yield return new StatementNote(
                "Ambiguous price",
                "Some calls began under another price than they ended under. They are counted at the price of their end.");
        }

        if (statement.Models.Any(model => !model.Cost.IsVerified))
        {
            yield return new StatementNote(
                "Unverified prices",
                "Some prices rest on public holidays that are not verified yet: such a day may turn out to be off-peak.");
        }

        if (statement.Models.Any(model => !model.Cost.IsComplete))
        {
            yield return new StatementNote(
                "Charges per use without a price",
                "Some calls made web searches at a price that is not known. The table of models leaves the searches out.");
        }

        foreach (UnpricedCalls calls in sources.Unpriced)
        {
            yield return new StatementNote(
                "Without a price",
                $"{Count(calls.Calls, "call")} of {calls.Model} have no price and are not in the table of models.");
        }
    }

    private static StatementNote Thinned(BalanceHistory balance) => new(
        "Drawn with fewer points",
        $"{balance.Account} in {balance.Currency}: {balance.LeftOut.ToString("#,0", CultureInfo.InvariantCulture)} readings are not drawn, since a page holds {StatementSpan.PointsOfPage.ToString("#,0", CultureInfo.InvariantCulture)} at most. Of each run of readings the first, the lowest, the highest and the last are drawn.");

    private static string NameOf(AccountOutlook outlook) => $"{outlook.Account} in {outlook.Currency}";

    private static string Count(long number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:#,0} {what}{(number == 1 ? "" : "s")}");

    private string When(DateTimeOffset at) => sources.Calendar.ToZone(at).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);
}
