namespace CostCompass.Views.Statements;

/// <summary>What was left at an instant at which it was read.</summary>
/// <param name="At">The instant.</param>
/// <param name="Total">The balance, in units of the currency.</param>
public readonly record struct BalancePoint(DateTimeOffset At, decimal Total);
