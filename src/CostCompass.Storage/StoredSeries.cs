using CostCompass.Balances;

namespace CostCompass.Storage;

/// <summary>A series of which there is a history.</summary>
/// <param name="Key">What the series is of.</param>
/// <param name="Newest">Its newest snapshot.</param>
public sealed record StoredSeries(BalanceSeriesKey Key, BalanceSnapshot Newest);
