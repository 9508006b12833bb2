using CostCompass.Views.Charts;

namespace CostCompass.Views.Statements;

/// <summary>Describes the quality of a statement's figures.</summary>
/// <param name="sources">The data of the statement.</param>
internal sealed class StatementNotes(StatementSources sources)
{
    private readonly List<StatementNote> _budgets = [];

    /// <summary>Notes a budget that can't be checked because its scope has no history.</summary>
    /// <param name="budget">The budget.</param>
    public void AddBudgetWithoutHistory(CostBudget budget) => _budgets.Add(new StatementNote(
        "Budget not checked",
        $"The budget {budget.Name} can't be checked: its account or provider has no history."));

    /// <summary>Notes a budget that can't be checked because an exchange rate is missing.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="failure">The error.</param>
    public void AddUncheckedBudget(CostBudget budget, CostException failure) => _budgets.Add(new StatementNote(
        "Budget not checked",
        $"The budget {budget.Name} can't be checked. {failure.Message} {failure.RecommendedAction}"));

    /// <summary>All notes on a statement. Those that affect the most figures come first.</summary>
    /// <param name="statement">The statement without its notes.</param>
    public IReadOnlyList<StatementNote> On(CostStatement statement) =>
    [
        .. Approximate(),
        .. Of(
            "At least",
            Named(account => account.LowerBounds, "window"),
            "A top-up hides the spend in the same window, so the figures of those days are minimums. Record the top-up with Add-CostBalanceEvent."),
        .. Of(
            "Possible expiry",
            Named(account => account.PossibleExpiries, "window"),
            "All granted credit disappeared between two readings. It counts as spend, but it might have expired."),
        .. Of(
            "Possible refund",
            Named(account => account.PossibleRefunds, "window"),
            "Topped-up money disappeared in a way that spend doesn't explain. It counts as spend, but it might have been refunded. Record the refund with Add-CostBalanceEvent."),
        .. Of("Observed in part", Late(), "Earlier spend in the month isn't included."),
        .. Of("Stale", Stale(), "The spend since then is a forecast until the next Update-CostSnapshot or import."),
        .. Of("Not read this month", Unread(statement), "The spend figures don't include the spend of these accounts in this month. The forecasts include it."),
        .. Unconverted(statement),
        .. Of(
            "No forecast",
            sources.Accounts.Where(account => account.Outlook.Forecast is null).Select(account => NameOf(account.Outlook)),
            "The trailing days have no data. Forecasts don't include these accounts."),
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
                $"Figures marked * are estimates from changes of the balance, not from the bill of the provider: {string.Join(", ", names)}.");
        }
    }

    // One note for all accounts that it applies to.
    private static IEnumerable<StatementNote> Of(string title, IEnumerable<string> names, string text) =>
        names.ToList() is { Count: > 0 } all ? [new StatementNote(title, $"{string.Join("; ", all)}. {text}")] : [];

    private IEnumerable<string> Named(Func<StatementAccount, int> count, string what) => sources.Accounts
        .Where(account => count(account) > 0)
        .Select(account => $"{NameOf(account.Outlook)}: {Count(count(account), what)}");

    private IEnumerable<string> Late() => sources.Accounts
        .Where(account => account.Outlook.BeginsIn(MonthSpan.Around(sources.AsOf, sources.Calendar)))
        .Select(account => $"{NameOf(account.Outlook)} is observed from {When(account.Outlook.FirstSeen!.Value)}");

    private IEnumerable<string> Stale() => sources.Accounts
        .Where(account => account.Outlook.StaleSince is not null)
        .OrderBy(account => account.Outlook.LastSeen)
        .Select(account => $"{NameOf(account.Outlook)}: not read since {When(account.Outlook.LastSeen)}");

    private static IEnumerable<string> Unread(CostStatement statement) => statement.Summary.NotReadThisMonth is { } names ? [names] : [];

    private static StatementNote Unsure(StatementAccount account) =>
        new(account.Outlook.IsEarly ? "Early" : "Low confidence", $"{NameOf(account.Outlook)}: {account.Outlook.Forecast!.Reason}");

    private static IEnumerable<StatementNote> Unconverted(CostStatement statement)
    {
        foreach (ExchangeRates.UnconvertedAmount left in statement.Summary.Unconverted)
        {
            yield return new StatementNote(
                "Not in the total",
                $"The totals don't include {ChartFrame.Money(left.Amount)} {left.Currency} of this month: there is no exchange rate from {left.Missing}. {left.Missing.Advice}");
        }

        foreach (DailySpend days in statement.Days.Where(days => days.DaysWithoutRate > 0))
        {
            yield return new StatementNote(
                "Days without an exchange rate",
                $"The daily spend in {days.Currency} doesn't include {Count(days.DaysWithoutRate, "day")} of accounts in other currencies: the first exchange rate is later.");
        }
    }

    private IEnumerable<StatementNote> Interval(CostStatement statement)
    {
        if (statement.Month.End is { High: not null } || statement.Summary.High is not null)
        {
            yield return new StatementNote(
                "Intervals",
                string.Create(CultureInfo.InvariantCulture, $"Intervals are {sources.ConfidenceLevel} % confidence intervals. Forecasts continue the trailing days and don't include planned changes."));
        }
    }

    private IEnumerable<StatementNote> Calls(CostStatement statement)
    {
        if (statement.Models.Any(model => model.Cost.IsAmbiguous))
        {
            yield return new StatementNote(
                "Ambiguous price",
                "The price changed during some calls. Their cost uses the price at the time when they were complete.");
        }

        if (statement.Models.Any(model => !model.Cost.IsVerified))
        {
            yield return new StatementNote(
                "Unverified prices",
                "Some prices depend on public holidays that aren't verified yet. If such a day is a holiday, the off-peak price applies.");
        }

        if (statement.Models.Any(model => !model.Cost.IsComplete))
        {
            yield return new StatementNote(
                "Charges per use without a price",
                "The price of the web searches of some calls is unknown. The models table doesn't include these searches.");
        }

        foreach (UnpricedCalls calls in sources.Unpriced)
        {
            yield return new StatementNote(
                "Without a price",
                $"The models table doesn't include {Count(calls.Calls, "call")} of {calls.Model} without a price.");
        }
    }

    private static StatementNote Thinned(BalanceHistory balance) => new(
        "Drawn with fewer points",
        $"{balance.Account} in {balance.Currency}: {balance.LeftOut.ToString("#,0", CultureInfo.InvariantCulture)} readings aren't drawn because a page shows at most {StatementSpan.PointsOfPage.ToString("#,0", CultureInfo.InvariantCulture)}. The first, lowest, highest and last reading of each group are drawn.");

    private static string NameOf(AccountOutlook outlook) => $"{outlook.Account} in {outlook.Currency}";

    private static string Count(long number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:#,0} {what}{(number == 1 ? "" : "s")}");

    private string When(DateTimeOffset at) => sources.Calendar.ToZone(at).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);
}
