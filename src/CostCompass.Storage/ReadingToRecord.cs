namespace CostCompass.Storage;

/// <summary>A reading on its way into the store.</summary>
/// <param name="Reading">The reading.</param>
/// <param name="NewestBefore">
/// The newest instant of the series when the provider was about to be asked, or null if the series was empty. A reading that
/// isn't later than this was made by a clock that has been set back, and is placed at the end of the series.
/// </param>
public sealed record ReadingToRecord(BalanceReading Reading, DateTimeOffset? NewestBefore);
