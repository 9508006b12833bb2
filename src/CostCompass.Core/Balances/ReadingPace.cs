namespace CostCompass.Balances;

/// <summary>How often a series is read.</summary>
/// <param name="UsualGap">The usual time between two readings, the median, or null if too few readings are known.</param>
/// <param name="Gaps">How many times between readings it rests on.</param>
public readonly record struct ReadingPace(TimeSpan? UsualGap, int Gaps)
{
    /// <summary>So few times between readings say nothing about what is usual.</summary>
    public const int LeastGaps = 3;

    /// <summary>The pace of a balance.</summary>
    /// <param name="snapshots">The snapshots in order.</param>
    public static ReadingPace Of(IEnumerable<BalanceSnapshot> snapshots)
    {
        var gaps = new List<TimeSpan>();
        BalanceSnapshot? before = null;
        foreach (BalanceSnapshot snapshot in snapshots)
        {
            if (before is { } previous)
            {
                gaps.Add(snapshot.FirstSeen - previous.LastSeen);
            }

            // A run of which only the ends are known says nothing of the readings between them. Of another one the longest time between
            // two readings is known: it may be an outage, so it counts once however long the run is.
            if (snapshot.LongestGap > TimeSpan.Zero && snapshot.LongestGap < snapshot.LastSeen - snapshot.FirstSeen)
            {
                gaps.Add(snapshot.LongestGap);
            }

            before = snapshot;
        }

        return Of(gaps);
    }

    /// <summary>The pace of instants.</summary>
    /// <param name="instants">The instants in order.</param>
    public static ReadingPace Of(IReadOnlyList<DateTimeOffset> instants) =>
        Of(instants.Zip(instants.Skip(1), (earlier, later) => later - earlier).ToList());

    private static ReadingPace Of(List<TimeSpan> gaps)
    {
        gaps.Sort();
        return new ReadingPace(gaps.Count < LeastGaps ? null : gaps[(gaps.Count - 1) / 2], gaps.Count);
    }
}
