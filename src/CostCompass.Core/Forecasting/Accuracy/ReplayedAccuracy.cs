namespace CostCompass.Forecasting;

/// <summary>How well a method would have served a history.</summary>
/// <param name="Method">The method.</param>
/// <param name="Origins">The number of forecasts. Their spans may overlap.</param>
/// <param name="MeanAbsoluteError">The mean size of the error, in units of the currency.</param>
/// <param name="MeanOutcome">The mean outcome.</param>
/// <param name="MeanError">The mean of forecast less outcome.</param>
/// <param name="IntervalCoverage">The share of outcomes inside the interval.</param>
/// <param name="MeanIntervalScore">The mean interval score (Winkler), in units of the currency: the width, plus a multiple of the distance of an outcome beyond a bound.</param>
public sealed record ReplayedAccuracy(
    ForecastMethod Method,
    int Origins,
    decimal MeanAbsoluteError,
    decimal MeanOutcome,
    decimal MeanError,
    decimal IntervalCoverage,
    decimal MeanIntervalScore)
{
    /// <summary>The mean error as a share of the mean outcome; null when nothing was spent.</summary>
    public decimal? Bias => MeanOutcome > 0m ? MeanError / MeanOutcome : null;

    /// <summary>The mean absolute error as a share of the mean outcome; null when nothing was spent.</summary>
    public decimal? RelativeError => MeanOutcome > 0m ? MeanAbsoluteError / MeanOutcome : null;

    /// <summary>The mean interval score as a share of the mean outcome; null when nothing was spent.</summary>
    public decimal? IntervalScore => MeanOutcome > 0m ? MeanIntervalScore / MeanOutcome : null;

    /// <summary>Sums a replay up.</summary>
    /// <param name="method">The method that was replayed.</param>
    /// <param name="forecasts">The rows of the replay.</param>
    /// <param name="confidenceLevel">The confidence level of the intervals, between 0 and 1.</param>
    /// <returns>The accuracy; null when there are no rows.</returns>
    public static ReplayedAccuracy? Of(ForecastMethod method, IReadOnlyCollection<ReplayedForecast> forecasts, decimal confidenceLevel = 0.80m) => forecasts.Count == 0
        ? null
        : new ReplayedAccuracy(
            method,
            forecasts.Count,
            forecasts.Average(forecast => Math.Abs(forecast.Error)),
            forecasts.Average(forecast => forecast.Outcome),
            forecasts.Average(forecast => forecast.Error),
            (decimal)forecasts.Count(forecast => forecast.IsInside) / forecasts.Count,
            forecasts.Average(forecast => forecast.IntervalScore(confidenceLevel)));
}
