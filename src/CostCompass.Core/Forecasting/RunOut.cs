namespace CostCompass.Forecasting;

/// <summary>The run-out date of a balance without top-ups.</summary>
/// <param name="At">The run-out date, or null if nothing is being spent or if it is more than ten years away.</param>
/// <param name="Early">The early bound, or null if it is more than ten years away.</param>
/// <param name="Late">The late bound, or null if it is more than ten years away.</param>
public readonly record struct RunOut(DateTimeOffset? At, DateTimeOffset? Early, DateTimeOffset? Late);
