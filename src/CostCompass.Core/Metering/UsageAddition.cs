namespace CostCompass.Metering;

/// <summary>What became of calls that were added to an account.</summary>
/// <param name="Added">How many were not there before.</param>
/// <param name="Replaced">How many took the place of an earlier state of the same answer.</param>
/// <param name="Unchanged">How many were there already.</param>
public readonly record struct UsageAddition(long Added, long Replaced, long Unchanged);
