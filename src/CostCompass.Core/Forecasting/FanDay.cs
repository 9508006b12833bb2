namespace CostCompass.Forecasting;

/// <summary>The spend from the last reading, or from the start of the month if that is later, to the end of a day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Total">The point forecast, in units of the currency.</param>
/// <param name="Low">The lower bound of the interval, or null without a history.</param>
/// <param name="High">The upper bound of the interval.</param>
public readonly record struct FanDay(DateOnly Day, decimal Total, decimal? Low, decimal? High);
