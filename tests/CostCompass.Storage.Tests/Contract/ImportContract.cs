using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Contract;

/// <summary>What the store keeps of imported rows. Rows are given as minute=total.</summary>
public abstract class ImportContract(StoreUnderTest home) : IDisposable
{
    [ContractFact]
    public void ThreeAnswersOfOneInstant_AreKept_HoweverOften()
    {
        Import("0=10 0=9 0=8");
        Assert.Equal(0, Import("0=10 0=9 0=8"));

        Assert.Equal([10m, 9m, 8m], home.All.Select(snapshot => snapshot.Levels.Total));
    }

    [ContractTheory]
    [InlineData("5=0 7=0 9=0|6=5 8=5")]
    [InlineData("6=5 8=5|5=0 7=0 9=0")]
    [InlineData("5=0 7=0 9=0|6=5 8=5|5=0 7=0 9=0")]
    [InlineData("5=0 9=0|6=5|7=0|8=5")]
    public void Files_MakeTheSameHistoryInAnyOrder(string files)
    {
        foreach (string file in files.Split('|'))
        {
            Import(file);
        }

        Assert.Equal(
            [(5, 5, 0m), (6, 6, 5m), (7, 7, 0m), (8, 8, 5m), (9, 9, 0m)],
            home.All.Select(run => ((int)(run.FirstSeen - Noon).TotalMinutes, (int)(run.LastSeen - Noon).TotalMinutes, run.Levels.Total)));
    }

    [ContractFact]
    public void AJoinedRunThatIsRecordedOn_StillComesApartBetweenItsRows()
    {
        Import("0=10 20=10");
        home.Record(40 * 60, 10m);
        home.Record(60 * 60, 10m);
        Import("10=9");

        Assert.Equal([10m, 9m, 10m], home.All.Select(snapshot => snapshot.Levels.Total));
        Assert.Equal((Noon, Noon), (home.All[0].FirstSeen, home.All[0].LastSeen));
        Assert.Equal((Noon.AddMinutes(20), Noon.AddMinutes(60)), (home.All[2].FirstSeen, home.All[2].LastSeen));
    }

    [ContractFact]
    public void AReadingBetweenTheRowsOfAJoinedRun_FindsItsPlace()
    {
        Import("0=10 20=10");
        RecordedReading recorded = home.Record(600, 9m);

        Assert.Equal(9m, recorded.Snapshot.Levels.Total);
        Assert.Equal([10m, 9m, 10m], home.All.Select(snapshot => snapshot.Levels.Total));
        Assert.Equal(Noon.AddMinutes(20), home.All[2].FirstSeen);
    }

    [ContractFact]
    public void RemovingSnapshots_LeavesTheRowsOfTheOthers()
    {
        Import("0=10 20=10 30=9 40=8 50=8");
        home.Store.RemoveSnapshots(Series, Noon.AddMinutes(10), Noon.AddMinutes(60));
        Import("10=7");

        Assert.Equal([(0, 0), (10, 10), (20, 20)], home.All.Select(run => (
            (int)(run.FirstSeen - Noon).TotalMinutes, (int)(run.LastSeen - Noon).TotalMinutes)));
    }

    [ContractFact]
    public void TheLongestGapOfARun_IsKept()
    {
        home.Record(0, 10m);
        home.Record(30, 10m);
        home.Record(90, 10m);
        home.Record(100, 10m);

        Assert.Equal(TimeSpan.FromSeconds(60), home.All.Single().LongestGap);
    }

    [ContractFact]
    public void ARemovedEvent_IsKept_WithItsInstant()
    {
        CostBalanceEvent added = home.Store.AddEvents(
        [
            new CostBalanceEvent { Account = "team", Kind = BalanceEventKind.TopUp, Amount = 20m, Currency = "USD", At = Noon, Since = Noon.AddHours(-1), RecordedAt = Noon },
        ]).Single();

        Assert.True(home.Store.RemoveEvent(added.Id, Noon.AddHours(1)));
        Assert.False(home.Store.RemoveEvent(added.Id, Noon.AddHours(2)));
        Assert.Equal([added with { RemovedAt = Noon.AddHours(1) }], home.Store.ReadEvents());
    }

    public void Dispose()
    {
        home.Dispose();
        GC.SuppressFinalize(this);
    }

    private long Import(string file) => home.Store.Import(
    [
        new SeriesImport(Series,
        [
            .. file.Split(' ').Select(row => row.Split('=')).Select(pair =>
            {
                DateTimeOffset at = Noon.AddMinutes(int.Parse(pair[0], null));
                return new BalanceSnapshot(at, at, BalanceLevels.OfTotal(int.Parse(pair[1], null)));
            }),
        ]),
    ]);
}
