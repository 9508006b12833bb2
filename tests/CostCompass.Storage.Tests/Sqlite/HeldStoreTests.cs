using CostCompass.Storage.Sqlite;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Sqlite;

/// <summary>A store that is kept open for many reads and writes in a row.</summary>
public sealed class HeldStoreTests : IDisposable
{
    private readonly StoreInFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WhatIsWrittenWhileHeld_IsThereForOthersAtOnce()
    {
        _folder.Record(0, 10m);
        using IDisposable held = _folder.Store.Hold();

        _folder.Record(30, 9m);

        Assert.Equal(2, new SqliteCostStore(_folder.Folder).ReadStatus().Snapshots);
        Assert.Equal([10m, 9m], _folder.All.Select(snapshot => snapshot.Levels.Total));
    }

    [Fact]
    public void AWriteThatFails_LeavesNothing_AndTheNextOneGoesOn()
    {
        _folder.Record(0, 10m);
        using (_folder.Store.Hold())
        {
            Refusal(() => _folder.Store.Usage.Add("team", [Call(1), Call(-1)]), "StoreFailed");
            Assert.Empty(_folder.Store.Usage.ReadAccounts());

            _folder.Record(30, 9m);
        }

        Assert.Equal(2, _folder.All.Count);
        Assert.Empty(_folder.Store.Usage.ReadAccounts());
    }

    [Fact]
    public void OfAStoreThatIsNotThereYet_NothingIsHeld_AndTheFirstWriteMakesIt()
    {
        using IDisposable held = _folder.Store.Hold();
        Assert.False(_folder.Store.Exists);

        _folder.Record(0, 10m);
        _folder.Record(30, 9m);

        Assert.Equal(2, _folder.All.Count);
    }

    [Fact]
    public async Task AnotherThread_ReadsOverAConnectionOfItsOwn()
    {
        _folder.Record(0, 10m);
        _folder.Record(30, 9m);
        IDisposable held = _folder.Store.Hold();
        IEnumerator<BalanceSnapshot> reading = await Task.Factory.StartNew(
            () =>
            {
                IEnumerator<BalanceSnapshot> snapshots = _folder.Store.ReadSnapshots(Series, Noon, Noon.AddDays(1)).GetEnumerator();
                Assert.True(snapshots.MoveNext());
                return snapshots;
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

        held.Dispose();

        Assert.True(reading.MoveNext());
        Assert.Equal(9m, reading.Current.Levels.Total);
        reading.Dispose();
    }

    [Fact]
    public void RowsThatBeganToBeReadWhileHeld_AreReadOnAfterwards_BesideAWrite_AndTheLastOneClosesTheFile()
    {
        _folder.Record(0, 10m);
        _folder.Record(30, 9m);
        IDisposable held = _folder.Store.Hold();
        using IEnumerator<BalanceSnapshot> reading = _folder.Store.ReadSnapshots(Series, Noon, Noon.AddDays(1)).GetEnumerator();
        Assert.True(reading.MoveNext());

        held.Dispose();
        held.Dispose();
        _folder.Record(60, 8m);

        // What is read is of one state, that of the beginning.
        Assert.True(reading.MoveNext());
        Assert.Equal(9m, reading.Current.Levels.Total);
        Assert.True(File.Exists(_folder.Store.FilePath + "-wal"));
        Assert.False(reading.MoveNext());
        reading.Dispose();
        Assert.False(File.Exists(_folder.Store.FilePath + "-wal"));
        Assert.Equal(3, _folder.All.Count);
    }

    [Fact]
    public void WhatIsWrittenWhileRowsAreRead_IsNotAmongThem_AndIsThereForTheNextRead()
    {
        _folder.Record(0, 10m);
        _folder.Record(30, 9m);
        using IDisposable held = _folder.Store.Hold();
        using IEnumerator<BalanceSnapshot> reading = _folder.Store.ReadSnapshots(Series, Noon, Noon.AddDays(1)).GetEnumerator();
        Assert.True(reading.MoveNext());

        _folder.Record(60, 8m);

        Assert.Equal([10m, 9m, 8m], _folder.All.Select(snapshot => snapshot.Levels.Total));
        Assert.True(reading.MoveNext());
        Assert.False(reading.MoveNext());
    }

    private static MeteredCall Call(int outputTokens) => new()
    {
        Id = $"chatcmpl-{outputTokens}",
        At = Noon.AddSeconds(outputTokens),
        Model = "deepseek-chat",
        CacheHitTokens = 0,
        CacheMissTokens = 0,
        OutputTokens = outputTokens,
    };
}
