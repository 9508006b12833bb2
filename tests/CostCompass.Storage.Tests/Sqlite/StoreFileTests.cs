using CostCompass.Storage.Sqlite;
using CostCompass.Storage.Tests.Contract;
using Microsoft.Data.Sqlite;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Sqlite;

public sealed class StoreFileTests : IDisposable
{
    private readonly StoreInFolder _folder = new();

    [Fact]
    public void WithoutAStore_ReadingGivesNothing_AndMakesNothing()
    {
        SqliteCostStore store = _folder.Store;

        Assert.Empty(store.ReadAccounts());
        Assert.Empty(store.ReadSeries());
        Assert.Empty(_folder.All);
        Assert.False(store.RemoveAccount("team"));
        Assert.Equal(0, store.RemoveHistory("team"));
        Assert.Equal(0, store.RemoveSnapshots(Series, DateTimeOffset.MinValue, DateTimeOffset.MaxValue));
        Assert.Equal((false, null, 0L), (store.ReadStatus().Exists, store.ReadStatus().SchemaVersion, store.ReadStatus().SizeBytes));
        Assert.False(Directory.Exists(_folder.Folder));
    }

    [Fact]
    public void TheEngine_LosesNoAcknowledgedCommitWhenItsLogIsReset()
    {
        string? withoutStore = _folder.Store.ReadStatus().EngineVersion;
        _folder.Record(0, 10m);
        string? withStore = _folder.Store.ReadStatus().EngineVersion;
        using SqliteConnection connection = _folder.Connect();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT sqlite_version()";

        Assert.Equal(withStore, command.ExecuteScalar());
        Assert.Equal(withStore, withoutStore);

        // The fault of SQLite 3.7.0 to 3.51.2: https://sqlite.org/wal.html#walresetbug
        Assert.True(Version.Parse(withStore!) >= new Version(3, 51, 3), withStore);
    }

    [Fact]
    public void TheFileAndItsFolder_AreTheOwnersAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _folder.Record(0, 10m);
        using SqliteConnection open = _folder.Connect();
        _folder.Record(30, 9m);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.Folder));
        foreach (string file in Directory.GetFiles(_folder.Folder))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void ANewerStore_IsRefused_AndLeftAsItIs()
    {
        _folder.Record(0, 10m);
        _folder.Execute("PRAGMA user_version = 99");
        byte[] before = Bytes();

        CostException failure = Refusal(() => _folder.Store.ReadSeries(), "StoreNewer");
        Refusal(() => _folder.Record(30, 9m), "StoreNewer");

        Assert.Contains("99", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, Bytes());
    }

    [Theory]
    [InlineData("PRAGMA user_version = -3")]
    [InlineData("PRAGMA user_version = -3; PRAGMA writable_schema = 1; DELETE FROM sqlite_schema; PRAGMA writable_schema = 0")]
    [InlineData("PRAGMA user_version = -2147483648")]
    public void AVersionBelowZero_IsDamage(string sql)
    {
        _folder.Record(0, 10m);
        _folder.Execute(sql);

        CostException failure = Refusal(() => new Storage.Sqlite.SqliteCostStore(_folder.Folder).ReadSeries(), "StoreDamaged");
        Refusal(() => new Storage.Sqlite.SqliteCostStore(_folder.Folder).Record([Reading(30, 9m)]), "StoreDamaged");

        Assert.Contains("version", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Restore-CostStore", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CREATE TABLE note (text TEXT)")]
    [InlineData("CREATE TABLE note (text TEXT); PRAGMA user_version = 1")]
    [InlineData("CREATE TABLE note (text TEXT); PRAGMA user_version = 7; PRAGMA application_id = 5")]
    public void TheDatabaseOfAnotherProgram_IsRefused_AndLeftAsItIs(string sql)
    {
        _folder.Execute(sql);
        byte[] before = Bytes();

        CostException failure = Refusal(() => _folder.Record(0, 10m), "StoreDamaged");
        Refusal(() => _folder.Store.ReadStatus(), "StoreDamaged");

        Assert.Contains(_folder.Store.FilePath, failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, Bytes());
    }

    [Fact]
    public void AFileThatIsNoDatabase_IsRefused_AndLeftAsItIs()
    {
        Directory.CreateDirectory(_folder.Folder);
        byte[] garbage = [.. Enumerable.Range(0, 10_000).Select(index => (byte)(index * 31))];
        File.WriteAllBytes(_folder.Store.FilePath, garbage);

        Refusal(() => _folder.Store.ReadSeries(), "StoreDamaged");
        Refusal(() => _folder.Record(0, 10m), "StoreDamaged");

        Assert.Equal(garbage, Bytes());
    }

    [Theory]
    [InlineData(50)]
    [InlineData(4_096)]
    [InlineData(12_288)]
    public void AStoreThatWasCutShort_IsDamaged_NotEmpty(int length)
    {
        _folder.Store.Record([.. Enumerable.Range(0, 2_000).Select(second => Reading(second, second))]);
        SqliteConnection.ClearAllPools();
        Assert.True(Bytes().Length > length);
        using (var file = new FileStream(_folder.Store.FilePath, FileMode.Open))
        {
            file.SetLength(length);
        }

        Refusal(() => Assert.Equal(2_000, _folder.All.Count), "StoreDamaged");
    }

    [Theory]
    [InlineData("UPDATE snapshot SET total = NULL")]
    [InlineData("UPDATE snapshot SET first_seen = 9000000000000000000, last_seen = 9000000000000000000")]
    [InlineData("UPDATE account SET base_uri = NULL")]
    [InlineData("UPDATE account SET key_source = 'Wault'")]
    [InlineData("INSERT INTO balance_event VALUES (1, 'team', 'USD', 'TopUq', 1, 0, 0, NULL, NULL)")]
    [InlineData("INSERT INTO balance_event VALUES (1, 'team', 'USD', NULL, 1, 0, 0, NULL, NULL)")]
    [InlineData("INSERT INTO exchange_rate VALUES ('EUR', 'USD', '2026-02-28', '1,1')")]
    [InlineData("INSERT INTO exchange_rate VALUES ('EUR', 'USD', 'someday', '1.1')")]
    [InlineData("INSERT INTO price_table VALUES (1, 'Nothing', 'x.csv', 0, '')")]
    public void ARowThatNoVersionWrote_IsDamage_NotACrash(string damage)
    {
        _folder.Store.SaveAccount(Account("team"));
        _folder.Record(0, 10m);
        _folder.Execute(
            $"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL', 'CHECK (1)') WHERE type = 'table' AND sql NOT LIKE '%PRIMARY KEY (%'; "
            + "UPDATE sqlite_schema SET sql = replace(sql, 'total         INTEGER NOT NULL', 'total         INTEGER CHECK (1)') WHERE name = 'snapshot';");
        _folder.Execute(damage);
        SqliteCostStore store = _folder.Store;

        Refusal(
            () => (store.ReadSeries(), store.ReadAccounts(), store.ReadEvents(), store.ExchangeRates.Read(), store.PriceTables.Read()).ToString(),
            "StoreDamaged");
        Assert.Contains(store.Care.Check(), check => !check.IsOk);
    }

    [Theory]
    [InlineData(typeof(InvalidCastException))]
    [InlineData(typeof(ArgumentOutOfRangeException))]
    [InlineData(typeof(FormatException))]
    public void AnErrorOfTheCode_IsNoDamage_WhileTheFileIsSound(Type type)
    {
        _folder.Record(0, 10m);
        var database = new SqliteDatabase(_folder.Folder);
        int Fail() => throw (Exception)Activator.CreateInstance(type)!;

        Assert.Throws(type, () => database.Read(_ => Fail()));
        Assert.Throws(type, () => database.Write(_ => Fail()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void AnErrorOverAFileWithoutItsPage_IsDamage(int page)
    {
        // Without its first page SQLite takes the file for no database, without another one for a corrupt one.
        _folder.Store.Record([.. Enumerable.Range(0, 2_000).Select(second => Reading(second, second))]);
        using (var file = new FileStream(_folder.Store.FilePath, FileMode.Open))
        {
            file.Position = page * 4_096;
            file.Write(new byte[4_096]);
        }

        var database = new SqliteDatabase(_folder.Folder);

        Refusal(() => database.Guard<int>(() => throw new FormatException()), "StoreDamaged");
    }

    [Fact]
    public void AnErrorOverAFileThatIsBusy_IsNoDamage()
    {
        _folder.Record(0, 10m);
        using SqliteConnection other = _folder.Connect();
        using SqliteCommand hold = other.CreateCommand();
        hold.CommandText = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE";
        hold.ExecuteNonQuery();
        var database = new SqliteDatabase(_folder.Folder);

        Assert.Throws<FormatException>(() => database.Guard<int>(() => throw new FormatException()));
    }

    [Fact]
    public void AReservationThatIsRefused_WaitsForNoWriter()
    {
        _folder.Record(0, 10m);
        using SqliteConnection other = _folder.Connect();
        using SqliteCommand hold = other.CreateCommand();
        hold.CommandText = "BEGIN IMMEDIATE";
        hold.ExecuteNonQuery();

        StoreUnderTest.Refusal(
            () => _folder.Store.Quotes.Reserve(QuoteSample.Of(11m), StoreUnderTest.Series, StoreUnderTest.Noon, StoreUnderTest.Noon.AddHours(1)), "ReservationRefused");
    }

    [Fact]
    public void TwoSeries_WhoseProvidersDifferInCaseOnly_AreReadAsOne_AndBecomeOneWithTheNextReading()
    {
        _folder.Record(0, 10m);
        _folder.Execute(
            """
            INSERT INTO series (account, provider, currency) VALUES ('team', 'deepseek', 'USD');
            INSERT INTO snapshot SELECT (SELECT max(id) FROM series), first_seen + 30000000, last_seen + 30000000, total - 1000000000, granted, topped_up - 1000000000,
                is_available, used, is_usage_only, longest_gap FROM snapshot;
            """);

        Assert.Equal("DeepSeek", Assert.Single(_folder.Store.ReadSeries()).Key.Provider);

        _folder.Record(60, 8m);

        Assert.Equal([10m, 9m, 8m], _folder.All.Select(snapshot => snapshot.Levels.Total));
        Assert.Equal((1, 3L), (_folder.Store.ReadStatus().Series, _folder.Store.ReadStatus().Snapshots));
        Assert.All(_folder.Store.Care.Check(), check => Assert.True(check.IsOk, check.Finding));
    }

    [Fact]
    public void AStoreThatWasCutOffToNothing_IsNoNewStore()
    {
        _folder.Record(0, 10m);
        string backup = Path.Combine(_folder.Folder, "backup.db");
        _folder.Store.Care.BackUp(backup, replace: false);
        byte[] former = File.ReadAllBytes(backup);
        File.WriteAllBytes(_folder.Store.FilePath, []);

        Refusal(() => _folder.Store.ReadSeries(), "StoreDamaged");
        Refusal(() => _folder.Record(30, 9m), "StoreDamaged");
        Assert.Contains(_folder.Store.Care.Check(), check => !check.IsOk);
        Assert.Throws<CostException>(() => _folder.Store.Care.BackUp(backup, replace: true));

        Assert.Empty(File.ReadAllBytes(_folder.Store.FilePath));
        Assert.Equal(former, File.ReadAllBytes(backup));
        _folder.Store.Care.Restore(backup, Noon);
        Assert.Equal([10m], _folder.All.Select(snapshot => snapshot.Levels.Total));
    }

    [Fact]
    public void AStoreIsMade_WithNothingBesideIt()
    {
        _folder.Record(0, 10m);

        Assert.Equal([_folder.Store.FilePath], Directory.GetFiles(_folder.Folder));
    }

    [Fact]
    public void WhatIsWritten_IsFlushedToTheDisk()
    {
        _folder.Record(0, 10m);
        using SqliteConnection connection = new SqliteDatabase(_folder.Folder).Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous";

        // 2 is FULL: a commit that was answered survives a power cut.
        Assert.Equal(2L, command.ExecuteScalar());
    }

    [Fact]
    public void WhenTheFolderIsAFile_ReadingAndWritingSaySo()
    {
        File.WriteAllText(_folder.Folder, "in the way");

        Refusal(() => _folder.Store.ReadSeries(), "StoreNotReachable");
        CostException failure = Refusal(() => _folder.Record(0, 10m), "StoreNotReachable");
        Assert.Contains(_folder.Folder, failure.Message, StringComparison.Ordinal);
        Assert.Contains(StoreFolder.Variable, failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void WhenTheFileIsAFolder_WritingSaysSo()
    {
        Directory.CreateDirectory(_folder.Store.FilePath);

        Refusal(() => _folder.Record(0, 10m), "StoreNotReachable");
    }

    [Fact]
    public void AStoreThatWasRemovedMeanwhile_IsMadeAnew()
    {
        _folder.Record(0, 10m);
        Directory.Delete(_folder.Folder, recursive: true);

        _folder.Record(30, 9m);

        Assert.Equal([9m], _folder.All.Select(snapshot => snapshot.Levels.Total));
        using SqliteConnection connection = _folder.Connect();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM snapshot";
        Assert.Equal(1L, command.ExecuteScalar());
    }

    [Fact]
    public void ACopyThatWasPutInItsPlace_IsWhatIsRead()
    {
        using var other = new StoreInFolder();
        other.Record(0, 5m);
        SqliteConnection.ClearAllPools();
        _folder.Record(0, 10m);

        File.Move(other.Store.FilePath, _folder.Store.FilePath, overwrite: true);
        File.Delete(_folder.Store.FilePath + "-wal");
        File.Delete(_folder.Store.FilePath + "-shm");

        Assert.Equal([5m], _folder.All.Select(snapshot => snapshot.Levels.Total));
    }

    [Fact]
    public void TwoThatMakeTheStoreAtOnce_BothSucceed()
    {
        Parallel.For(0, 8, writer => new SqliteCostStore(_folder.Folder).Record([Reading(writer, writer)]));

        Assert.Equal(8, _folder.All.Count);
    }

    [Fact]
    public void ReadingWhileAnotherWrites_SeesOneState()
    {
        _folder.Store.Record([Reading(0, 10m), Reading(30, 9m), Reading(60, 8m)]);

        var seen = new List<decimal>();
        foreach (BalanceSnapshot snapshot in _folder.Store.ReadSnapshots(Series, DateTimeOffset.MinValue, DateTimeOffset.MaxValue))
        {
            seen.Add(snapshot.Levels.Total);
            new SqliteCostStore(_folder.Folder).Record([Reading(90 + seen.Count, 7m - seen.Count)]);
        }

        Assert.Equal([10m, 9m, 8m], seen);
        Assert.Equal(6, _folder.All.Count);
    }

    public void Dispose() => _folder.Dispose();

    private byte[] Bytes() => File.ReadAllBytes(_folder.Store.FilePath);
}
