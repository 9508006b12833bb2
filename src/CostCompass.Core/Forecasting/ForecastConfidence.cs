namespace CostCompass.Forecasting;

/// <summary>
/// How near the spend is likely to come to the forecast. The limits are those of <c>tests/benchmarks/CostCompass.Accuracy real</c>, which
/// measures how often the interval holds for each of them.
/// </summary>
public enum ForecastConfidence
{
    /// <summary>Little is known: less than a day, or less than half of the trailing days; or the 80 % interval reaches further than the total itself.</summary>
    Low,

    /// <summary>The order of size is known: half the width of the 80 % interval is less than the total.</summary>
    Medium,

    /// <summary>Half the width of the 80 % interval is less than a third of the total, and the trailing days and at least two weeks are known.</summary>
    High,
}
