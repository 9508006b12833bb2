namespace CostCompass.Balances;

/// <summary>A run of equal readings: from the first to the last instant at which the balance was seen like this.</summary>
/// <param name="FirstSeen">The instant of the first reading of the run, in UTC.</param>
/// <param name="LastSeen">The instant of the last reading of the run, in UTC. Equal to the first when there was one.</param>
/// <param name="Levels">The amounts.</param>
public readonly record struct BalanceSnapshot(DateTimeOffset FirstSeen, DateTimeOffset LastSeen, BalanceLevels Levels)
{
    private readonly TimeSpan? _longestGap;

    /// <summary>
    /// No two readings of the run that follow each other lie further apart. It is the length of the run where only its ends are
    /// known. It is no part of what a snapshot is: two of them are equal whatever is known of the readings between.
    /// </summary>
    public TimeSpan LongestGap
    {
        get => _longestGap is { } gap && gap < LastSeen - FirstSeen ? gap : LastSeen - FirstSeen;
        init => _longestGap = value;
    }

    /// <summary>
    /// What was known of the run at an instant that isn't before it. Of a run that goes on beyond the instant it is told how
    /// far the balance had surely been seen by then: nothing counts that no one may have seen yet.
    /// </summary>
    /// <param name="asOf">The instant.</param>
    public BalanceSnapshot KnownAt(DateTimeOffset asOf) =>
        LastSeen <= asOf ? this : this with { LastSeen = asOf - FirstSeen > LongestGap ? asOf - LongestGap : FirstSeen };

    /// <summary>Whether two snapshots say the same of the same time.</summary>
    /// <param name="other">The other snapshot.</param>
    public bool Equals(BalanceSnapshot other) => FirstSeen == other.FirstSeen && LastSeen == other.LastSeen && Levels == other.Levels;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(FirstSeen, LastSeen, Levels);
}
