namespace CostCompass.Balances;

/// <summary>A run of equal readings, from the first to the last time at which the balance had these amounts.</summary>
/// <param name="FirstSeen">The time of the first reading of the run, in UTC.</param>
/// <param name="LastSeen">The time of the last reading of the run, in UTC. Equal to the first time if there was only one reading.</param>
/// <param name="Levels">The amounts.</param>
public readonly record struct BalanceSnapshot(DateTimeOffset FirstSeen, DateTimeOffset LastSeen, BalanceLevels Levels)
{
    private readonly TimeSpan? _longestGap;

    /// <summary>
    /// The maximum time between two consecutive readings of the run. It is the length of the run if only its ends are known. It isn't part
    /// of a snapshot's identity: two snapshots are equal regardless of what is known of the readings between.
    /// </summary>
    public TimeSpan LongestGap
    {
        get => _longestGap is { } gap && gap < LastSeen - FirstSeen ? gap : LastSeen - FirstSeen;
        init => _longestGap = value;
    }

    /// <summary>
    /// What was known of the run at a time that isn't before it. If the run continues after that time, it ends where the balance had
    /// certainly been read by then: nothing counts that may not have been read yet.
    /// </summary>
    /// <param name="asOf">The time.</param>
    public BalanceSnapshot KnownAt(DateTimeOffset asOf) =>
        LastSeen <= asOf ? this : this with { LastSeen = asOf - FirstSeen > LongestGap ? asOf - LongestGap : FirstSeen };

    /// <summary>Whether two snapshots contain the same data.</summary>
    /// <param name="other">The other snapshot.</param>
    public bool Equals(BalanceSnapshot other) => FirstSeen == other.FirstSeen && LastSeen == other.LastSeen && Levels == other.Levels;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(FirstSeen, LastSeen, Levels);
}
