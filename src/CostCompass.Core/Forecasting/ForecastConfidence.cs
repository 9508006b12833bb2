namespace CostCompass.Forecasting;

/// <summary>How much history stands behind a forecast.</summary>
public enum ForecastConfidence
{
    /// <summary>Less than a day is covered, or most of the trailing days are not.</summary>
    Low,

    /// <summary>Some of the trailing days are missing.</summary>
    Medium,

    /// <summary>The trailing days are covered.</summary>
    High,
}
