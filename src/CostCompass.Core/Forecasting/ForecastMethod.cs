namespace CostCompass.Forecasting;

/// <summary>The method of a forecast.</summary>
public enum ForecastMethod
{
    /// <summary>The average of the trailing days continues. This is the documented formula.</summary>
    TrailingAverage,

    /// <summary>The settings that would have been the most accurate for this account, chosen by replaying its own history.</summary>
    Adaptive,
}
