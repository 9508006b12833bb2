namespace CostCompass.Forecasting;

/// <summary>The accuracy of a forecast method on an account's own history, replayed from rolling origins.</summary>
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

    /// <summary>The number of forecasts. Their spans overlap, so they aren't independent.</summary>
    public required int Origins { get; init; }

    /// <summary>The length of the forecast spans, in days.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>The mean absolute error, in units of the currency.</summary>
    public required decimal MeanAbsoluteError { get; init; }

    /// <summary>The mean absolute error as a share of the mean outcome, or null if nothing was spent.</summary>
    public decimal? RelativeError { get; init; }

    /// <summary>The mean of forecast minus outcome, as a share of the mean outcome, or null if nothing was spent.</summary>
    public decimal? Bias { get; init; }

    /// <summary>The share of outcomes within the interval, from 0 to 1.</summary>
    public required decimal IntervalCoverage { get; init; }

    /// <summary>The confidence level of the interval, in percent.</summary>
    public required int ConfidenceLevel { get; init; }
}
