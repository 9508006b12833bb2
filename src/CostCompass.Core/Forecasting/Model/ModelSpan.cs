namespace CostCompass.Forecasting;

/// <summary>A span of days in the model.</summary>
/// <param name="Gap">The number of days between the origin and the span.</param>
/// <param name="Share">The sum of the weekday multipliers of its days: about the number of days.</param>
/// <param name="Distance">The number of days from the origin to the middle of the span.</param>
internal readonly record struct ModelSpan(double Gap, double Share, double Distance);
