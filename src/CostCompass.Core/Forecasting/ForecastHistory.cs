namespace CostCompass.Forecasting;

/// <summary>The amount of history that a forecast reads.</summary>
public static class ForecastHistory
{
    /// <summary>The maximum number of days before the origin that a forecast reads, so that older history doesn't slow it down.</summary>
    public const int MaximumDays = 400;
}
