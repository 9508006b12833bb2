using CostCompass.Storage.Sqlite;
using CostCompass.Storage.Vault;
using Microsoft.Data.Sqlite;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Sqlite;

/// <summary>Full and read-only disks: a failure that says so, and nothing of what was there is lost.</summary>
public sealed class SmallDiskTests
{
    [SmallDiskFact]
    public void OnAFullDisk_AWriteFails_AndWhatWasThereStays()
    {
        using SmallDisk disk = SmallDisk.Mount(2_048);
        var store = new SqliteCostStore(Path.Combine(disk.Folder, "home"));
        store.Record([.. Enumerable.Range(0, 500).Select(second => Reading(second, second))]);
        byte[] before = File.ReadAllBytes(store.FilePath);
        disk.Fill();

        CostException failure = Assert.Throws<CostException>(() => store.Record([.. Enumerable.Range(1_000, 3_000).Select(second => Reading(second, second))]));

        Assert.Contains(failure.ErrorId, new[] { "StoreFull", "StoreInputOutput", "StoreNotReachable" });
        Assert.Equal(before, File.ReadAllBytes(store.FilePath));
        disk.MakeRoom();
        Assert.Equal(500, store.ReadStatus().Snapshots);
        Assert.All(store.Care.Check(), check => Assert.True(check.IsOk, check.Finding));
        store.Record([Reading(9_999, 1m)]);
        Assert.Equal(501, store.ReadStatus().Snapshots);
    }

    [SmallDiskFact]
    public void WhenTheDiskFillsWhileAStoreIsCreated_ThereIsNoStore_AndItIsCreatedOnceThereIsRoom()
    {
        int failures = 0;
        for (int kilobytes = 0; kilobytes <= 600; kilobytes += 20)
        {
            using SmallDisk disk = SmallDisk.Mount(1_024);
            string home = Path.Combine(disk.Folder, "home");
            disk.FillExcept(kilobytes);
            try
            {
                new SqliteCostStore(home).Record([Reading(0, 10m)]);
            }
            catch (CostException failure)
            {
                Assert.Contains(failure.ErrorId, new[] { "StoreFull", "StoreInputOutput", "StoreNotReachable" });
                failures++;
            }

            disk.MakeRoom();
            var store = new SqliteCostStore(home);
            store.Record([Reading(30, 9m)]);
            Assert.All(store.Care.Check(), check => Assert.True(check.IsOk, check.Finding));
        }

        Assert.InRange(failures, 1, 30);
    }

    [SmallDiskFact]
    public void WhenTheDiskFillsDuringAnImport_NothingOfItIsThere()
    {
        using SmallDisk disk = SmallDisk.Mount(1_024);
        var store = new SqliteCostStore(Path.Combine(disk.Folder, "home"));
        store.Record([Reading(0, 10m)]);

        CostException failure = Assert.Throws<CostException>(() => store.Record([.. Enumerable.Range(1, 40_000).Select(second => Reading(second, second))]));

        Assert.Contains(failure.ErrorId, new[] { "StoreFull", "StoreInputOutput" });
        Assert.Equal(1, store.ReadStatus().Snapshots);
        Assert.All(store.Care.Check(), check => Assert.True(check.IsOk, check.Finding));
    }

    [SmallDiskFact]
    public void ABackupOntoAFullDisk_Fails_AndLeavesTheFormerOne()
    {
        using SmallDisk disk = SmallDisk.Mount(512);
        using var folder = new StoreInFolder();
        string path = Path.Combine(disk.Folder, "backup.db");
        folder.Record(0, 10m);
        folder.Store.Care.BackUp(path, replace: false);
        byte[] former = File.ReadAllBytes(path);
        folder.Store.Record([.. Enumerable.Range(1, 20_000).Select(second => Reading(second, second))]);

        Refusal(() => folder.Store.Care.BackUp(path, replace: true), "BackupFileUnwritable");

        Assert.Equal(former, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(disk.Folder));
    }

    [SmallDiskFact]
    public void ARestoreOntoAFullDisk_Fails_AndLeavesTheStore()
    {
        using SmallDisk disk = SmallDisk.Mount(2_048);
        using var folder = new StoreInFolder();
        string backup = Path.Combine(Path.GetDirectoryName(folder.Folder)!, "backup.db");
        folder.Store.Record([.. Enumerable.Range(1, 20_000).Select(second => Reading(second, second))]);
        folder.Store.Care.BackUp(backup, replace: false);
        var store = new SqliteCostStore(Path.Combine(disk.Folder, "home"));
        store.Record([Reading(0, 10m)]);
        byte[] before = File.ReadAllBytes(store.FilePath);
        disk.Fill();

        CostException failure = Assert.Throws<CostException>(() => store.Care.Restore(backup, Noon));

        Assert.Contains(failure.ErrorId, new[] { "BackupFileUnreadable", "StoreReadOnly", "StoreFull" });
        Assert.Equal(before, File.ReadAllBytes(store.FilePath));
        Assert.Equal([store.FilePath], Directory.GetFiles(Path.GetDirectoryName(store.FilePath)!));
    }

    [SmallDiskFact]
    public void OnAReadOnlyDisk_ReadingGoesOn_AndWritingSaysWhy()
    {
        using SmallDisk disk = SmallDisk.Mount(1_024);
        var store = new SqliteCostStore(Path.Combine(disk.Folder, "home"));
        store.Record([Reading(0, 10m)]);
        byte[] before = File.ReadAllBytes(store.FilePath);
        disk.MakeReadOnly();

        Assert.Equal(10m, Assert.Single(store.ReadSeries()).Newest.Levels.Total);
        Assert.True(store.ReadStatus().Exists);
        Refusal(() => store.Record([Reading(30, 9m)]), "StoreReadOnly");
        Assert.Equal(before, File.ReadAllBytes(store.FilePath));
        Assert.Equal("StoreReadOnly", Assert.Throws<CostException>(() => store.Care.Restore(store.FilePath, Noon)).ErrorId);
    }

    [SmallDiskFact]
    public void WhatSomebodyElseWrites_WhileItIsReadWithoutTheRightToWrite_FailsTheRead_AndTheNextOneSeesIt()
    {
        using SmallDisk disk = SmallDisk.Mount(2_048);
        var writer = new SqliteCostStore(Path.Combine(disk.Folder, "home"));
        writer.Record([.. Enumerable.Range(0, 2_000).Select(second => Reading(second, second))]);
        using SmallDisk.ReadOnlyView view = disk.ViewReadOnly();
        var reader = new SqliteCostStore(Path.Combine(view.Folder, "home"));
        Assert.Equal(2_000, reader.ReadStatus().Snapshots);

        using (IEnumerator<BalanceSnapshot> rows = reader.ReadSnapshots(Series, Noon, Noon.AddDays(1)).GetEnumerator())
        {
            Assert.True(rows.MoveNext());
            writer.RemoveHistory("team");
            writer.Record([Reading(5_000, 1m)]);

            CostException failure = Assert.Throws<CostException>(() =>
            {
                while (rows.MoveNext())
                {
                    // What is read on may be of two states.
                }
            });
            Assert.Equal("StoreBusy", failure.ErrorId);
        }

        using (reader.Hold())
        {
            Assert.Equal(1, reader.ReadStatus().Snapshots);
            writer.Record([Reading(6_000, 2m)]);
            Refusal(() => reader.ReadSeries(), "StoreBusy");
        }

        Assert.Equal(2, reader.ReadStatus().Snapshots);
    }

    [SmallDiskFact]
    public void WhereNoFurtherFileCanBeMade_AFolderIsWritableStill_AndAReadOnlyOneIsNot()
    {
        using SmallDisk disk = SmallDisk.Mount(64);
        Assert.True(StoreFolder.IsWritable(disk.Folder));
        disk.UseUpFiles();
        Assert.True(StoreFolder.IsWritable(disk.Folder));

        disk.MakeReadOnly();

        Assert.False(StoreFolder.IsWritable(disk.Folder));
    }

    [SmallDiskFact]
    public void OnAReadOnlyDisk_AStoreThatIsNotThere_CannotBeMade()
    {
        using SmallDisk disk = SmallDisk.Mount(64);
        disk.MakeReadOnly();

        Refusal(() => new SqliteCostStore(Path.Combine(disk.Folder, "home")).Record([Reading(0, 10m)]), "StoreFolderUnusable");
        Refusal(() => new SqliteCostStore(disk.Folder).Record([Reading(0, 10m)]), "StoreReadOnly");
    }

    [SmallDiskFact]
    public void OnAFullDisk_TheVaultKeepsItsPassword()
    {
        using SmallDisk disk = SmallDisk.Mount(64);
        var options = new VaultOptions { Iterations = 1_000, MinimumIterations = 1_000 };
        var vault = new VaultFile(Path.Combine(disk.Folder, "home", "vault.bin"), options);
        vault.Create("made-up former").Dispose();
        disk.Fill();

        Refusal(() => vault.ChangePassword("made-up former", "made-up latter"), "VaultNotWritable");

        vault.Open("made-up former").Dispose();
        Refusal(() => vault.Open("made-up latter").Dispose(), "VaultRefused");
    }

    [Fact]
    public void AStoreWithFlippedBits_FailsForPeople_AndReadingLeavesItsBytes()
    {
        using var folder = new StoreInFolder();
        folder.Store.SaveAccount(Account("team"));
        folder.Store.Record([.. Enumerable.Range(0, 300).Select(second => Reading(second, second))]);
        byte[] sound = File.ReadAllBytes(folder.Store.FilePath);
        var random = new Random(5);
        for (int flip = 0; flip < 60; flip++)
        {
            byte[] flipped = [.. sound];
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(folder.Store.FilePath, flipped);

            Exception? reading = Record.Exception(() => (folder.All.Count, folder.Store.ReadAccounts(), folder.Store.ReadSeries(), folder.Store.ReadStatus()));
            Assert.NotEmpty(folder.Store.Care.Check());

            Assert.True(reading is null or CostException, reading?.ToString());
            Assert.Equal(flipped, File.ReadAllBytes(folder.Store.FilePath));
        }

        SqliteConnection.ClearAllPools();
    }
}
