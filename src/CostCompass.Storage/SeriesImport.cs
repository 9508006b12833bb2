namespace CostCompass.Storage;

/// <summary>Snapshots of one series to be imported.</summary>
/// <param name="Key">The series.</param>
/// <param name="Snapshots">The snapshots, in any order. They may overlap each other and the stored ones.</param>
public sealed record SeriesImport(BalanceSeriesKey Key, IReadOnlyList<BalanceSnapshot> Snapshots);
