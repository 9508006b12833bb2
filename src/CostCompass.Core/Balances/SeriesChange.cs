namespace CostCompass.Balances;

/// <summary>How a series changes when a reading finds its place: snapshots that go, and snapshots that come instead.</summary>
/// <param name="Removed">Snapshots to remove, found by their first instant.</param>
/// <param name="Added">Snapshots to add.</param>
/// <param name="Result">The snapshot that now holds the reading.</param>
public sealed record SeriesChange(
    IReadOnlyList<BalanceSnapshot> Removed,
    IReadOnlyList<BalanceSnapshot> Added,
    BalanceSnapshot Result)
{
    /// <summary>Whether the series stays as it is.</summary>
    public bool IsEmpty => Removed.Count == 0 && Added.Count == 0;
}
