namespace CostCompass.Forecasting;

/// <summary>How well a method would have forecast an account's own history, replayed from rolling origins.</summary>
public sealed record CostForecastAccuracy
{
    /// <summary>The account's name.</summary>
    public required string Account { get; init; }

    /// <summary>The provider's name.</summary>
    public required string Provider { get; init; }

    /// <summary>The ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>The method that was replayed.</summary>
    public required ForecastMethod Method { get; init; }

    /// <summary>The number of forecasts. Their spans overlap, so that they are fewer independent ones than it seems.</summary>
    public required int Origins { get; init; }

    /// <summary>The length of the spans that were forecast, in days.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>The mean size of the error, in units of the currency.</summary>
    public required decimal MeanAbsoluteError { get; init; }

    /// <summary>The mean size of the error as a share of the mean outcome; null when nothing was spent.</summary>
    public decimal? RelativeError { get; init; }

    /// <summary>The mean of forecast less outcome, as a share of the mean outcome; null when nothing was spent.</summary>
    public decimal? Bias { get; init; }

    /// <summary>The share of outcomes inside the interval, from 0 to 1.</summary>
    public required decimal IntervalCoverage { get; init; }

    /// <summary>
    /// The mean interval score as a share of the mean outcome: the width, plus a multiple of the distance of an outcome beyond a bound. Lower is
    /// better. Null when nothing was spent.
    /// </summary>
    public decimal? IntervalScore { get; init; }

    /// <summary>The intended share inside, in percent.</summary>
    public required int ConfidenceLevel { get; init; }
}
