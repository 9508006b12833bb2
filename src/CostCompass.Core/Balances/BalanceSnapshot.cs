namespace CostCompass.Balances;

/// <summary>A run of equal readings: from the first to the last instant at which the balance was seen like this.</summary>
/// <param name="FirstSeen">The instant of the first reading of the run, in UTC.</param>
/// <param name="LastSeen">The instant of the last reading of the run, in UTC. Equal to the first when there was one.</param>
/// <param name="Levels">The amounts.</param>
public readonly record struct BalanceSnapshot(DateTimeOffset FirstSeen, DateTimeOffset LastSeen, BalanceLevels Levels);
