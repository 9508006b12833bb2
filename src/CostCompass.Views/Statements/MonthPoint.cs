namespace CostCompass.Views.Statements;

/// <summary>The actual or expected cost of the month by a time.</summary>
/// <param name="At">The time in days since the start of the month: 1 is the end of the first day.</param>
/// <param name="Amount">The cost since the start of the month.</param>
/// <param name="Low">The lower bound of an expected cost, or null if it is unknown.</param>
/// <param name="High">The upper bound.</param>
public readonly record struct MonthPoint(decimal At, decimal Amount, decimal? Low = null, decimal? High = null);
