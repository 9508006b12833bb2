namespace CostCompass.Forecasting;

/// <summary>What is going to be spent from the instant of a forecast to the end of a day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Total">The point forecast, in units of the currency.</param>
/// <param name="Low">The lower bound of the interval; null before a whole day is observed.</param>
/// <param name="High">The upper bound of the interval.</param>
public readonly record struct FanDay(DateOnly Day, decimal Total, decimal? Low, decimal? High);
