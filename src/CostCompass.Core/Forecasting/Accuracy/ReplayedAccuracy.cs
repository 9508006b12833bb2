namespace CostCompass.Forecasting;

/// <summary>The accuracy of a method on a history.</summary>
/// <param name="Method">The method.</param>
/// <param name="Origins">The number of forecasts. Their spans may overlap.</param>
/// <param name="MeanAbsoluteError">The mean absolute error, in units of the currency.</param>
/// <param name="MeanOutcome">The mean outcome.</param>
/// <param name="MeanError">The mean of forecast minus outcome.</param>
/// <param name="IntervalCoverage">The share of outcomes within the interval.</param>
public sealed record ReplayedAccuracy(
    ForecastMethod Method,
    int Origins,
    decimal MeanAbsoluteError,
    decimal MeanOutcome,
    decimal MeanError,
    decimal IntervalCoverage,
    decimal MeanIntervalScore)
{
    /// <summary>The mean error as a share of the mean outcome, or null if nothing was spent.</summary>
    public decimal? Bias => MeanOutcome > 0m ? MeanError / MeanOutcome : null;

    /// <summary>The mean absolute error as a share of the mean outcome, or null if nothing was spent.</summary>
    public decimal? RelativeError => MeanOutcome > 0m ? MeanAbsoluteError / MeanOutcome : null;

    /// <summary>Summarizes a replay.</summary>
    /// <param name="method">The method that was replayed.</param>
    /// <param name="forecasts">The rows of the replay.</param>
    /// <returns>The accuracy, or null if there are no rows.</returns>
    public static ReplayedAccuracy? Of(ForecastMethod method, IReadOnlyCollection<ReplayedForecast> forecasts) => forecasts.Count == 0
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
