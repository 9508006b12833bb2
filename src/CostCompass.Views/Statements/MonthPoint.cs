namespace CostCompass.Views.Statements;

/// <summary>What the month has cost, or is going to have cost, by an instant of it.</summary>
/// <param name="At">The instant, counted in days from the start of the month: 1 is the end of the first day.</param>
/// <param name="Amount">The cost since the start of the month.</param>
/// <param name="Low">For what is to come the lower bound, or null if it is unknown.</param>
/// <param name="High">The upper bound.</param>
public readonly record struct MonthPoint(decimal At, decimal Amount, decimal? Low = null, decimal? High = null);
