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
}
