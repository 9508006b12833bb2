using CostCompass.Storage.Sql;
using CostCompass.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Sqlite;

/// <summary>A store that somebody else prepared is read as data: nothing in it runs, and what no version makes is refused.</summary>
public sealed class HostileStoreTests : IDisposable
{
    // Longer than any of these takes, and short enough to end a test that hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const string EndlessRows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, i, i, 0, 0, 0, 1, NULL, 0, NULL FROM n";
    private const string Multiply = "BEGIN UPDATE snapshot SET total = total * 10, topped_up = topped_up * 10 WHERE series_id = new.series_id; END";

    private readonly StoreInFolder _folder = new();
    private readonly StoreInFolder _other = new();

    // Each changes the tables in a way that sqlite_schema shows, also under names that SQLite keeps for itself.
    public static TheoryData<string> Preparations =>
    [
        $"CREATE TRIGGER grow AFTER INSERT ON snapshot {Multiply}",
        Schema($"INSERT INTO sqlite_schema VALUES ('trigger', 'sqlite_grow', 'snapshot', 0, 'CREATE TRIGGER sqlite_grow AFTER INSERT ON snapshot {Multiply}')"),
        Schema($"INSERT INTO sqlite_schema VALUES ('trigger', 'sqlite_stat1', 'snapshot', 0, 'CREATE TRIGGER sqlite_stat1 AFTER INSERT ON snapshot {Multiply}')"),
        Schema("INSERT INTO sqlite_schema VALUES ('view', 'sqlite_autoindex_all', 'sqlite_autoindex_all', 0, 'CREATE VIEW sqlite_autoindex_all AS SELECT 1')"),
        $"DROP TABLE snapshot; CREATE VIEW snapshot (series_id, first_seen, last_seen, total, granted, topped_up, is_available, used, is_usage_only, longest_gap) AS {EndlessRows}",
        $"DROP TABLE budget; CREATE VIEW budget (name, amount, currency, account, provider) AS SELECT i, i, 'USD', NULL, NULL FROM ({EndlessRows.Replace("SELECT i, i, i, 0, 0, 0, 1, NULL, 0, NULL", "SELECT i", StringComparison.Ordinal)})",
        "CREATE VIEW note AS SELECT 1 AS one",
        "DROP TABLE budget; CREATE VIRTUAL TABLE budget USING fts5(name, amount, currency, account, provider)",
        Schema("UPDATE sqlite_schema SET sql = replace(sql, 'PRIMARY KEY (series_id, first_seen)', 'PRIMARY KEY (series_id, first_seen) ON CONFLICT IGNORE') WHERE name = 'snapshot'"),
        Schema("UPDATE sqlite_schema SET sql = replace(sql, 'ON DELETE CASCADE', 'ON DELETE CASCADE ON UPDATE SET NULL') WHERE name = 'snapshot'"),
        "DROP TABLE budget; CREATE TABLE budget (name TEXT, amount INTEGER AS (1000), currency TEXT, account TEXT, provider TEXT)",
    ];

    [Theory]
    [MemberData(nameof(Preparations))]
    public async Task APreparedBackup_IsNotRestored_AndTheStoreStays(string preparation)
    {
        Fill(_folder, 5m);
        Fill(_other, 9m);
        _other.Execute(preparation);

        CostException failure = await Fails(() => _folder.Store.Care.Restore(_other.Store.FilePath, Noon));

        Assert.Equal("BackupDamaged", failure.ErrorId);
        Assert.Equal([5m], _folder.All.Select(snapshot => snapshot.Levels.Total));
        Assert.Equal([_folder.Store.FilePath], Directory.GetFiles(_folder.Folder));
    }

    [Theory]
    [MemberData(nameof(Preparations))]
    public async Task APreparedStore_IsNeitherReadNorWrittenNorCopied_AndTheCheckNamesWhatIsNotOfCostCompass(string preparation)
    {
        Fill(_other, 9m);
        _other.Execute(preparation);
        byte[] before = File.ReadAllBytes(_other.Store.FilePath);

        Assert.Equal("StoreDamaged", (await Fails(() => _other.Store.ReadAccounts())).ErrorId);
        Assert.Equal("StoreDamaged", (await Fails(() => _other.Record(30, 8m))).ErrorId);
        Assert.Equal("StoreUnsound", (await Fails(() => new StoreTransfer(_other.Store, _folder.Store).Run())).ErrorId);
        CostStoreCheck? found = null;
        await Task.Run(() => found = _other.Store.Care.Check().First(check => !check.IsOk)).WaitAsync(Patience);

        Assert.Equal("Schema", found!.Check);
        Assert.False(_folder.Store.Exists);
        Assert.Equal(before, File.ReadAllBytes(_other.Store.FilePath));
    }

    [Theory]
    [InlineData("CREATE TRIGGER grow AFTER INSERT ON snapshot BEGIN UPDATE snapshot SET total = total * 10; END")]
    [InlineData("CREATE TABLE remark (name TEXT)")]
    [InlineData("DROP TABLE snapshot; CREATE VIEW snapshot AS SELECT 1 AS one")]
    public async Task APreparedStoreOfAnEarlierVersion_IsNotUpgraded(string preparation)
    {
        StoreSchema next = StoreSchema.Current.With("CREATE TABLE remark (id INTEGER PRIMARY KEY) STRICT");
        Fill(_other, 9m);
        _other.Execute(preparation);
        byte[] before = File.ReadAllBytes(_other.Store.FilePath);

        Assert.Equal("StoreDamaged", (await Fails(() => _other.OfSchema(next).ReadAccounts())).ErrorId);
        Assert.Equal("BackupDamaged", (await Fails(() => _folder.OfSchema(next).Care.Restore(_other.Store.FilePath, Noon))).ErrorId);
        Assert.Equal(before, File.ReadAllBytes(_other.Store.FilePath));
    }

    [Fact]
    public void WhatAnAnalysisLeaves_IsNoFault()
    {
        Fill(_other, 9m);
        _other.Execute("ANALYZE");

        _folder.Store.Care.Restore(_other.Store.FilePath, Noon);

        Assert.Equal([9m], _folder.All.Select(snapshot => snapshot.Levels.Total));
        Assert.All(_folder.Store.Care.Check(), check => Assert.True(check.IsOk, check.Finding));
    }

    [Fact]
    public void AFindingNamesWhatItFound_WithoutWhatATerminalObeys()
    {
        Fill(_other, 9m);
        _other.Execute("CREATE VIEW \"a\u001b]52;c;YQ==\u0007\u202Eb\" AS SELECT 1");

        string finding = _other.Store.Care.Check().First(check => !check.IsOk).Finding!;

        Assert.DoesNotContain(finding, character => char.IsControl(character) || character == '\u202E');
        Assert.Contains("view a", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void NeitherTriggersNorViewsRun_WhateverIsOpened()
    {
        Fill(_other, 9m);
        _other.Execute($"CREATE TRIGGER grow AFTER INSERT ON snapshot {Multiply}; CREATE VIEW note AS SELECT 1");
        using SqliteConnection connection = SqliteDatabase.OfCopy(_other.Store.FilePath, "x").OpenAsItIs();

        connection.Run("INSERT INTO snapshot VALUES (1, 1, 1, 7, 0, 7, 1, NULL, 0, NULL)");

        Assert.Equal(7, connection.ReadInteger("SELECT total FROM snapshot WHERE first_seen = 1"));
        Assert.Throws<SqliteException>(() => connection.ReadInteger("SELECT * FROM note"));
        connection.Run("PRAGMA writable_schema = ON");
        Assert.Throws<SqliteException>(() => connection.Run("DELETE FROM sqlite_schema WHERE type = 'trigger'"));
    }

    [Fact]
    public async Task AStoppedCommand_EndsWhatTheStoreIsBusyWith()
    {
        Fill(_other, 9m);
        using var stop = new CancellationTokenSource();
        using SqliteConnection connection = SqliteDatabase.OfCopy(_other.Store.FilePath, "x").OpenAsItIs();
        connection.StopWith(stop.Token);
        Task endless = Task.Run(() => connection.ReadInteger($"SELECT count(*) FROM ({EndlessRows})"));
        await stop.CancelAsync();

        SqliteException failure = await Assert.ThrowsAsync<SqliteException>(() => endless.WaitAsync(Patience));

        Assert.True(SqliteFailure.IsOfStop(failure));
        Assert.Throws<OperationCanceledException>(() => _folder.Store.Care.Restore(_other.Store.FilePath, Noon, stop.Token));
        Assert.Throws<OperationCanceledException>(() => _other.Store.Care.Check(stop.Token));
        Assert.Throws<OperationCanceledException>(() => _other.Store.Care.BackUp(_other.Store.FilePath + ".copy", replace: false, stop.Token));
        Assert.False(_folder.Store.Exists);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _other.Dispose();
    }

    // By a connection that may write the table of tables; the copy of the schema that it has read is thrown away with it.
    private static string Schema(string sql) => $"PRAGMA writable_schema = ON; {sql}; PRAGMA writable_schema = OFF";

    private static void Fill(StoreInFolder store, decimal total)
    {
        store.Store.SaveAccount(Account("team"));
        store.Store.Record([Reading(0, total)]);
    }

    private static async Task<CostException> Fails(Action action) =>
        await Assert.ThrowsAsync<CostException>(() => Task.Run(action).WaitAsync(Patience));
}
