namespace CostCompass.Forecasting;

/// <summary>How much history a forecast reads.</summary>
public static class ForecastHistory
{
    /// <summary>The most days before the origin that a forecast reads, so that its cost does not grow with what is older.</summary>
    public const int MaximumDays = 400;
}
