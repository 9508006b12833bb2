using CostCompass.Views.Statements;

namespace CostCompass.Views.Tests.Statements;

public sealed class StatementComposerTests
{
    [Fact]
    public void TheMonth_EndsWhereTheSummaryDoes()
    {
        StatementSources sources = StatementSample.Sources(
            StatementSample.Account("a", 0.2m), StatementSample.Account("b", 0.1m, "Novita"), StatementSample.Account("y", 2m, currency: "CNY")) with
        {
            Rates = new([StatementSample.Rate("CNY", 0.14m), StatementSample.Rate("CNY", 0.15m, 11, 9)]),
            Subscriptions = [StatementSample.Monthly("early", 20m, 3), StatementSample.Monthly("late", 30m, 25)],
        };

        CostStatement statement = StatementComposer.Compose(sources);

        MonthCourse month = statement.Month;
        Assert.Equal(decimal.Round(statement.Summary.MonthToDate!.Value, 6), decimal.Round(month.Spent[^1].Amount, 6));
        Assert.Equal(decimal.Round(statement.Summary.ForecastThisMonth!.Value, 6), decimal.Round(month.End!.Value.Amount, 6));
        Assert.Equal((0m, 0m, 15.5m, 30m), (month.Spent[0].At, month.Spent[0].Amount, month.Spent[^1].At, month.End!.Value.At));
        Assert.Equal(17, month.Spent.Count);
        Assert.Equal(16, month.Ahead.Count);
        Assert.Equal(month.Spent[^1].Amount, month.Ahead[0].Amount);
        Assert.InRange(month.Spent[3].Amount - month.Spent[2].Amount, 20m, 24m);
        Assert.InRange(month.Ahead[10].Amount - month.Ahead[9].Amount, 30m, 34m);
    }

    [Fact]
    public void TheFan_HoldsThePoint_NeverFalls_AndWidens()
    {
        MonthCourse month = StatementComposer.Compose(StatementSample.Sources(StatementSample.Account("a", 0.2m), StatementSample.Account("b", 0.1m))).Month;

        Assert.All(month.Ahead, point => Assert.InRange(point.Amount, point.Low!.Value, point.High!.Value));
        Assert.All(month.Ahead.Zip(month.Ahead.Skip(1)), pair => Assert.True(pair.First.Low <= pair.Second.Low && pair.First.High <= pair.Second.High));
        Assert.True(month.End!.Value.High - month.End.Value.Low > month.Ahead[1].High - month.Ahead[1].Low);
    }

    [Fact]
    public void OneAccount_HasTheIntervalOfItsForecast()
    {
        StatementAccount account = StatementSample.Account("a", 0.2m);
        MonthPoint end = StatementComposer.Compose(StatementSample.Sources(account)).Month.End!.Value;

        Assert.Equal(Round(account.Outlook.Forecast!.ThisMonth), Round(end.Amount));
        Assert.Equal((Round(account.Outlook.Forecast.ThisMonthLow), Round(account.Outlook.Forecast.ThisMonthHigh)), (Round(end.Low), Round(end.High)));
        Assert.NotEqual(end.Low, end.High);
    }

    [Fact]
    public void WhatHasNoRate_StandsForItself()
    {
        CostStatement statement = StatementComposer.Compose(StatementSample.Sources(StatementSample.Account("a", 0.2m), StatementSample.Account("y", 2m, currency: "CNY")));

        Assert.Equal(["USD", "CNY"], statement.Days.Select(days => days.Currency));
        Assert.Equal(["DeepSeek"], statement.Days[1].Providers.Select(one => one.Name));
        Assert.Equal(statement.Summary.MonthToDate, statement.Month.Spent[^1].Amount);
        Assert.Contains(statement.Notes, note => note.Title == "Not in the total" && note.Text.Contains("Set-CostExchangeRate -From CNY -To USD", StringComparison.Ordinal));
    }

    [Fact]
    public void Budgets_AreChecked_AndThoseThatCannotBeAreNoted()
    {
        StatementSources sources = StatementSample.Sources(StatementSample.Account("a", 0.2m)) with
        {
            Budgets =
            [
                StatementSample.Budget("all", 30m), StatementSample.Budget("euro", 30m, "EUR"), StatementSample.Budget("none", 5m, provider: "Novita"),
                StatementSample.Budget("one", 500m, provider: "deepseek"),
            ],
        };

        CostStatement statement = StatementComposer.Compose(sources);

        Assert.Equal([("all", BudgetState.Forecast), ("one", BudgetState.Ok)], statement.Budgets.Select(budget => (budget.Name, budget.State)));
        Assert.Equal(["all"], statement.Month.Budgets.Select(budget => budget.Name));
        Assert.Equal(["none", "euro"], statement.Notes.Where(note => note.Title == "Budget not checked").Select(note => note.Text.Contains("euro", StringComparison.Ordinal) ? "euro" : "none").OrderDescending());
    }

    [Fact]
    public void Notes_SayWhatIsApproximate_Hidden_LateAndStale()
    {
        StatementAccount late = StatementSample.Account("late", 0.2m, steps: StatementSample.Steps(0.2m, start: new DateTimeOffset(2026, 11, 10, 6, 0, 0, TimeSpan.Zero)));
        StatementAccount stale = StatementSample.Account("old", 0.2m, "Novita");
        stale = stale with { Outlook = stale.Outlook with { LastSeen = StatementSample.AsOf.AddDays(-3), StaleSince = StatementSample.AsOf.AddDays(-3) } };

        Dictionary<string, string> notes = StatementComposer.Compose(StatementSample.Sources(late, stale)).Notes.ToDictionary(note => note.Title, note => note.Text);

        Assert.Contains("late, old", notes["Approximate *"], StringComparison.Ordinal);
        Assert.StartsWith("old in USD: 1 window. A top-up hides the spend", notes["At least"], StringComparison.Ordinal);
        Assert.StartsWith("late in USD is observed from 10 November 2026, 06:00.", notes["Observed in part"], StringComparison.Ordinal);
        Assert.StartsWith("old in USD: not read since 13 November 2026, 12:00.", notes["Stale"], StringComparison.Ordinal);
        Assert.Contains("80 %", notes["Intervals"], StringComparison.Ordinal);
    }

    [Fact]
    public void SubscriptionsAlone_MakeAMonthWithoutDoubt()
    {
        CostStatement statement = StatementComposer.Compose(StatementSample.Sources() with
        {
            Subscriptions = [StatementSample.Monthly("ide", 20m, 3), StatementSample.Monthly("drive", 5m, 20)],
        });

        MonthPoint end = statement.Month.End!.Value;
        Assert.Equal((20m, 25m, 25m, 25m), (statement.Month.Spent[^1].Amount, end.Amount, end.Low!.Value, end.High!.Value));
        Assert.Empty(statement.Balances);
        Assert.Empty(statement.Days);
        Assert.Null(statement.FirstToRunOut);
    }

    [Fact]
    public void ABalanceThatIsThinned_SaysHowMuch()
    {
        CostStatement statement = StatementComposer.Compose(StatementSample.Sources(StatementSample.Account("a", 0.2m, points: 40)));

        Assert.Equal((187, true), (statement.Balances[0].Points.Count + statement.Balances[0].LeftOut, statement.Balances[0].LeftOut >= 147));
        Assert.Contains(statement.Notes, note => note.Title == "Drawn with fewer points" && note.Text.StartsWith("a in USD: ", StringComparison.Ordinal));
    }

    [Fact]
    public void TheFirstOfAMonth_HasNothingBehindIt()
    {
        var start = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
        CostStatement statement = StatementComposer.Compose(StatementSample.Sources() with
        {
            AsOf = start, Span = new StatementSpan(StatementSample.Start, start, 400), Subscriptions = [StatementSample.Monthly("ide", 20m, 1)],
        });

        Assert.Equal([new MonthPoint(0m, 0m)], statement.Month.Spent);
        Assert.Equal((31, 20m), ((int)statement.Month.End!.Value.At, statement.Month.Ahead[1].Amount));
        Assert.Equal((0m, 20m), (statement.Summary.MonthToDate, statement.Summary.ForecastThisMonth));
    }

    private static decimal? Round(decimal? amount) => amount is { } known ? decimal.Round(known, 6) : null;
}
