namespace CostCompass.Balances;

/// <summary>A run of equal readings that results from a merge.</summary>
/// <param name="Run">The run.</param>
/// <param name="Pieces">The rows that it was joined from, in order. Empty if it is one row.</param>
public sealed record MergedRun(BalanceSnapshot Run, IReadOnlyList<BalanceSnapshot> Pieces);
