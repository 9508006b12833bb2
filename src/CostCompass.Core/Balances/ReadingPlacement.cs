namespace CostCompass.Balances;

/// <summary>
/// Determines where a reading belongs in a series of snapshots. Consecutive equal readings are one snapshot, so a reading either
/// confirms a snapshot, extends one, or begins a new one. Snapshots never overlap and are always in order.
/// </summary>
public static class ReadingPlacement
{
    /// <summary>Finds the position of one reading in a series.</summary>
    /// <param name="neighbours">
    /// Gets, for a time, the last snapshot that begins at or before it, and the first that begins after it, or null.
    /// </param>
    /// <param name="at">The reading's time, truncated to the resolution of the history.</param>
    /// <param name="levels">The reading's amounts.</param>
    /// <returns>The change to the series.</returns>
    public static SeriesChange Place(
        Func<DateTimeOffset, (BalanceSnapshot? Predecessor, BalanceSnapshot? Successor)> neighbours, DateTimeOffset at, BalanceLevels levels)
    {
        while (true)
        {
            (BalanceSnapshot? predecessor, BalanceSnapshot? successor) = neighbours(at);
            if (predecessor is not { } before || before.Levels == levels || (at != before.FirstSeen && at != before.LastSeen))
            {
                return Between(predecessor, successor, at, levels);
            }

            // Two different readings at one time: the one that is placed later is later, at the next free time.
            at += Instant.Resolution;
        }
    }

    private static SeriesChange Between(BalanceSnapshot? predecessor, BalanceSnapshot? successor, DateTimeOffset at, BalanceLevels levels)
    {
        if (predecessor is { } before)
        {
            if (before.Levels == levels)
            {
                return at <= before.LastSeen
                    ? new SeriesChange([], [], before)
                    : Replace(before, before with { LastSeen = at, LongestGap = Longer(before.LongestGap, at - before.LastSeen) });
            }

            if (at < before.LastSeen)
            {
                return Split(before, at, levels);
            }
        }

        if (successor is { } after && after.Levels == levels)
        {
            return Replace(after, after with { FirstSeen = at, LongestGap = Longer(after.LongestGap, after.FirstSeen - at) });
        }

        var added = new BalanceSnapshot(at, at, levels);
        return new SeriesChange([], [added], added);
    }

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left >= right ? left : right;

    private static SeriesChange Replace(BalanceSnapshot old, BalanceSnapshot changed) => new([old], [changed], changed);

    private static SeriesChange Split(BalanceSnapshot around, DateTimeOffset at, BalanceLevels levels)
    {
        var inserted = new BalanceSnapshot(at, at, levels);
        return new SeriesChange(
            [around],
            [
                around with { LastSeen = at - Instant.Resolution },
                inserted,
                around with { FirstSeen = at + Instant.Resolution },
            ],
            inserted);
    }
}
