namespace CostCompass.Reports;

/// <summary>A span that a provider was asked about, or that a file tells all of.</summary>
/// <param name="From">Its start, in UTC.</param>
/// <param name="To">Its end, in UTC, not included.</param>
public readonly record struct CoveredSpan(DateTimeOffset From, DateTimeOffset To);
