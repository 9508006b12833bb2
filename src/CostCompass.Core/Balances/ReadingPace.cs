namespace CostCompass.Balances;

/// <summary>The usual time between the readings of a series.</summary>
/// <param name="UsualGap">The usual time between two readings, the median, or null if there are too few readings.</param>
/// <param name="Gaps">The number of times between readings that it is based on.</param>
public readonly record struct ReadingPace(TimeSpan? UsualGap, int Gaps)
{
    /// <summary>Fewer times between readings than this don't determine the usual time.</summary>
    public const int LeastGaps = 3;

    /// <summary>The pace of a balance series.</summary>
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

            // A run with only its ends known says nothing about the readings between. For another run, the longest time between two readings is
            // known. That may be an outage, so it counts once, however long the run is.
            if (snapshot.LongestGap > TimeSpan.Zero && snapshot.LongestGap < snapshot.LastSeen - snapshot.FirstSeen)
            {
                gaps.Add(snapshot.LongestGap);
            }

            before = snapshot;
        }

        return Of(gaps);
    }

    /// <summary>The pace of times.</summary>
    /// <param name="instants">The times in order.</param>
    public static ReadingPace Of(IReadOnlyList<DateTimeOffset> instants) =>
        Of(instants.Zip(instants.Skip(1), (earlier, later) => later - earlier).ToList());

    private static ReadingPace Of(List<TimeSpan> gaps)
    {
        gaps.Sort();
        return new ReadingPace(gaps.Count < LeastGaps ? null : gaps[(gaps.Count - 1) / 2], gaps.Count);
    }
}
