using FsCheck;
using FsCheck.Fluent;

namespace CostCompass.Core.Tests.Balances;

public sealed class ReadingPlacementTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(10_000);

    // Readings as instant and balance, in microseconds after noon; the series as first-last:balance.
    [Theory]
    [InlineData("0=10", "0-0:10")]
    [InlineData("0=10 30=10 60=10", "0-60:10")]
    [InlineData("0=10 30=9 60=9", "0-0:10 30-60:9")]
    [InlineData("60=10 30=10 0=10", "0-60:10")]
    [InlineData("0=10 60=10 30=10", "0-60:10")]
    [InlineData("30=9 0=10", "0-0:10 30-30:9")]
    [InlineData("0=10 60=9 30=9", "0-0:10 30-60:9")]
    [InlineData("0=10 60=9 30=10", "0-30:10 60-60:9")]
    [InlineData("0=10 60=8 30=9", "0-0:10 30-30:9 60-60:8")]
    [InlineData("0=10 60=10 30=9", "0-29:10 30-30:9 31-60:10")]
    [InlineData("0=10 2=10 1=9", "0-0:10 1-1:9 2-2:10")]
    [InlineData("0=10 60=9 120=10", "0-0:10 60-60:9 120-120:10")]
    public void AReading_FindsItsPlaceByItsInstant(string readings, string series) => Assert.Equal(series, Text(PlacedSeries.Of(Read(readings))));

    [Theory]
    [InlineData("0=10 0=10", "0-0:10")]
    [InlineData("0=10 0=9", "0-0:10 1-1:9")]
    [InlineData("0=10 0=9 0=8", "0-0:10 1-1:9 2-2:8")]
    [InlineData("0=10 1=9 0=8", "0-0:10 1-1:9 2-2:8")]
    [InlineData("0=10 1=10 0=9", "0-1:10 2-2:9")]
    [InlineData("0=10 1=10 1=9", "0-1:10 2-2:9")]
    [InlineData("0=10 60=10 0=9", "0-0:10 1-1:9 2-60:10")]
    [InlineData("0=10 60=10 60=9", "0-60:10 61-61:9")]
    [InlineData("0=10 1=9 0=9", "0-0:10 1-1:9")]
    public void DifferentAnswersAtOneInstant_AreKeptInTheOrderOfArrival(string readings, string series) =>
        Assert.Equal(series, Text(PlacedSeries.Of(Read(readings))));

    [Fact]
    public void AnAccountThatMayNoLongerCall_IsAnotherSnapshot()
    {
        var series = new PlacedSeries();
        series.Place(Noon, BalanceLevels.OfTotal(1m));
        series.Place(Noon.AddSeconds(30), BalanceLevels.OfTotal(1m, isAvailable: false));

        Assert.Equal([true, false], series.Snapshots.Select(snapshot => snapshot.Levels.IsAvailable));
    }

    [Fact]
    public void TheSameTotalInOtherPools_IsAnotherSnapshot()
    {
        var series = new PlacedSeries();
        series.Place(Noon, new BalanceLevels(10m, 5m, 5m, true));
        series.Place(Noon.AddSeconds(30), new BalanceLevels(10m, 4m, 6m, true));

        Assert.Equal(2, series.Snapshots.Count);
    }

    [Fact]
    public void AReadingThatIsKnownAlready_ChangesNothing()
    {
        PlacedSeries series = PlacedSeries.Of(Read("0=10 60=10"));

        SeriesChange change = series.Place(Noon.AddMicroseconds(30), BalanceLevels.OfTotal(10m));

        Assert.Equal((true, series.Snapshots[0]), (change.IsEmpty, change.Result));
    }

    [Fact]
    public void TheResult_IsTheSnapshotThatHoldsTheReading() => Prop.ForAll(Readings(recurring: true), readings =>
    {
        var series = new PlacedSeries();
        return readings.All(reading =>
        {
            BalanceSnapshot result = series.Place(reading.At, reading.Levels).Result;
            return series.Snapshots.Contains(result) && result.Levels == reading.Levels && result.LastSeen >= reading.At;
        });
    }).Check(Runs);

    [Fact]
    public void InAnyOrderOfArrival_BalancesThatDoNotComeAgain_MakeTheSeriesOfTheRightOrder() => Prop.ForAll(
        Readings(recurring: false),
        readings => PlacedSeries.Of(readings).Snapshots.SequenceEqual(PlacedSeries.Of(readings.OrderBy(reading => reading.At)).Snapshots))
        .Check(Runs);

    // A reading that comes after the run around it was closed splits that run, of which only the ends are kept.
    [Fact]
    public void InAnyOrderOfArrival_NoReadingIsLost() => Prop.ForAll(Readings(recurring: true), readings =>
    {
        IReadOnlyList<BalanceSnapshot> snapshots = PlacedSeries.Of(readings).Snapshots;
        return readings.All(reading => snapshots.Single(
            snapshot => snapshot.FirstSeen <= reading.At && reading.At <= snapshot.LastSeen).Levels == reading.Levels);
    }).Check(Runs);

    [Fact]
    public void SnapshotsNeverOverlap_AndNeighboursDiffer_EvenWhenInstantsMeet() => Prop.ForAll(Readings(recurring: true, meeting: true), readings =>
    {
        IReadOnlyList<BalanceSnapshot> snapshots = PlacedSeries.Of(readings).Snapshots;
        return snapshots.All(snapshot => snapshot.FirstSeen <= snapshot.LastSeen)
            && snapshots.Zip(snapshots.Skip(1)).All(pair =>
                pair.First.LastSeen < pair.Second.FirstSeen && pair.First.Levels != pair.Second.Levels);
    }).Check(Runs);

    private static Arbitrary<(DateTimeOffset At, BalanceLevels Levels)[]> Readings(bool recurring, bool meeting = false)
    {
        // A run that is split leaves a microsecond on either side: readings that are further apart do not meet its edges.
        int distance = meeting ? 1 : 10;
        Gen<(int At, int Level)[]> one = (from at in Gen.Choose(0, 12)
                                          from level in Gen.Choose(0, 3)
                                          select (at, level)).ArrayOf();
        return Arb.From(one, Smaller).Convert(
            drawn => drawn
                .Select(reading => (At: reading.At * distance, reading.Level))
                .DistinctBy(reading => meeting ? (reading.At, reading.Level) : (reading.At, 0))
                .Select(reading => (Noon.AddMicroseconds(reading.At), BalanceLevels.OfTotal(recurring ? reading.Level : 20 - (reading.At / 30))))
                .ToArray(),
            readings => readings.Select(reading => (
                (int)((reading.Item1 - Noon).Ticks / TimeSpan.TicksPerMicrosecond) / distance, (int)reading.Item2.Total)).ToArray());
    }

    private static IEnumerable<(int At, int Level)[]> Smaller((int At, int Level)[] readings) =>
        readings.Select((_, index) => readings.Where((_, other) => other != index).ToArray());

    private static IEnumerable<(DateTimeOffset At, BalanceLevels Levels)> Read(string text) => text.Split(' ')
        .Select(one => one.Split('='))
        .Select(pair => (Noon.AddMicroseconds(int.Parse(pair[0], null)), BalanceLevels.OfTotal(int.Parse(pair[1], null))));

    private static string Text(PlacedSeries series) => string.Join(' ', series.Snapshots.Select(snapshot => FormattableString.Invariant(
        $"{(snapshot.FirstSeen - Noon).TotalMicroseconds}-{(snapshot.LastSeen - Noon).TotalMicroseconds}:{snapshot.Levels.Total}")));
}
