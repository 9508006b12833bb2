namespace CostCompass.Views.Statements;

/// <summary>Extracts the balance of a series from its steps.</summary>
public static class BalanceCurve
{
    // The first, lowest, highest and last point of each group: drawn in one column, they look like all of its points.
    private const int KeptOfRun = 4;

    /// <summary>The readings in a span. A snapshot is one point, or two if the balance didn't change for a while.</summary>
    /// <param name="steps">The steps of one series, in order.</param>
    /// <param name="from">The start of the span. The snapshot at that time is included.</param>
    /// <param name="to">The end of the span, exclusive.</param>
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

    /// <summary>The increases within a span.</summary>
    /// <param name="steps">The steps of one series, in order.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, exclusive.</param>
    public static IEnumerable<BalanceRise> Rises(IEnumerable<SpendStep> steps, DateTimeOffset from, DateTimeOffset to) => steps
        .Where(step => step.Window.To >= from && step.Window.To < to && (step.Window.TopUp ?? 0m) + (step.Window.Grant ?? 0m) > 0m)
        .Select(step => new BalanceRise(
            step.Window.To,
            step.Snapshot.Levels.Total,
            (step.Window.TopUp ?? 0m) + (step.Window.Grant ?? 0m),
            step.Window.Quality == SpendQuality.LowerBound));

    /// <summary>Drops points if there are too many. The remaining points are readings: the first, lowest, highest and last of each group.</summary>
    /// <param name="points">The points, in order.</param>
    /// <param name="most">The maximum number of points, at least 4.</param>
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
