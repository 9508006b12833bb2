namespace CostCompass.Core.Tests.Forecasting;

public sealed class MonthForecastTests
{
    private static readonly BalanceSeriesKey Series = new("team", "DeepSeek", "USD");

    // Two a day, watched for three weeks, 100 left: the figures by hand.
    [Theory]
    [InlineData("2026-03-10", "2026-04", "60", "18", "62", "56")]
    [InlineData("2026-01-31", "2026-02", "56", "60", "62", "98")]
    [InlineData("2028-01-15", "2028-02", "58", "28", "62", "66")]
    [InlineData("2028-02-29", "2028-03", "62", "56", "58", "98")]
    [InlineData("2026-12-20", "2027-01", "62", "38", "62", "76")]
    public void NextMonth_IsTheBurnTimesItsDays(
        string today, string month, string total, string monthToDate, string thisMonth, string balanceAtEnd)
    {
        CostForecast forecast = Forecast(Day(today), Daily(Day(today), 21, 2m, 100m));

        // The days before the first of the month that were not watched are not in the month to date.
        decimal watched = Math.Min(Money(monthToDate), 42m);
        Assert.Equal((month, Money(total), Money(total), 2m), (forecast.Month, forecast.Total, forecast.Usage, forecast.DailyBurn));
        Assert.Equal((watched, Money(thisMonth) - Money(monthToDate) + watched), (forecast.MonthToDate, forecast.ThisMonth));
        Assert.Equal((100m, Money(balanceAtEnd)), (forecast.Balance, forecast.BalanceAtMonthEnd));
    }

    [Fact]
    public void AnotherMonth_CanBeAskedFor()
    {
        DateTimeOffset today = Day("2026-03-10");

        CostForecast forecast = Forecast(today, Daily(today, 21, 2m, 100m), request => request with { Month = new DateOnly(2028, 2, 1) });

        Assert.Equal(("2028-02", 58m), (forecast.Month, forecast.Total));
    }

    [Fact]
    public void TheMonth_IsThatOfTheZone()
    {
        // Half past eight in the evening of 31 March in UTC is half past four of 1 April in Shanghai.
        DateTimeOffset now = Day("2026-03-31").AddHours(20.5);
        var shanghai = new ZoneCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

        CostForecast forecast = Forecast(now, Daily(now, 21, 24m, 1_000m), request => request with { Calendar = shanghai });

        Assert.Equal(("2026-05", 744m), (forecast.Month, forecast.Total));
        Assert.Equal((4.5m, TimeSpan.FromHours(8)), (forecast.MonthToDate, forecast.AsOf.Offset));
    }

    [Fact]
    public void TheBalance_RunsOutWhenTheBurnHasEatenIt()
    {
        DateTimeOffset today = Day("2026-03-10");

        CostForecast forecast = Forecast(today, Daily(today, 21, 8m, 100m));

        Assert.Equal(today.AddDays(12.5), forecast.RunsOutAt);
        Assert.Equal(0m, forecast.BalanceAtMonthEnd);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0.05")]
    public void ABalanceOfNothingOrLess_HasRunOut_AndStaysWhatItIs(string left)
    {
        DateTimeOffset today = Day("2026-03-10");

        CostForecast forecast = Forecast(today, Daily(today, 21, 8m, Money(left)));

        Assert.Equal((Money(left), Money(left)), (forecast.Balance, forecast.BalanceAtMonthEnd));
        Assert.Equal((today, today, today), (forecast.RunsOutAt, forecast.RunsOutEarly, forecast.RunsOutLate));
        Assert.Equal((8m, 240m), (forecast.DailyBurn, forecast.Total));
    }

    [Fact]
    public void TheBalance_RunsOutCountedFromWhenItWasSeen()
    {
        DateTimeOffset today = Day("2026-03-10");
        BalanceSnapshot[] stale = [.. Daily(today.AddDays(-2), 21, 10m, 100m)];

        CostForecast forecast = Forecast(today, stale);

        Assert.Equal(today.AddDays(8), forecast.RunsOutAt);
    }

    [Fact]
    public void ABalanceThatStands_NeverRunsOut()
    {
        DateTimeOffset today = Day("2026-03-10");

        CostForecast forecast = Forecast(today, [new BalanceSnapshot(today.AddDays(-20), today, BalanceLevels.OfTotal(5m))]);

        Assert.Equal((0m, 0m, 5m, null), (forecast.Total, forecast.DailyBurn, forecast.BalanceAtMonthEnd, forecast.RunsOutAt));
    }

    [Fact]
    public void AnInstantBeyondTheCalendar_IsNoInstant()
    {
        DateTimeOffset today = Day("2026-03-10");

        CostForecast forecast = Forecast(today, Daily(today, 21, 0.000000001m, 1_000_000_000m));

        Assert.Null(forecast.RunsOutAt);
    }

    [Fact]
    public void AHistoryThatBeganThisMonth_CountsFromThere()
    {
        DateTimeOffset today = Day("2026-03-10");

        CostForecast forecast = Forecast(today, Daily(today, 4, 2m, 100m));

        Assert.Equal((8m, 52m), (forecast.MonthToDate, forecast.ThisMonth));
    }

    [Fact]
    public void WithNothingCovered_ThereIsNoForecast()
    {
        DateTimeOffset today = Day("2026-03-10");

        Assert.Null(Try(today, [new BalanceSnapshot(today, today, BalanceLevels.OfTotal(5m))]));
        Assert.Null(Try(today, []));
    }

    [Theory]
    [InlineData(21, 24, ForecastConfidence.High, "1.0", "21", "7 of the last 7 days are covered. 21 days are observed in total.")]
    [InlineData(14, 24, ForecastConfidence.High, "1.0", "14", "7 of the last 7 days are covered. 14 days are observed in total.")]
    [InlineData(13, 24, ForecastConfidence.Medium, "1.0", "13", "7 of the last 7 days are covered. 13 days are observed in total.")]
    [InlineData(4, 24, ForecastConfidence.Medium, "0.5714", "4", "4 of the last 7 days are covered. 4 days are observed in total.")]
    [InlineData(3, 24, ForecastConfidence.Low, "0.4286", "3", "Most of the trailing days aren't covered: 3 of the last 7 days are covered. 3 days are observed in total.")]
    [InlineData(1, 24, ForecastConfidence.Low, "0.1429", "1", "Most of the trailing days aren't covered: 1 of the last 7 days are covered. 1 days are observed in total.")]
    [InlineData(1, 12, ForecastConfidence.Low, "0.0714", "0.5", "Early: 12 h observed so far. Until a full day is observed, the burn rate is adjusted toward the usual daily spend of an account.")]
    public void TheConfidence_SaysHowMuchHistoryStandsBehindIt(
        int steps, int hours, ForecastConfidence confidence, string coverage, string observed, string reason)
    {
        DateTimeOffset today = Day("2026-03-25");

        CostForecast forecast = Forecast(today, Every(TimeSpan.FromHours(hours), today, steps, 2m, 100m));

        Assert.Equal(confidence, forecast.Confidence);
        Assert.StartsWith(reason, forecast.Reason, StringComparison.Ordinal);
        Assert.Equal((Money(coverage), Money(observed)), (forecast.Coverage, forecast.DaysObserved));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(50)]
    [InlineData(99)]
    public void TheConfidence_IsThatOfTheInterval_WhateverLevelIsAskedFor(int level)
    {
        DateTimeOffset today = Day("2026-03-25");
        ForecastConfidence Of(Func<int, decimal> spend) => Forecast(today, Falling(today, 56, spend), request => request with { ConfidenceLevel = level }).Confidence;

        Assert.Equal(ForecastConfidence.High, Of(_ => 2m));
        Assert.Equal(ForecastConfidence.Medium, Of(day => day % 3 == 0 ? 5m : 1m));
        Assert.Equal(ForecastConfidence.Low, Of(day => day / 7 % 2 == 0 ? 8m : 0.2m));
    }

    [Fact]
    public void TheReason_SaysHowFarTheIntervalReaches()
    {
        DateTimeOffset today = Day("2026-03-25");

        CostForecast forecast = Forecast(today, Falling(today, 56, day => day % 3 == 0 ? 5m : 1m));

        string reach = string.Create(CultureInfo.InvariantCulture, $"{(forecast.Low / forecast.Total) - 1m:+0 %;-0 %} to {(forecast.High / forecast.Total) - 1m:+0 %;-0 %}");
        Assert.EndsWith($"80 % confidence interval: {reach}.", forecast.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void MaskedTime_DoesNotMakeTheForecastLow()
    {
        DateTimeOffset today = Day("2026-03-10");
        BalanceSnapshot[] snapshots = [.. Daily(today.AddDays(-3), 18, 2m, 10m), .. Daily(today, 2, 2m, 100m)];

        CostForecast forecast = Forecast(today, snapshots);

        Assert.Equal((60m, 2m, 0.8571m), (forecast.Total, forecast.DailyBurn, forecast.Coverage));
    }

    [Fact]
    public void TheWindow_IsTheNumberOfTrailingDaysThatIsAskedFor()
    {
        DateTimeOffset today = Day("2026-03-25");
        BalanceSnapshot[] snapshots = [.. Daily(today.AddDays(-7), 14, 1m, 170m), .. Daily(today, 6, 10m, 100m)];

        Assert.Equal(10m, Forecast(today, snapshots).DailyBurn);
        Assert.Equal(5.5m, Forecast(today, snapshots, request => request with { WindowDays = 14 }).DailyBurn);
    }

    [Fact]
    public void TheForecast_SaysWhatItIsOf()
    {
        DateTimeOffset today = Day("2026-03-10");

        CostForecast forecast = Forecast(today, Daily(today, 21, 2m, 100m));

        Assert.Equal(
            ("team", "DeepSeek", "USD", true, 7, today),
            (forecast.Account, forecast.Provider, forecast.Currency, forecast.IsApproximate, forecast.WindowDays, forecast.AsOf));
    }

    [Fact]
    public void TheHistoryThatIsRead_IsBounded() => Assert.Equal(
        Day("2026-03-10").AddDays(-401), new ForecastRequest(Series, Day("2026-05-10"), new LastReading(Day("2026-03-10")), new ZoneCalendar(TimeZoneInfo.Utc)).HistoryFrom);

    [Theory]
    [InlineData("2026-03-10")]
    [InlineData("2026-03-31")]
    [InlineData("2026-03-01")]
    public void WithoutAnInterval_TheFiguresNeedTheTrailingDaysAndTheMonthAlone(string date)
    {
        DateTimeOffset today = Day(date);
        BalanceSnapshot[] all = [.. Daily(today.AddDays(-12), 40, 3m, 300m), .. Daily(today, 11, 2m, 100m)];
        CostForecast whole = Forecast(today, all);

        DateTimeOffset from = new ForecastRequest(Series, today, new LastReading(today), new ZoneCalendar(TimeZoneInfo.Utc)) { IsPointOnly = true }.HistoryFrom;
        CostForecast point = Forecast(today, all.SkipWhile(snapshot => snapshot.FirstSeen < from), request => request with { IsPointOnly = true });

        Assert.Equal(today.AddDays(-7) < Day("2026-03-01") ? today.AddDays(-7) : Day("2026-03-01"), from);
        Assert.Equal((whole.Total, whole.ThisMonth, whole.MonthToDate, whole.RunsOutAt), (point.Total, point.ThisMonth, point.MonthToDate, point.RunsOutAt));
        Assert.NotNull(whole.High);
        Assert.Equal((null, null, null, null), (point.Low, point.High, point.ThisMonthHigh, point.RunsOutLate));
    }

    private static CostForecast Forecast(
        DateTimeOffset asOf, IEnumerable<BalanceSnapshot> snapshots, Func<ForecastRequest, ForecastRequest>? change = null)
    {
        CostForecast? forecast = Try(asOf, snapshots, change);
        Assert.NotNull(forecast);
        return forecast;
    }

    private static CostForecast? Try(
        DateTimeOffset asOf, IEnumerable<BalanceSnapshot> snapshots, Func<ForecastRequest, ForecastRequest>? change = null)
    {
        SpendStep[] steps = [.. SpendHistory.Derive(snapshots, asOf)];
        var request = new ForecastRequest(Series, asOf, new LastReading(steps.Length > 0 ? steps[^1].Snapshot.LastSeen : asOf), new ZoneCalendar(TimeZoneInfo.Utc));
        request = change?.Invoke(request) ?? request;
        return MonthForecast.Of(request, ForecastBasis.Read(request, steps), steps.Length > 0 ? steps[0].Snapshot.FirstSeen : null);
    }

    // One reading a day, each day with its own spend, counted from the first one.
    private static IEnumerable<BalanceSnapshot> Falling(DateTimeOffset until, int days, Func<int, decimal> spend) =>
        Enumerable.Range(0, days + 1).Select(index => new BalanceSnapshot(
            until.AddDays(index - days), until.AddDays(index - days), BalanceLevels.OfTotal(1000m - Enumerable.Range(0, index).Sum(spend))));

    private static IEnumerable<BalanceSnapshot> Daily(DateTimeOffset until, int days, decimal perDay, decimal left) =>
        Every(TimeSpan.FromDays(1), until, days, perDay, left);

    private static IEnumerable<BalanceSnapshot> Every(TimeSpan step, DateTimeOffset until, int steps, decimal perStep, decimal left) =>
        Enumerable.Range(0, steps + 1).Select(index => new BalanceSnapshot(
            until - (step * (steps - index)), until - (step * (steps - index)), BalanceLevels.OfTotal(left + (perStep * (steps - index)))));

    private static DateTimeOffset Day(string date) =>
        DateTimeOffset.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static decimal Money(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
