namespace CostCompass.Views.Statements;

/// <summary>Reads the balance of a series out of its steps.</summary>
public static class BalanceCurve
{
    // Of each run of points the first, the lowest, the highest and the last: drawn in one column they look as all of them do.
    private const int KeptOfRun = 4;

    /// <summary>The readings of a span: a snapshot is one point, or two when it stood.</summary>
    /// <param name="steps">The steps of one series, in order.</param>
    /// <param name="from">The start of the span. The snapshot that stood then is taken along.</param>
    /// <param name="to">The end of the span, not included.</param>
    public static IEnumerable<BalancePoint> Points(IEnumerable<SpendStep> steps, DateTimeOffset from, DateTimeOffset to)
    {
        foreach (SpendStep step in steps)
        {
            BalanceSnapshot snapshot = step.Snapshot;
            if (snapshot.LastSeen < from || snapshot.FirstSeen >= to)
            {
                continue;
            }

            decimal total = snapshot.Levels.Total;
            DateTimeOffset last = Instant.Earlier(snapshot.LastSeen, to);
            yield return new BalancePoint(Instant.Later(snapshot.FirstSeen, from), total);
            if (last > snapshot.FirstSeen && last > from)
            {
                yield return new BalancePoint(last, total);
            }
        }
    }

    /// <summary>What came in within a span.</summary>
    /// <param name="steps">The steps of one series, in order.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, not included.</param>
    public static IEnumerable<BalanceRise> Rises(IEnumerable<SpendStep> steps, DateTimeOffset from, DateTimeOffset to) => steps
        .Where(step => step.Window.To >= from && step.Window.To < to && (step.Window.TopUp ?? 0m) + (step.Window.Grant ?? 0m) > 0m)
        .Select(step => new BalanceRise(
            step.Window.To,
            step.Snapshot.Levels.Total,
            (step.Window.TopUp ?? 0m) + (step.Window.Grant ?? 0m),
            step.Window.Quality == SpendQuality.LowerBound));

    /// <summary>Leaves points out where there are too many. What stays are readings: of each run of them the first, the lowest, the highest and the last.</summary>
    /// <param name="points">The points, in order.</param>
    /// <param name="most">How many may stay; 4 at least.</param>
    public static IReadOnlyList<BalancePoint> Thin(IReadOnlyList<BalancePoint> points, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, KeptOfRun);
        if (points.Count <= most)
        {
            return points;
        }

        int runs = most / KeptOfRun;
        var kept = new List<BalancePoint>(most);
        for (int run = 0; run < runs; run++)
        {
            int start = (int)((long)points.Count * run / runs);
            int end = (int)((long)points.Count * (run + 1) / runs);
            int lowest = start;
            int highest = start;
            for (int index = start + 1; index < end; index++)
            {
                lowest = points[index].Total < points[lowest].Total ? index : lowest;
                highest = points[index].Total > points[highest].Total ? index : highest;
            }

            int[] chosen = [start, lowest, highest, end - 1];
            kept.AddRange(chosen.Distinct().Order().Select(index => points[index]));
        }

        return kept;
    }
}
