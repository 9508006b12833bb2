namespace CostCompass.Views.Statements;

/// <summary>The spend of one account on one day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Amount">The known spend, in units of the account's currency.</param>
/// <param name="Quality">The quality of the figure.</param>
public readonly record struct DaySpend(DateOnly Day, decimal Amount, SpendQuality Quality);
