namespace CostCompass.Storage;

/// <summary>A series with reports.</summary>
/// <param name="Key">The key of the series.</param>
/// <param name="From">The start of the covered time.</param>
/// <param name="CompleteUntil">The end of its complete costs.</param>
/// <param name="RecordedAt">When the newest report was recorded.</param>
public sealed record ReportedSeries(BalanceSeriesKey Key, DateTimeOffset From, DateTimeOffset CompleteUntil, DateTimeOffset RecordedAt);
