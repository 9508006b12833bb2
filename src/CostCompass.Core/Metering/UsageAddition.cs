namespace CostCompass.Metering;

/// <summary>The result of adding calls to an account.</summary>
/// <param name="Added">The number of new calls.</param>
/// <param name="Replaced">The number of calls that replaced an earlier state of the same response.</param>
/// <param name="Unchanged">The number of calls that were already stored.</param>
public readonly record struct UsageAddition(long Added, long Replaced, long Unchanged);
