namespace CostCompass.Forecasting;

/// <summary>
/// How close the spend is likely to be to the forecast. The limits are measured by <c>tests/benchmarks/CostCompass.Accuracy real</c>: how often
/// the outcome is within the interval for each of them.
/// </summary>
public enum ForecastConfidence
{
    /// <summary>Less than a day or less than half of the trailing days is observed, or half the width of the 80 % interval exceeds the total.</summary>
    Low,

    /// <summary>The magnitude is known: half the width of the 80 % interval is less than the total.</summary>
    Medium,

    /// <summary>Half the width of the 80 % interval is less than a third of the total, and the trailing days and at least two weeks are observed.</summary>
    High,
}
