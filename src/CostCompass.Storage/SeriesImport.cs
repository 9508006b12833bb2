namespace CostCompass.Storage;

/// <summary>Snapshots of one series that come in from elsewhere.</summary>
/// <param name="Key">The series.</param>
/// <param name="Snapshots">The snapshots, in any order; they may overlap each other and what is stored.</param>
public sealed record SeriesImport(BalanceSeriesKey Key, IReadOnlyList<BalanceSnapshot> Snapshots);
