namespace CostCompass.Forecasting;

/// <summary>How a forecast is made from the history.</summary>
public enum ForecastMethod
{
    /// <summary>The average of the trailing days goes on. This is the named contract.</summary>
    TrailingAverage,

    /// <summary>The settings that would have served this account best, chosen by replaying its own history.</summary>
    Adaptive,
}
