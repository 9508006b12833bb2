using CostCompass.Views.Statements;

namespace CostCompass.Views.Tests.Statements;

/// <summary>
/// An account that spends 2.20 a day and is read every six hours up to noon of 20 November 2026: the month costs 66, December 68.20. What
/// was not looked at is unknown, not free.
/// </summary>
public sealed class UnreadTimeTests
{
    private static readonly BalanceSeriesKey _series = new("team", "DeepSeek", "USD");
    private static readonly ZoneCalendar _utc = new(TimeZoneInfo.Utc);
    private static readonly DateTimeOffset _began = new(2026, 10, 11, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset _lastRead = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(20)]
    [InlineData(22)]
    [InlineData(23)]
    [InlineData(25)]
    [InlineData(29)]
    public void AForecast_GoesOnFromTheLastReading_NotFromNow(int day)
    {
        CostForecast forecast = Forecast(Noon(11, day));

        // 19.5 days are known, 10.5 are to come.
        Assert.Equal((42.9m, 66m, 68.2m, 2.2m), (forecast.MonthToDate, forecast.ThisMonth, forecast.Total, forecast.DailyBurn));
        Assert.Equal((_lastRead, 1m), (forecast.ObservedTo, forecast.Coverage));
        Assert.Equal(day == 20 ? null : _lastRead, forecast.StaleSince);

        // 100 are left at the last reading.
        Assert.Equal((100m, 76.9m), (forecast.Balance, forecast.BalanceAtMonthEnd));
        Assert.Equal(_lastRead.AddDays(100d / 2.2d), forecast.RunsOutAt!.Value, TimeSpan.FromSeconds(1));
        Assert.True(forecast.ThisMonthLow <= forecast.ThisMonth && forecast.ThisMonth <= forecast.ThisMonthHigh && forecast.ThisMonthLow >= forecast.MonthToDate);
    }

    [Fact]
    public void TheAdaptiveMethod_GoesOnFromTheLastReadingToo()
    {
        CostForecast then = Forecast(_lastRead, ForecastMethod.Adaptive);
        CostForecast later = Forecast(Noon(11, 29), ForecastMethod.Adaptive);

        Assert.Equal((then.ThisMonth, then.ThisMonthLow, then.ThisMonthHigh, then.RunsOutAt), (later.ThisMonth, later.ThisMonthLow, later.ThisMonthHigh, later.RunsOutAt));
        Assert.Equal((then.Total, then.BalanceAtMonthEnd), (later.Total, later.BalanceAtMonthEnd));
        Assert.InRange(later.ThisMonth!.Value, 65m, 67m);
    }

    [Theory]
    [InlineData(ForecastMethod.TrailingAverage)]
    [InlineData(ForecastMethod.Adaptive)]
    public void InANewMonth_NothingIsKnownOfIt_AndItIsForecastWhole(ForecastMethod method)
    {
        foreach (DateTimeOffset asOf in new[] { new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), Noon(12, 1), Noon(12, 20) })
        {
            CostForecast forecast = Forecast(asOf, method);

            Assert.Equal((null, "2027-01"), (forecast.MonthToDate, forecast.Month));
            Assert.InRange(forecast.ThisMonth!.Value, 67.2m, 69.2m);
            Assert.InRange(forecast.Total!.Value, 67.2m, 69.2m);

            // From the last reading to the end of the year: 41.5 days.
            Assert.InRange(forecast.BalanceAtMonthEnd!.Value, 7.7m, 9.7m);
        }
    }

    [Fact]
    public void AtTheFirstInstantOfAMonth_WithAReadingOfIt_NothingIsSpent()
    {
        DateTimeOffset first = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal((0m, 66m), (Forecast(first).MonthToDate, Forecast(first).ThisMonth));
    }

    [Theory]
    [InlineData(22)]
    [InlineData(23)]
    [InlineData(25)]
    [InlineData(29)]
    public void ABudgetOfSixty_IsStale_AndItsForecastIsAboveIt(int day)
    {
        DateTimeOffset asOf = Noon(11, day);

        CostBudgetStatus status = StatementComposer.Compose(Sources(asOf, Account("team", asOf))).Budgets[0];

        Assert.Equal((BudgetState.Stale, 42.9m, 66m, _lastRead), (status.State, status.Spent, status.Forecast, status.StaleSince));

        // 42.90 by noon of the 20th: 60 is passed 7.8 days later.
        Assert.Equal(new DateOnly(2026, 11, 28), status.ExceededOn);
    }

    [Theory]
    [InlineData(22)]
    [InlineData(23)]
    [InlineData(25)]
    [InlineData(29)]
    public void TheMonthOfAReport_HasNoFlatLine(int day)
    {
        DateTimeOffset asOf = Noon(11, day);

        MonthCourse month = StatementComposer.Compose(Sources(asOf, Account("team", asOf))).Month;

        Assert.Equal((19.5m, 42.9m), (month.Spent[^1].At, month.Spent[^1].Amount));
        Assert.Equal((month.Spent[^1].At, 30m, 66m), (month.Ahead[0].At, month.End!.Value.At, month.End.Value.Amount));
        AssertRises(month);
    }

    [Fact]
    public void TheMonthOfAReport_IsKnownUpToTheAccountThatWasReadLeastRecently()
    {
        DateTimeOffset asOf = Noon(11, 25);
        MonthCourse month = StatementComposer.Compose(Sources(asOf, Account("team", asOf), Account("home", asOf, lastRead: asOf))).Month;

        // Of the other account everything is known up to noon of the 25th, and the rest is forecast.
        Assert.Equal((19.5m, 85.8m), (month.Spent[^1].At, month.Spent[^1].Amount));
        Assert.Equal((22m, 96.8m), (month.Ahead[3].At, month.Ahead[3].Amount));
        Assert.Equal((30m, 132m), (month.End!.Value.At, month.End.Value.Amount));
        AssertRises(month);
    }

    [Fact]
    public void TheSum_SaysHowFarItIsKnown_AndWhoIsStale()
    {
        DateTimeOffset asOf = Noon(11, 25);

        CostSummary summary = StatementComposer.Compose(Sources(asOf, Account("team", asOf), Account("home", asOf, lastRead: asOf))).Summary;

        Assert.Equal((42.9m + 53.9m, 132m, 136.4m), (summary.MonthToDate, summary.ForecastThisMonth, summary.ForecastNextMonth));
        Assert.Equal((_lastRead, _lastRead, "team"), (summary.ObservedTo, summary.StaleSince, summary.StaleAccounts));
    }

    [Fact]
    public void BilledCosts_AreKnownUpToWhatTheBillCovers()
    {
        DateTimeOffset end = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
        ReportedCost[] costs = [.. Enumerable.Range(0, 50).Select(day => new ReportedCost(end.AddDays(-day - 1), end.AddDays(-day), "USD", 2.2m, "tokens"))];
        SpendStep[] steps = [.. ReportedSpend.Derive([new Interval(end.AddDays(-50), end)], costs, end, end.AddDays(-50), Noon(11, 25))];

        CostForecast forecast = Forecast(Noon(11, 25), steps, new LastReading(end, end), ForecastMethod.TrailingAverage);

        Assert.Equal((41.8m, 66m, 68.2m, end), (forecast.MonthToDate, forecast.ThisMonth, forecast.Total, forecast.ObservedTo));
    }

    private static void AssertRises(MonthCourse month)
    {
        List<MonthPoint> all = [.. month.Spent, .. month.Ahead.Skip(1)];
        Assert.All(all.Zip(all.Skip(1)), pair => Assert.True(pair.Second.Amount > pair.First.Amount && pair.Second.At > pair.First.At));
    }

    private static DateTimeOffset Noon(int month, int day) => new(2026, month, day, 12, 0, 0, TimeSpan.Zero);

    private static CostForecast Forecast(DateTimeOffset asOf, ForecastMethod method = ForecastMethod.TrailingAverage)
    {
        SpendStep[] steps = Steps(asOf, _lastRead);
        DateTimeOffset last = steps[^1].Snapshot.LastSeen;
        return Forecast(asOf, steps, LastReading.Of(last, asOf, LastReading.UsualMaximumAge, () => TimeSpan.FromHours(6)), method);
    }

    private static CostForecast Forecast(DateTimeOffset asOf, SpendStep[] steps, LastReading last, ForecastMethod method)
    {
        var request = new ForecastRequest(_series, asOf, last, _utc, Method: method);
        return MonthForecast.Of(request, ForecastBasis.Read(request, steps), steps[0].Window.From)!;
    }

    private static SpendStep[] Steps(DateTimeOffset asOf, DateTimeOffset lastRead)
    {
        int readings = (int)((lastRead - _began) / TimeSpan.FromHours(6));
        return [.. SpendHistory.Derive(
            Enumerable.Range(0, readings + 1).Select(reading => new BalanceSnapshot(
                _began.AddHours(6 * reading), _began.AddHours(6 * reading), BalanceLevels.OfTotal(100m + (0.55m * (readings - reading))))),
            asOf,
            new SeriesContext { IsWhole = true, Events = [] })];
    }

    private static StatementAccount Account(string name, DateTimeOffset asOf, DateTimeOffset? lastRead = null)
    {
        SpendStep[] steps = Steps(asOf, lastRead ?? _lastRead);
        DateTimeOffset last = steps[^1].Snapshot.LastSeen;
        var request = new ForecastRequest(
            _series with { Account = name }, asOf, LastReading.Of(last, asOf, LastReading.UsualMaximumAge, () => TimeSpan.FromHours(6)), _utc);
        var basis = ForecastBasis.Read(request, steps, _began);
        var outlook = new AccountOutlook
        {
            Account = name,
            Provider = _series.Provider,
            Currency = _series.Currency,
            Days = SpendSummation.ByUnit(steps, _utc.StartOf(asOf, CalendarUnit.Month), asOf, _utc, CalendarUnit.Day)
                .Select(day => new DatedAmount(DateOnly.FromDateTime(day.From.Date), "USD", day.Amount!.Value))
                .ToList(),
            Forecast = MonthForecast.Of(request, basis, _began),
            LastBalance = 100m,
            LastSeen = last,
            StaleSince = request.LastReading.StaleSince,
            IsApproximate = true,
        };
        return StatementAccount.Of(request, basis, basis.Recent, outlook, hasLevel: true, new StatementSpan(_began, asOf, 1000));
    }

    private static StatementSources Sources(DateTimeOffset asOf, params StatementAccount[] accounts) =>
        StatementSample.Sources(accounts) with { AsOf = asOf, Span = new StatementSpan(_began, asOf, 1000), Budgets = [StatementSample.Budget("month", 60m)] };
}
