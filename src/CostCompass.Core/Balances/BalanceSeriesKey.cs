namespace CostCompass.Balances;

/// <summary>Names one series of snapshots. Each currency of an account is a series of its own.</summary>
/// <param name="Account">The account's name.</param>
/// <param name="Provider">The provider's name.</param>
/// <param name="Currency">The ISO 4217 code.</param>
public sealed record BalanceSeriesKey(string Account, string Provider, string Currency);
