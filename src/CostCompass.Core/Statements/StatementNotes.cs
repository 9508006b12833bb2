using System.Globalization;
using CostCompass.Budgets;
using CostCompass.Charts;
using CostCompass.Errors;
using CostCompass.Forecasting;
using CostCompass.Metering;
using CostCompass.Summaries;

namespace CostCompass.Statements;

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
        .. sources.Accounts.SelectMany(Hidden),
        .. sources.Accounts.SelectMany(Late),
        .. statement.Summary.Lines.Where(line => line.StaleSince is not null).Select(Stale),
        .. Unconverted(statement),
        .. sources.Accounts.SelectMany(Forecasts),
        .. Interval(statement),
        .. _budgets,
        .. Calls(statement),
        .. statement.Balances.Where(balance => balance.LeftOut > 0).Select(Thinned),
    ];

    private IEnumerable<StatementNote> Approximate()
    {
        List<string> names = sources.Accounts.Where(one => one.Outlook.IsApproximate).Select(one => one.Outlook.Account).Distinct().ToList();
        if (names.Count > 0)
        {
            yield return new StatementNote(
                "Approximate *",
                $"Figures marked * are derived from how the balance fell, not from the provider's bill: {string.Join(", ", names)}.");
        }
    }

    private static IEnumerable<StatementNote> Hidden(StatementAccount account)
    {
        string name = NameOf(account.Outlook);
        if (account.LowerBounds > 0)
        {
            yield return new StatementNote(
                "At least",
                $"{name}: in {Count(account.LowerBounds, "window")} of the span money came in and hides what was spent beside it. The figures of those days are the least that was spent; Add-CostBalanceEvent records what came in.");
        }

        if (account.PossibleExpiries > 0)
        {
            yield return new StatementNote(
                "Possible expiry",
                $"{name}: in {Count(account.PossibleExpiries, "window")} of the span granted credit vanished at once. It is counted as spend, but may have expired.");
        }
    }

    // What happened in the month before the first reading is in no figure.
    private IEnumerable<StatementNote> Late(StatementAccount account)
    {
        if (account.Began is { } began && began > MonthSpan.Around(sources.AsOf, sources.Calendar).Start)
        {
            yield return new StatementNote(
                "Observed in part",
                $"{NameOf(account.Outlook)} is observed from {When(began)} on. What it spent in the month before that is in no figure.");
        }
    }

    private StatementNote Stale(CostSummaryLine line) => new(
        "Stale",
        $"{line.Name}: nothing was read since {When(line.StaleSince!.Value)}. What was spent since then is missing until the next Update-CostSnapshot or import.");

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

    private static IEnumerable<StatementNote> Forecasts(StatementAccount account)
    {
        if (account.Outlook.Forecast is not { } forecast)
        {
            yield return new StatementNote(
                "No forecast",
                $"{NameOf(account.Outlook)} takes no part in the forecasts: nothing of the trailing days is known.");
        }
        else if (forecast.Confidence == ForecastConfidence.Low)
        {
            yield return new StatementNote("Little to go by", $"{NameOf(account.Outlook)}: {forecast.Reason}");
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

        foreach (UnpricedCalls calls in sources.Unpriced)
        {
            yield return new StatementNote(
                "Without a price",
                $"{Count(calls.Calls, "call")} of {calls.Model} have no price and are not in the table of models.");
        }
    }

    private static StatementNote Thinned(BalanceHistory balance) => new(
        "Drawn with fewer points",
        $"{balance.Account} in {balance.Currency}: {balance.LeftOut.ToString("#,0", CultureInfo.InvariantCulture)} readings are not drawn, since a page holds {StatementSpan.PointsOfPage.ToString("#,0", CultureInfo.InvariantCulture)} at most. Every peak and trough is.");

    private static string NameOf(AccountOutlook outlook) => $"{outlook.Account} in {outlook.Currency}";

    private static string Count(long number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:#,0} {what}{(number == 1 ? "" : "s")}");

    private string When(DateTimeOffset at) => sources.Calendar.ToZone(at).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);
}
