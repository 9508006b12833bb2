namespace CostCompass.Views.Statements;

/// <summary>Money that came in.</summary>
/// <param name="At">The instant of the reading that shows it.</param>
/// <param name="Total">The balance of that reading.</param>
/// <param name="Amount">How much came in, top-up and grant together.</param>
/// <param name="IsLeast">Whether it may have been more: the spend beside it is hidden.</param>
public readonly record struct BalanceRise(DateTimeOffset At, decimal Total, decimal Amount, bool IsLeast);
