namespace CostCompass.Balances;

/// <summary>
/// Merges two histories of one series. A snapshot stands for two readings, its first and its last; the merged history is what
/// all readings together say. It is the same in whatever order histories are merged, and merging one again changes nothing.
/// </summary>
public static class SnapshotMerge
{
    /// <summary>Merges snapshots that are stored with snapshots that come in.</summary>
    /// <param name="stored">Snapshots in order, which do not overlap.</param>
    /// <param name="incoming">Snapshots in any order, which may overlap.</param>
    /// <returns>Snapshots in order, which do not overlap; no two neighbours are equal.</returns>
    public static IReadOnlyList<BalanceSnapshot> Merge(IReadOnlyList<BalanceSnapshot> stored, IReadOnlyList<BalanceSnapshot> incoming)
    {
        List<Point> points = new(2 * (stored.Count + incoming.Count));
        AddPoints(points, stored, 0);
        AddPoints(points, incoming, stored.Count);

        // A stable order: at one instant what was stored comes first.
        points.Sort(static (left, right) => left.At != right.At ? left.At.CompareTo(right.At) : left.Order.CompareTo(right.Order));
        var merged = new List<BalanceSnapshot>();
        foreach (Point point in points)
        {
            if (merged.Count == 0)
            {
                merged.Add(new BalanceSnapshot(point.At, point.At, point.Levels));
                continue;
            }

            BalanceSnapshot last = merged[^1];
            if (last.Levels == point.Levels)
            {
                merged[^1] = last with { LastSeen = Instant.Later(last.LastSeen, point.At) };
            }
            else
            {
                // Two different answers at one instant: the second follows as soon as can be told.
                DateTimeOffset at = Instant.Later(point.At, last.LastSeen + Instant.Resolution);
                merged.Add(new BalanceSnapshot(at, at, point.Levels));
            }
        }

        return merged;
    }

    private static void AddPoints(List<Point> points, IReadOnlyList<BalanceSnapshot> snapshots, int order)
    {
        foreach (BalanceSnapshot snapshot in snapshots)
        {
            points.Add(new Point(snapshot.FirstSeen, order, snapshot.Levels));
            if (snapshot.LastSeen != snapshot.FirstSeen)
            {
                points.Add(new Point(snapshot.LastSeen, order, snapshot.Levels));
            }

            order++;
        }
    }

    private readonly record struct Point(DateTimeOffset At, int Order, BalanceLevels Levels);
}
