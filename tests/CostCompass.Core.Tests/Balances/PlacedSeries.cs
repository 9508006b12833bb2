namespace CostCompass.Core.Tests.Balances;

/// <summary>A series in memory, into which readings are placed one by one.</summary>
internal sealed class PlacedSeries
{
    private readonly SortedDictionary<DateTimeOffset, BalanceSnapshot> _snapshots = [];

    public IReadOnlyList<BalanceSnapshot> Snapshots => [.. _snapshots.Values];

    public static PlacedSeries Of(IEnumerable<(DateTimeOffset At, BalanceLevels Levels)> readings)
    {
        var series = new PlacedSeries();
        foreach ((DateTimeOffset at, BalanceLevels levels) in readings)
        {
            series.Place(at, levels);
        }

        return series;
    }

    public SeriesChange Place(DateTimeOffset at, BalanceLevels levels)
    {
        SeriesChange change = ReadingPlacement.Place(Neighbours, at, levels);
        foreach (BalanceSnapshot removed in change.Removed)
        {
            Assert.True(_snapshots.Remove(removed.FirstSeen));
        }

        foreach (BalanceSnapshot added in change.Added)
        {
            _snapshots.Add(added.FirstSeen, added);
        }

        return change;
    }

    private (BalanceSnapshot? Predecessor, BalanceSnapshot? Successor) Neighbours(DateTimeOffset at)
    {
        List<BalanceSnapshot> before = _snapshots.Values.Where(snapshot => snapshot.FirstSeen <= at).ToList();
        List<BalanceSnapshot> after = _snapshots.Values.Where(snapshot => snapshot.FirstSeen > at).ToList();
        return (before.Count > 0 ? before[^1] : null, after.Count > 0 ? after[0] : null);
    }
}
