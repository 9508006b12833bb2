namespace CostCompass.Balances;

/// <summary>The change of a series when a reading is added: snapshots that are removed, and snapshots that replace them.</summary>
/// <param name="Removed">Snapshots to remove, identified by their first time.</param>
/// <param name="Added">Snapshots to add.</param>
/// <param name="Result">The snapshot that now contains the reading.</param>
public sealed record SeriesChange(
    IReadOnlyList<BalanceSnapshot> Removed,
    IReadOnlyList<BalanceSnapshot> Added,
    BalanceSnapshot Result)
{
    /// <summary>Whether the series doesn't change.</summary>
    public bool IsEmpty => Removed.Count == 0 && Added.Count == 0;
}
