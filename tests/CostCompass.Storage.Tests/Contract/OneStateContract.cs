using CostCompass.Storage.Sql;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Contract;

/// <summary>A read gives one state of the store, whatever others write while it goes on.</summary>
public abstract class OneStateContract(StoreUnderTest home) : IDisposable
{
    // More than a server hands over at a time, over more than the months that it is asked for at once.
    private const int Rows = 1_000;
    private const double Apart = 2 * 86_400;

    [ContractTheory]
    [InlineData(1)]
    [InlineData(200)]
    [InlineData(500)]
    public void AHistoryThatIsChangedWhileItIsRead_IsReadAsItWas(int readBefore)
    {
        Fill();
        IReadOnlyList<BalanceSnapshot> before = home.All;
        var read = new List<BalanceSnapshot>();
        using IEnumerator<BalanceSnapshot> rows = home.Store.ReadSnapshots(Series, DateTimeOffset.MinValue, DateTimeOffset.MaxValue).GetEnumerator();
        while (read.Count < readBefore && rows.MoveNext())
        {
            read.Add(rows.Current);
        }

        // One change before what was read last, one after it, and one that joins what is near the end.
        SqlCostStore another = home.Another();
        another.RemoveSnapshots(Series, Noon, Noon.AddSeconds(Apart / 2));
        another.RemoveSnapshots(Series, Noon.AddSeconds(600 * Apart), Noon.AddSeconds(700 * Apart));
        another.Record([Reading((Rows - 0.5) * Apart, 5m)]);
        while (rows.MoveNext())
        {
            read.Add(rows.Current);
        }

        Assert.Equal(Rows, before.Count);
        Assert.Equal(before, read);
        Assert.Equal(Rows - 1 - 101 + 1, home.All.Count);
    }

    [ContractFact]
    public void AHistoryThatIsRemovedWhileItIsRead_IsReadToItsEnd()
    {
        Fill();

        int read = 0;
        foreach (BalanceSnapshot snapshot in home.Store.ReadSnapshots(Series, DateTimeOffset.MinValue, DateTimeOffset.MaxValue))
        {
            if (read++ == 0)
            {
                home.Another().RemoveHistory("team");
            }
        }

        Assert.Equal((Rows, 0), (read, home.All.Count));
    }

    [ContractFact]
    public void StatementsThatBelongTogether_SeeOneState()
    {
        home.Record(0, 10m);

        (int first, int second) = ((SqlCostStore)home.Store).Database.ReadState(connection =>
        {
            int count = new SnapshotTable(connection).ReadSeries().Count;
            home.Another().Record([Reading(0, 1m, series: Series with { Account = "another" })]);
            return (count, new SnapshotTable(connection).ReadSeries().Count);
        });

        Assert.Equal((1, 1), (first, second));
        Assert.Equal(2, home.Store.ReadSeries().Count);
    }

    public void Dispose()
    {
        home.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Fill() => home.Store.Import([new SeriesImport(Series, [.. Enumerable.Range(0, Rows).Select(number =>
        new BalanceSnapshot(Noon.AddSeconds(number * Apart), Noon.AddSeconds(number * Apart), BalanceLevels.OfTotal(10m - (number % 3))))])]);
}
