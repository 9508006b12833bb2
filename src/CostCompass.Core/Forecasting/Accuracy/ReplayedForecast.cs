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
}
