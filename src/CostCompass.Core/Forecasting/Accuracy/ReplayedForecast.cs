namespace CostCompass.Forecasting;

/// <summary>A replayed forecast and its outcome.</summary>
/// <param name="Horizon">The forecast days. The first one is the origin.</param>
/// <param name="Forecast">The forecast, made only from the days before the origin.</param>
/// <param name="Outcome">The actual cost of the days.</param>
public sealed record ReplayedForecast(ForecastHorizon Horizon, HorizonForecast Forecast, decimal Outcome)
{
    /// <summary>Forecast minus outcome.</summary>
    public decimal Error => Forecast.Total - Outcome;

    /// <summary>Whether the outcome is within the interval.</summary>
    public bool IsInside => Forecast.Contains(Outcome);

    /// <summary>
    /// The interval score (Winkler): the width, plus the distance of the outcome beyond a bound times two over the probability outside. Lower is
    /// better: a wide interval and one that misses both cost.
    /// </summary>
    /// <param name="confidenceLevel">The confidence level of the interval, between 0 and 1.</param>
    public decimal IntervalScore(decimal confidenceLevel) =>
        Forecast.High - Forecast.Low
        + (2m / (1m - confidenceLevel) * (Math.Max(0m, Forecast.Low - Outcome) + Math.Max(0m, Outcome - Forecast.High)));
}
