namespace CostCompass.Storage;

/// <summary>A recorded reading.</summary>
/// <param name="Series">Its series.</param>
/// <param name="Snapshot">The snapshot that contains it.</param>
/// <param name="IsNew">Whether the reading started that snapshot. Otherwise it confirmed one.</param>
public sealed record RecordedReading(BalanceSeriesKey Series, BalanceSnapshot Snapshot, bool IsNew);
