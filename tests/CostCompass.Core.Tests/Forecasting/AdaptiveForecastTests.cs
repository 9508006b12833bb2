namespace CostCompass.Core.Tests.Forecasting;

public sealed class AdaptiveForecastTests
{
    [Fact]
    public void AConstantSeries_IsForecastExactly_WithANarrowInterval()
    {
        HorizonForecast forecast = Forecast(HistorySample.Of(60, _ => 2m), 60, 30);

        Assert.Equal(60m, forecast.Total, 6);
        Assert.InRange(forecast.High - forecast.Low, 0m, 6m);
    }

    [Fact]
    public void WeekendsThatAreIdle_AreForecastIdle()
    {
        IReadOnlyList<ObservedDay> history = HistorySample.Of(84, day => day % 7 >= 5 ? 0m : 10m);
        SpendForecaster forecaster = Forecaster(history, 84);

        decimal weekend = forecaster.Total(HistorySample.Days(89, 2)).Total;
        decimal workdays = forecaster.Total(HistorySample.Days(84, 5)).Total;

        Assert.InRange(weekend, 0m, 1m);
        Assert.InRange(workdays, 48m, 52m);
    }

    [Fact]
    public void WithoutAWeeklyPattern_AllWeekdaysAreNearlyAlike()
    {
        SpendForecaster forecaster = Forecaster(HistorySample.Of(120, HistorySample.Irregular), 120);

        decimal[] days = [.. Enumerable.Range(120, 7).Select(day => forecaster.Total(HistorySample.Days(day, 1)).Total)];

        Assert.InRange(days.Max() / days.Min(), 1m, 1.25m);
    }

    [Fact]
    public void ABurstInTheLastWeek_IsNotTakenForTheNewLevel()
    {
        IReadOnlyList<ObservedDay> history = HistorySample.Of(90, day => day % 30 == 27 ? 30m : 0m);
        DateOnly origin = HistorySample.Day(90);

        decimal trailing = SpendForecaster.Create(history, origin, ForecastMethod.TrailingAverage)!.Total(HistorySample.Days(90, 30)).Total;
        decimal adaptive = Forecast(history, 90, 30).Total;

        Assert.Equal(30m / 7m * 30m, trailing, 6);
        Assert.InRange(adaptive, 15m, 60m);
    }

    [Fact]
    public void AShiftOfTheLevel_IsFollowedWithinWeeks()
    {
        IReadOnlyList<ObservedDay> history = HistorySample.Of(120, day => (day < 90 ? 1m : 4m) * HistorySample.Irregular(day));

        // The irregular amounts have the mean 2.
        Assert.InRange(Forecast(history, 120, 30).Total, 200m, 270m);
    }

    [Fact]
    public void OneAbsurdDay_DoesNotRuleTheForecast()
    {
        IReadOnlyList<ObservedDay> history = HistorySample.Of(60, day => day == 40 ? 100_000m : HistorySample.Irregular(day));

        HorizonForecast forecast = Forecast(history, 60, 30);

        Assert.InRange(forecast.Total, 50m, 90m);
        Assert.InRange(forecast.High, forecast.Total, 300m);
    }

    [Fact]
    public void MaskedDays_AreSkipped()
    {
        ObservedDay[] masked =
        [
            .. HistorySample.Of(60, _ => 2m).Select((day, index) => index % 3 == 0 ? day with { Amount = 0m, Coverage = 0m } : day),
        ];
        ObservedDay[] missing = [.. masked.Where(day => day.Coverage > 0m)];

        Assert.Equal(60m, Forecast(masked, 60, 30).Total, 6);
        Assert.Equal(Forecast(masked, 60, 30), Forecast(missing, 60, 30));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void LittleHistory_GivesAForecastNearTheAverage_AndAWideInterval(int days)
    {
        HorizonForecast little = Forecast(HistorySample.Of(days, HistorySample.Irregular), days, 30);
        HorizonForecast much = Forecast(HistorySample.Of(200, HistorySample.Irregular), 200, 30);
        decimal average = Enumerable.Range(0, days).Average(HistorySample.Irregular) * 30m;

        Assert.InRange(little.Total, average * 0.75m, average * 1.25m);
        Assert.True(little.High > little.Low);
        Assert.True(days == 1 || (little.High - little.Low) / little.Total > (much.High - much.Low) / much.Total);
    }

    [Fact]
    public void NothingSpent_IsForecastAsNothing()
    {
        Assert.Equal(new HorizonForecast(0m, 0m, 0m), Forecast(HistorySample.Of(30, _ => 0m), 30, 30));
    }

    [Fact]
    public void NothingObserved_GivesNoForecaster()
    {
        Assert.Null(SpendForecaster.Create([], HistorySample.Day(0)));
        Assert.Null(SpendForecaster.Create([new ObservedDay(HistorySample.Day(0), 0m, 0m)], HistorySample.Day(3)));
    }

    private static HorizonForecast Forecast(IReadOnlyList<ObservedDay> history, int origin, int days) =>
        Forecaster(history, origin).Total(HistorySample.Days(origin, days));

    private static SpendForecaster Forecaster(IReadOnlyList<ObservedDay> history, int origin) =>
        SpendForecaster.Create(history, HistorySample.Day(origin), ForecastMethod.Adaptive)!;
}
