namespace CostCompass.Balances;

/// <summary>How often a series is read.</summary>
/// <param name="UsualGap">The usual time between two readings, the median; null when too few readings are known.</param>
/// <param name="Gaps">How many times between readings it rests on.</param>
public readonly record struct ReadingPace(TimeSpan? UsualGap, long Gaps)
{
    /// <summary>So few times between readings say nothing about what is usual.</summary>
    public const int LeastGaps = 3;

    /// <summary>The pace of a balance.</summary>
    /// <param name="snapshots">The snapshots in order.</param>
    public static ReadingPace Of(IEnumerable<BalanceSnapshot> snapshots)
    {
        var gaps = new List<(TimeSpan Length, long Count)>();
        BalanceSnapshot? before = null;
        foreach (BalanceSnapshot snapshot in snapshots)
        {
            if (before is { } previous)
            {
                gaps.Add((snapshot.FirstSeen - previous.LastSeen, 1));
            }

            // A run of which only the ends are known says nothing of the readings between them.
            TimeSpan run = snapshot.LastSeen - snapshot.FirstSeen;
            if (snapshot.LongestGap > TimeSpan.Zero && snapshot.LongestGap < run)
            {
                gaps.Add((snapshot.LongestGap, run.Ticks / snapshot.LongestGap.Ticks));
            }

            before = snapshot;
        }

        return Of(gaps);
    }

    /// <summary>The pace of instants.</summary>
    /// <param name="instants">The instants in order.</param>
    public static ReadingPace Of(IReadOnlyList<DateTimeOffset> instants) =>
        Of(instants.Zip(instants.Skip(1), (earlier, later) => (later - earlier, 1L)).ToList());

    private static ReadingPace Of(List<(TimeSpan Length, long Count)> gaps)
    {
        long all = gaps.Sum(gap => gap.Count);
        if (all < LeastGaps)
        {
            return new ReadingPace(null, all);
        }

        long seen = 0;
        return new ReadingPace(gaps.OrderBy(gap => gap.Length).First(gap => (seen += gap.Count) * 2 >= all).Length, all);
    }
}
