namespace CostCompass.Storage.Tests.Sqlite;

public sealed class ChangeMarkTests
{
    [Fact]
    public void WithoutAFile_AndJustAfterAWrite_ThereIsNoMark()
    {
        using var home = new StoreInFolder();
        Assert.Null(home.Store.ChangeMark);

        home.Record(0, 10m);

        Assert.Null(home.Store.ChangeMark);
    }

    [Fact]
    public void ReadingLeavesTheMark_AndAWriteChangesIt()
    {
        using var home = new StoreInFolder();
        home.Record(0, 10m);
        File.SetLastWriteTimeUtc(home.Store.FilePath, DateTime.UtcNow.AddSeconds(-60));
        string? mark = home.Store.ChangeMark;
        Assert.NotNull(mark);

        Assert.Single(home.All);
        Assert.Equal(mark, home.Store.ChangeMark);

        home.Record(60, 9m);
        File.SetLastWriteTimeUtc(home.Store.FilePath, DateTime.UtcNow.AddSeconds(-30));
        Assert.NotEqual(mark, home.Store.ChangeMark);
    }

    [Fact]
    public void WhatStandsInTheLogOnly_ChangesTheMarkToo()
    {
        using var home = new StoreInFolder();
        home.Record(0, 10m);
        using (home.Store.Hold())
        {
            // Another connection is open: the log stays behind the write.
            home.Record(60, 9m);
            Assert.Null(home.Store.ChangeMark);
        }
    }
}
