namespace CostCompass.Storage;

/// <summary>A reading to be recorded.</summary>
/// <param name="Reading">The reading.</param>
/// <param name="NewestBefore">
/// The newest time of the series before the provider was queried, or null if the series was empty. A reading that isn't later than this
/// comes from a clock that was set back, and is placed at the end of the series.
/// </param>
public sealed record ReadingToRecord(BalanceReading Reading, DateTimeOffset? NewestBefore);
