namespace CostCompass.Core.Tests.Forecasting;

public sealed class FirstDayTests
{
    private static readonly BalanceSeriesKey Series = new("team", "DeepSeek", "USD");
    private static readonly DateTimeOffset Baseline = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(23)]
    [InlineData(30)]
    public void ThirtyCentsInTenMinutes_AreNotThePaceOfAMonth(int dayOfMonth)
    {
        DateTimeOffset start = Baseline.AddDays(dayOfMonth - 30);

        CostForecast forecast = Forecast(start.AddMinutes(10), [Seen(start, 20m), Seen(start.AddMinutes(10), 19.7m)]);

        decimal?[] figures = [forecast.Total, forecast.Low, forecast.High, forecast.ThisMonth, forecast.ThisMonthLow, forecast.ThisMonthHigh, forecast.DailyBurn];
        Assert.All(figures, figure => Assert.InRange(figure!.Value, 0.01m, 400m));
        Assert.True(forecast.Low < forecast.Total && forecast.Total < forecast.High);
        Assert.Equal((true, ForecastConfidence.Low), (forecast.IsEarly, forecast.Confidence));
        Assert.Equal(
            "Early: 10 min observed so far. Until a full day is observed, the burn rate is adjusted toward the usual daily spend of an account.",
            forecast.Reason);
        Assert.True(forecast.RunsOutEarly < forecast.RunsOutAt && forecast.RunsOutAt < forecast.RunsOutLate);
    }

    [Theory]
    [InlineData(ForecastMethod.TrailingAverage)]
    [InlineData(ForecastMethod.Adaptive)]
    public void AFirstEveningThatEndedWithItsDay_IsEarlyStill(ForecastMethod method)
    {
        DateTimeOffset start = Baseline.AddHours(14.9);

        CostForecast forecast = Forecast(
            start.AddMinutes(10), [Seen(start, 20m), Seen(start.AddMinutes(10), 19.7m)], request => request with { Method = method });

        Assert.True(forecast.IsEarly);
        Assert.InRange(forecast.High!.Value, 0m, 400m);
        Assert.Equal((double)(19.7m / forecast.DailyBurn!.Value), (forecast.RunsOutAt!.Value - forecast.AsOf).TotalDays, 0.001);
    }

    [Fact]
    public void TheRate_JoinsThatOfAWholeDay_AndFallsAllTheWayTowardsIt()
    {
        decimal[] rates = [.. Enumerable.Range(0, 145).Select(slot => FirstDay.PerDay(6m, TimeSpan.FromMinutes(10 * slot)))];

        Assert.Equal(6m, rates[^1]);
        Assert.Equal(rates[1], rates[0]);
        Assert.All(rates.Skip(1).Zip(rates.Skip(2)), pair => Assert.InRange(pair.Second, pair.First * 0.75m, pair.First));
    }

    [Fact]
    public void TheRate_IsNeverAboveThePaceSoFar() => Assert.All(
        Enumerable.Range(1, 144).Select(slot => TimeSpan.FromMinutes(10 * slot)),
        covered => Assert.InRange(FirstDay.PerDay(1m, covered), 1m, decimal.Round(1m / (decimal)covered.TotalDays, 9)));

    [Theory]
    [InlineData(1439, true)]
    [InlineData(1440, false)]
    public void AWholeDay_IsNotEarly(int minutes, bool isEarly)
    {
        CostForecast forecast = Forecast(Baseline.AddMinutes(minutes), [Seen(Baseline, 20m), Seen(Baseline.AddMinutes(minutes), 14m)]);

        Assert.Equal(isEarly, forecast.IsEarly);
        Assert.InRange(forecast.DailyBurn!.Value, 6m, 6.01m);
    }

    [Fact]
    public void WhereNothingIsSpentYet_ThereIsNoInterval_AndTheReasonSaysSo()
    {
        CostForecast forecast = Forecast(Baseline.AddHours(3), [new BalanceSnapshot(Baseline, Baseline.AddHours(3), BalanceLevels.OfTotal(20m))]);

        Assert.Equal((0m, null, null, null), (forecast.Total, forecast.Low, forecast.High, forecast.RunsOutAt));
        Assert.True(forecast.IsEarly);
        Assert.Equal("Early: 3 h observed so far without spend. The daily burn rate is unknown until the first spend.", forecast.Reason);
    }

    [Fact]
    public void AHistoryThatIsHiddenBehindTopUps_IsEarlyWhenLessThanADayOfItIsSeen()
    {
        // Three days, of which the rise hides all but the last ten minutes.
        CostForecast forecast = Forecast(
            Baseline, [SeenGranted(Baseline.AddDays(-3), 20m, 1m), SeenGranted(Baseline.AddMinutes(-10), 40m, 0m), SeenGranted(Baseline, 39.7m, 0m)]);

        Assert.True(forecast.IsEarly);
        Assert.InRange(forecast.High!.Value, 0m, 400m);
    }

    [Fact]
    public void TenMinutesOfTheTrailingDaysOfAnOldAccount_AreNotThePaceOfAMonth()
    {
        BalanceSnapshot[] seen =
        [
            SeenGranted(Baseline.AddDays(-30), 50m, 1m), SeenGranted(Baseline.AddDays(-20), 20m, 1m),
            SeenGranted(Baseline.AddMinutes(-10), 40m, 0m), SeenGranted(Baseline, 39.7m, 0m),
        ];

        CostForecast forecast = Forecast(Baseline, seen);

        Assert.True(forecast.IsEarly);
        Assert.Equal(0.3m * (decimal)Math.Pow(144, FirstDay.Exponent), forecast.DailyBurn!.Value, 6);
        Assert.StartsWith("Early: 10 min of the last 7 days are covered.", forecast.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ForecastMethod.TrailingAverage)]
    [InlineData(ForecastMethod.Adaptive)]
    public void TheDaysOfAnOldAccount_SayNothingOfAnEarlyRate_NeitherOfItsIntervalNorOfTheRunOut(ForecastMethod method)
    {
        BalanceSnapshot[] Seen(decimal last) =>
        [
            .. Enumerable.Range(0, 11).Select(day => SeenGranted(Baseline.AddDays(day - 30), 50m - (3m * day), 1m)),
            SeenGranted(Baseline.AddMinutes(-10), 40m, 0m), SeenGranted(Baseline, last, 0m),
        ];

        CostForecast idle = Forecast(Baseline, [.. Seen(40m)[..^2], SeenGranted(Baseline.AddMinutes(-10), 40m, 0m) with { LastSeen = Baseline }], request => request with { Method = method });
        Assert.Equal((true, 0m, null, null), (idle.IsEarly, idle.DailyBurn, idle.Low, idle.RunsOutAt));

        CostForecast spending = Forecast(Baseline, Seen(39.7m), request => request with { Method = method });
        Assert.True(spending.IsEarly);
        Assert.Equal((double)(39.7m / spending.DailyBurn!.Value), (spending.RunsOutAt!.Value - spending.AsOf).TotalDays, 0.001);
    }

    [Theory]
    [InlineData("0.80", 4.0, 6.0)]
    [InlineData("0.95", 12.0, 16.0)]
    public void TheInterval_WidensWithTheProbability(string level, double least, double most) => Assert.InRange(
        (double)FirstDay.Factor(decimal.Parse(level, System.Globalization.CultureInfo.InvariantCulture)), least, most);

    [Fact]
    public void TheFan_EndsWithTheForecastOfTheMonth()
    {
        DateTimeOffset start = Baseline.AddDays(-10);
        ForecastRequest request = Request(start.AddMinutes(10));
        ForecastBasis basis = ForecastBasis.Read(request, Steps([Seen(start, 20m), Seen(start.AddMinutes(10), 19.7m)], start.AddMinutes(10)));

        FanDay last = ForecastFan.Of(request, basis)[^1];

        CostForecast forecast = MonthForecast.Of(request, basis, start)!;
        Assert.Equal((forecast.ThisMonth - 0.3m, forecast.ThisMonthLow - 0.3m, forecast.ThisMonthHigh - 0.3m), (last.Total, last.Low, last.High));
    }

    private static CostForecast Forecast(DateTimeOffset asOf, BalanceSnapshot[] seen, Func<ForecastRequest, ForecastRequest>? change = null)
    {
        ForecastRequest request = (change ?? (one => one))(Request(asOf));
        return MonthForecast.Of(request, ForecastBasis.Read(request, Steps(seen, asOf)), seen[0].FirstSeen)!;
    }

    private static IEnumerable<SpendStep> Steps(BalanceSnapshot[] seen, DateTimeOffset asOf) => SpendHistory.Derive(seen, asOf);

    private static ForecastRequest Request(DateTimeOffset asOf) => new(Series, asOf, new LastReading(asOf), new ZoneCalendar(TimeZoneInfo.Utc));

    private static BalanceSnapshot Seen(DateTimeOffset at, decimal total) => new(at, at, BalanceLevels.OfTotal(total));

    private static BalanceSnapshot SeenGranted(DateTimeOffset at, decimal toppedUp, decimal granted) =>
        new(at, at, new BalanceLevels(granted + toppedUp, granted, toppedUp, true));
}
