namespace CostCompass.Views.Statements;

/// <summary>An increase of the balance.</summary>
/// <param name="At">The time of the reading that shows it.</param>
/// <param name="Total">The balance of that reading.</param>
/// <param name="Amount">The amount, top-up and grant together.</param>
/// <param name="IsLeast">Whether it may have been more, because the spend in the same window is hidden.</param>
public readonly record struct BalanceRise(DateTimeOffset At, decimal Total, decimal Amount, bool IsLeast);
