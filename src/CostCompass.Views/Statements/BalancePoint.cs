namespace CostCompass.Views.Statements;

/// <summary>The balance at the time of a reading.</summary>
/// <param name="At">The time.</param>
/// <param name="Total">The balance, in units of the currency.</param>
public readonly record struct BalancePoint(DateTimeOffset At, decimal Total);
