namespace CostCompass.Storage;

/// <summary>A series of which there are reports.</summary>
/// <param name="Key">What the series is of.</param>
/// <param name="From">The first covered instant.</param>
/// <param name="CompleteUntil">Up to where the costs are whole.</param>
/// <param name="RecordedAt">When the newest report was taken in.</param>
public sealed record ReportedSeries(BalanceSeriesKey Key, DateTimeOffset From, DateTimeOffset CompleteUntil, DateTimeOffset RecordedAt);
