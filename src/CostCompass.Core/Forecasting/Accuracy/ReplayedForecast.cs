namespace CostCompass.Forecasting;

/// <summary>A forecast as it would have been made, and what came.</summary>
/// <param name="Horizon">The days that were forecast. The first of them is the origin.</param>
/// <param name="Forecast">The forecast, from the days before the origin only.</param>
/// <param name="Outcome">What the days did cost.</param>
public sealed record ReplayedForecast(ForecastHorizon Horizon, HorizonForecast Forecast, decimal Outcome)
{
    /// <summary>Forecast less outcome.</summary>
    public decimal Error => Forecast.Total - Outcome;

    /// <summary>Whether the outcome lies inside the interval.</summary>
    public bool IsInside => Forecast.Contains(Outcome);

    /// <summary>
    /// The interval score (Winkler): the width, and what the outcome lies beyond a bound times two over the probability outside. Lower is
    /// better: a wide interval and one that misses both cost.
    /// </summary>
    /// <param name="confidenceLevel">The confidence level of the interval, between 0 and 1.</param>
    public decimal IntervalScore(decimal confidenceLevel) =>
        Forecast.High - Forecast.Low
        + (2m / (1m - confidenceLevel) * (Math.Max(0m, Forecast.Low - Outcome) + Math.Max(0m, Outcome - Forecast.High)));
}
