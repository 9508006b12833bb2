namespace CostCompass.Forecasting;

/// <summary>A span of days as the model sees it.</summary>
/// <param name="Gap">The days between the origin and the span.</param>
/// <param name="Share">The weekday multipliers of its days, added up: about the number of days.</param>
/// <param name="Distance">The days from the origin to the middle of the span.</param>
internal readonly record struct ModelSpan(double Gap, double Share, double Distance);
