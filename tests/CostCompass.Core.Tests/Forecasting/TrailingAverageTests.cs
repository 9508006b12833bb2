namespace CostCompass.Core.Tests.Forecasting;

public sealed class TrailingAverageTests
{
    [Fact]
    public void NextMonth_IsTheBurnTimesItsDays()
    {
        IReadOnlyList<ObservedDay> history = HistorySample.Of(26, day => day < 19 ? 100m : day - 18);
        DateOnly origin = HistorySample.Day(26);

        HorizonForecast february = Forecaster(history, origin).Total(ForecastHorizon.NextMonth(origin));

        Assert.Equal(new DateOnly(2026, 1, 31), origin);
        Assert.Equal(4m * 28m, february.Total, 9);
    }

    [Fact]
    public void TheBurnThatIsGiven_IsTakenAsItIs()
    {
        IReadOnlyList<ObservedDay> history = HistorySample.Of(60, HistorySample.Irregular);

        HorizonForecast forecast = SpendForecaster
            .Create(history, HistorySample.Day(60), ForecastMethod.TrailingAverage, burnPerDay: 2.5m)!
            .Total(HistorySample.Days(60, 30));

        Assert.Equal(75m, forecast.Total, 9);
        Assert.InRange(forecast.Total, forecast.Low, forecast.High);
    }

    [Theory]
    [InlineData(1.3)]
    [InlineData(0.7)]
    public void AnIntervalThatMovesToHoldThePoint_GivesUpAsMuchOnTheOtherSide(double lastWeek)
    {
        IReadOnlyList<ObservedDay> history = HistorySample.Of(120, day => HistorySample.Irregular(day) * (day < 113 ? 1m : (decimal)lastWeek));

        HorizonForecast trailing = Forecaster(history, HistorySample.Day(120)).Total(HistorySample.Days(120, 30));
        HorizonForecast model = SpendForecaster.Create(history, HistorySample.Day(120), ForecastMethod.Adaptive)!.Total(HistorySample.Days(120, 30));

        Assert.InRange(model.Total, model.Low, model.High);
        if (lastWeek > 1d)
        {
            Assert.True(trailing.Total > model.High);
            Assert.Equal(trailing.Total, trailing.High);
            Assert.InRange(trailing.Low, model.Low * 1.01m, model.Total);
        }
        else
        {
            Assert.True(trailing.Total < model.Low);
            Assert.Equal(trailing.Total, trailing.Low);
            Assert.InRange(trailing.High, model.Total, model.High * 0.99m);
        }
    }

    [Fact]
    public void AWindowOfOtherLength_IsRespected()
    {
        IReadOnlyList<ObservedDay> history = HistorySample.Of(40, day => day < 30 ? 1m : 4m);

        HorizonForecast forecast = SpendForecaster
            .Create(history, HistorySample.Day(40), ForecastMethod.TrailingAverage, windowDays: 20)!
            .Total(HistorySample.Days(40, 10));

        Assert.Equal(25m, forecast.Total, 9);
    }

    [Fact]
    public void MaskedDays_AreLeftOutOfTheBurn()
    {
        ObservedDay[] history =
        [
            .. HistorySample.Of(10, _ => 2m).Select(day => day.Date == HistorySample.Day(8) ? day with { Amount = 0m, Coverage = 0m } : day),
        ];

        Assert.Equal(20m, Forecaster(history, HistorySample.Day(10)).Total(HistorySample.Days(10, 10)).Total, 9);
    }

    [Fact]
    public void PartlyCoveredDays_AreScaledUp()
    {
        ObservedDay[] history = [.. HistorySample.Of(10, _ => 2m).Select(day => day with { Amount = 0.5m, Coverage = 0.25m })];

        Assert.Equal(20m, Forecaster(history, HistorySample.Day(10)).Total(HistorySample.Days(10, 10)).Total, 9);
    }

    [Fact]
    public void TheRestOfTheMonth_CountsTheCurrentDayAsFarAsItIsToCome()
    {
        IReadOnlyList<ObservedDay> history = HistorySample.Of(20, _ => 2m);
        var rest = ForecastHorizon.RestOfMonth(HistorySample.Day(20), shareLeft: 0.25);

        HorizonForecast forecast = Forecaster(history, HistorySample.Day(20)).Total(rest);

        Assert.Equal(2m * 6.25m, forecast.Total, 9);
        Assert.Equal(forecast.Low + 40m, forecast.After(40m).Low);
        Assert.True(forecast.After(40m).Low >= 40m);
    }

    private static SpendForecaster Forecaster(IReadOnlyList<ObservedDay> history, DateOnly origin) =>
        SpendForecaster.Create(history, origin, ForecastMethod.TrailingAverage)!;
}
