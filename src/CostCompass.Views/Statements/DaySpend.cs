namespace CostCompass.Views.Statements;

/// <summary>What one account spent on one day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Amount">What is known to have been spent, in units of the account's currency.</param>
/// <param name="Quality">How good the figure is.</param>
public readonly record struct DaySpend(DateOnly Day, decimal Amount, SpendQuality Quality);
