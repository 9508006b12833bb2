namespace CostCompass.Views.Tests.Statements;

public sealed class ForecastFanTests
{
    private static readonly BalanceSeriesKey _series = new("a", "DeepSeek", "USD");

    [Theory]
    [InlineData(ForecastMethod.TrailingAverage, 80)]
    [InlineData(ForecastMethod.Adaptive, 80)]
    [InlineData(ForecastMethod.TrailingAverage, 95)]
    public void TheLastDay_IsTheForecastOfTheMonth(ForecastMethod method, int level)
    {
        List<SpendStep> steps = StatementSample.Steps(0.3m);
        var request = new ForecastRequest(_series, StatementSample.AsOf, new LastReading(StatementSample.AsOf), StatementSample.Utc, Method: method, ConfidenceLevel: level);

        CostForecast forecast = MonthForecast.Of(request, ForecastBasis.Read(request, steps), StatementSample.Start)!;
        IReadOnlyList<FanDay> fan = ForecastFan.Of(request, ForecastBasis.Read(request, steps));

        Assert.Equal((15, new DateOnly(2026, 11, 16), new DateOnly(2026, 11, 30)), (fan.Count, fan[0].Day, fan[^1].Day));
        decimal spent = forecast.MonthToDate!.Value;
        Assert.Equal(
            (Round(forecast.ThisMonth), Round(forecast.ThisMonthLow), Round(forecast.ThisMonthHigh)),
            (Round(fan[^1].Total + spent), Round(fan[^1].Low + spent), Round(fan[^1].High + spent)));
    }

    [Fact]
    public void TheFirstDay_HasOnlyWhatIsLeftOfIt()
    {
        List<SpendStep> steps = StatementSample.Steps(0.3m);
        var request = new ForecastRequest(_series, StatementSample.AsOf, new LastReading(StatementSample.AsOf), StatementSample.Utc);
        decimal perDay = MonthForecast.Of(request, ForecastBasis.Read(request, steps), StatementSample.Start)!.DailyBurn!.Value;

        Assert.Equal(Round(perDay / 2m), Round(ForecastFan.Of(request, ForecastBasis.Read(request, steps))[0].Total));
    }

    [Fact]
    public void WithNothingToGoBy_ThereIsNoFan()
    {
        var request = new ForecastRequest(_series, StatementSample.AsOf, new LastReading(StatementSample.AsOf), StatementSample.Utc);

        Assert.Empty(ForecastFan.Of(request, ForecastBasis.Read(request, StatementSample.Steps(0.3m).Take(1))));
    }

    private static decimal? Round(decimal? amount) => amount is { } known ? decimal.Round(known, 6) : null;
}
