using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Contract;

/// <summary>Snapshots that lie years apart are found like those of one day, from whichever side they are asked for.</summary>
public abstract class FarApartContract(StoreUnderTest home) : IDisposable
{
    private static readonly DateTimeOffset[] _instants =
    [
        At(1, 1, 1), At(1969, 12, 31), At(1998, 7, 1), At(2004, 2, 29), At(2004, 3, 1), At(2016, 1, 1), At(2025, 12, 31), Noon, Noon.AddMicroseconds(1),
        At(2031, 5, 5), At(9999, 12, 31),
    ];

    [ContractFact]
    public void ASpan_HoldsWhatBeginsInIt_AndTheOneBefore()
    {
        Fill(Series, _instants);
        List<DateTimeOffset> edges = [DateTimeOffset.MinValue, .. _instants, .. _instants.Skip(1).Select(at => at - Instant.Resolution), .. _instants.SkipLast(1).Select(at => at.AddDays(40)), DateTimeOffset.MaxValue];
        foreach (DateTimeOffset from in edges)
        {
            foreach (DateTimeOffset to in edges.Where(to => to >= from))
            {
                DateTimeOffset standing = _instants.Where(at => at <= from).DefaultIfEmpty(from).Max();

                IEnumerable<DateTimeOffset> found = home.Store.ReadSnapshots(Series, from, to).Select(snapshot => snapshot.FirstSeen);

                Assert.Equal(_instants.Where(at => at >= standing && at <= to), found);
            }
        }
    }

    [ContractFact]
    public void TheNewestOfEachSeries_IsFoundInWhateverYearItIs()
    {
        foreach (DateTimeOffset at in _instants)
        {
            Fill(Key(at), [At(1, 1, 1), at]);
        }

        home.Record(0, 1m);
        home.Store.RemoveSnapshots(Series, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

        Dictionary<BalanceSeriesKey, DateTimeOffset> newest = home.Store.ReadSeries().ToDictionary(series => series.Key, series => series.Newest.FirstSeen);

        Assert.Equal(_instants.Length, newest.Count);
        Assert.All(_instants, at => Assert.Equal(at, newest[Key(at)]));
    }

    [ContractFact]
    public void AReadingBetween_IsPlacedBetween()
    {
        Fill(Series, _instants);

        RecordedReading placed = home.Store.Record([Reading((At(2010, 1, 1) - Noon).TotalSeconds, 500m)]).Single();

        Assert.True(placed.IsNew);
        Assert.Equal(At(2010, 1, 1), placed.Snapshot.FirstSeen);
        Assert.Equal([.. _instants.Append(At(2010, 1, 1)).Order()], home.All.Select(snapshot => snapshot.FirstSeen));
    }

    public void Dispose()
    {
        home.Dispose();
        GC.SuppressFinalize(this);
    }

    private static DateTimeOffset At(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);

    private static BalanceSeriesKey Key(DateTimeOffset at) => Series with { Account = string.Create(CultureInfo.InvariantCulture, $"team-{Instant.ToMicroseconds(at)}") };

    private void Fill(BalanceSeriesKey series, IEnumerable<DateTimeOffset> instants) => home.Store.Import(
        [new SeriesImport(series, [.. instants.Distinct().Select((at, number) => new BalanceSnapshot(at, at, BalanceLevels.OfTotal(100m - number)))])]);
}
