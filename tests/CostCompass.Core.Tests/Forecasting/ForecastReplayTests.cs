namespace CostCompass.Core.Tests.Forecasting;

public sealed class ForecastReplayTests
{
    [Fact]
    public void EveryRow_IsWhatAForecastAtThatOriginGives()
    {
        IReadOnlyList<ObservedDay> history = HistorySample.Of(100, HistorySample.Irregular);

        IReadOnlyList<ReplayedForecast> rows = ForecastReplay.Run(history, HistorySample.Day(100), ForecastMethod.Adaptive);

        Assert.Equal(9, rows.Count);
        Assert.Equal(HistorySample.Day(14), rows[0].Horizon.From);
        Assert.Equal(HistorySample.Day(100), rows[^1].Horizon.To);
        Assert.All(rows, row => Assert.Equal(
            SpendForecaster.Create(history, row.Horizon.From, ForecastMethod.Adaptive)!.Total(row.Horizon), row.Forecast));
        Assert.All(rows, row => Assert.Equal(
            history.Where(day => day.Date >= row.Horizon.From && day.Date < row.Horizon.To).Sum(day => day.Amount), row.Outcome));
    }

    [Fact]
    public void TheSummary_HasErrorBiasCoverageAndScore()
    {
        ReplayedForecast[] rows = [Row(10m, 8m, 12m, 11m), Row(10m, 8m, 12m, 13m), Row(10m, 8m, 12m, 8m), Row(10m, 8m, 12m, 8m)];

        ReplayedAccuracy accuracy = ReplayedAccuracy.Of(ForecastMethod.TrailingAverage, rows)!;

        Assert.Equal(2m, accuracy.MeanAbsoluteError);
        Assert.Equal(0m, accuracy.MeanError);
        Assert.Equal(0m, accuracy.Bias);
        Assert.Equal(0.2m, accuracy.RelativeError);
        Assert.Equal(0.75m, accuracy.IntervalCoverage);
        // Four widths of 4, and one outcome that lies 1 beyond, ten times.
        Assert.Equal((6.5m, 0.65m), (accuracy.MeanIntervalScore, accuracy.IntervalScore));
    }

    [Fact]
    public void SpansThatAreMaskedInPart_AreLeftOut()
    {
        ObservedDay[] history = [.. HistorySample.Of(100, _ => 1m).Where((_, index) => index is < 60 or > 70)];

        IReadOnlyList<ReplayedForecast> rows = ForecastReplay.Run(history, HistorySample.Day(100), ForecastMethod.TrailingAverage);

        Assert.All(rows, row => Assert.True(row.Horizon.To <= HistorySample.Day(63) || row.Horizon.From >= HistorySample.Day(68)));
        Assert.NotEmpty(rows);
    }

    [Fact]
    public void TooLittleHistory_GivesNoAccuracy()
    {
        Assert.Null(ForecastReplay.Measure(HistorySample.Of(30, _ => 1m), HistorySample.Day(30), ForecastMethod.Adaptive));
        Assert.Null(ForecastReplay.Measure([], HistorySample.Day(30), ForecastMethod.Adaptive));
    }

    private static ReplayedForecast Row(decimal total, decimal low, decimal high, decimal outcome) =>
        new(HistorySample.Days(20, 30), new HorizonForecast(total, low, high), outcome);
}
