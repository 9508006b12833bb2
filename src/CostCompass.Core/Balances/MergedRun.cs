namespace CostCompass.Balances;

/// <summary>A run of equal readings that a merge made.</summary>
/// <param name="Run">The run.</param>
/// <param name="Pieces">The rows that it was joined from, in order; empty when it is one row.</param>
public sealed record MergedRun(BalanceSnapshot Run, IReadOnlyList<BalanceSnapshot> Pieces);
