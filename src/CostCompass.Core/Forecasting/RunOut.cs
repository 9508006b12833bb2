namespace CostCompass.Forecasting;

/// <summary>When a balance is going to reach zero if nothing is paid in.</summary>
/// <param name="At">The instant; null when nothing is being spent or when it is more than ten years away.</param>
/// <param name="Early">The early bound; null when even that is more than ten years away.</param>
/// <param name="Late">The late bound; null when it is more than ten years away.</param>
public readonly record struct RunOut(DateTimeOffset? At, DateTimeOffset? Early, DateTimeOffset? Late);
