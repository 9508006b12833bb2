namespace CostCompass.Truth.Polling;

/// <summary>What truly happened between two snapshots, as far as the balance showed it then.</summary>
/// <param name="Spend">What was spent.</param>
/// <param name="TopUp">What was paid in.</param>
/// <param name="Expired">The granted credit that expired.</param>
internal readonly record struct TrueWindow(decimal Spend, decimal TopUp, decimal Expired);
