using System.Collections.Concurrent;
using CostCompass.Storage.Sql;
using Microsoft.Data.Sqlite;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Sqlite;

public sealed class StoreCareTests : IDisposable
{
    private readonly StoreInFolder _folder = new();

    private string BackupPath => Path.Combine(Path.GetDirectoryName(_folder.Folder)!, "backup.db");

    [Fact]
    public void WithoutAStore_NothingIsWrong_AndNothingIsMade()
    {
        CostStoreCheck check = Assert.Single(_folder.Store.Care.Check());

        Assert.Equal(("File", true, 0L), (check.Check, check.IsOk, check.Examined));
        Assert.False(Directory.Exists(_folder.Folder));
    }

    [Fact]
    public void ASoundStore_PassesEveryCheck_WhichLookedAtItsRows()
    {
        Fill();

        IReadOnlyList<CostStoreCheck> checks = _folder.Store.Care.Check();

        Assert.All(checks, check => Assert.Equal((0L, null, null), (check.Wrong, check.Finding, check.RecommendedAction)));
        Assert.Equal(3, checks.Single(check => check.Check == "SnapshotOrder").Examined);
        Assert.Equal(checks.Count, checks.Select(check => check.Check).Distinct().Count());
    }

    [Theory]
    [InlineData("SnapshotOrder", "UPDATE snapshot SET last_seen = last_seen + 86400000000 WHERE total = 10000000000")]
    [InlineData("SnapshotPools", "UPDATE snapshot SET total = total + 10000001 WHERE total = 9000000000")]
    [InlineData("SnapshotPools", "UPDATE snapshot SET is_usage_only = 1 WHERE total = 9000000000")]
    [InlineData("SnapshotPieces", "INSERT INTO snapshot_piece VALUES (1, 5, 6)")]
    [InlineData("Amounts", "UPDATE budget SET amount = 1000000000000000001")]
    [InlineData("Instants", "UPDATE balance_event SET recorded_at = 253402300800000000")]
    [InlineData("Currencies", "UPDATE series SET currency = 'usd'")]
    [InlineData("Accounts", "UPDATE account SET name = 'te am'")]
    [InlineData("Addresses", "UPDATE account SET base_uri = 'nowhere'")]
    [InlineData("KeySources", "UPDATE account SET key_source = 'Wault'")]
    [InlineData("KeySources", "UPDATE account SET key_source = 'Unknown', key_reference = 'X'")]
    [InlineData("KeyReferences", "UPDATE account SET key_source = 'Environment', key_reference = NULL")]
    [InlineData("EventKinds", "UPDATE balance_event SET kind = 'TopUq'")]
    [InlineData("Days", "INSERT INTO subscription VALUES (1, 'x', 'USD', '2026-02-30', 1, NULL); INSERT INTO subscription_amount VALUES (1, '2026-02-01', 1)")]
    [InlineData("Subscriptions", "INSERT INTO subscription VALUES (1, 'x', 'USD', '2026-02-28', 1, NULL)")]
    [InlineData("Numbers", "INSERT INTO exchange_rate VALUES ('EUR', 'USD', '2026-02-28', '1,1')")]
    [InlineData("ExchangeRates", "INSERT INTO exchange_rate VALUES ('EUR', 'USD', '2026-02-28', '-1.1')")]
    [InlineData("PriceTables", "INSERT INTO price_table VALUES (1, 'Price', 'x.csv', 0, 'nothing')")]
    [InlineData("Schema", "DROP INDEX balance_event_at")]
    [InlineData("Schema", "CREATE TABLE note (text TEXT)")]
    [InlineData("ForeignKeys", "PRAGMA foreign_keys = OFF; INSERT INTO snapshot VALUES (77, 1, 1, 0, 0, 0, 1, NULL, 0, NULL)")]
    [InlineData("ReportedAmounts", Report + "INSERT INTO report_cost VALUES (1, 1, 0, 5, 's', '', 'x', 0, NULL, 'Reported', NULL, NULL)")]
    [InlineData("ReportedAmounts", Report + "INSERT INTO report_cost VALUES (1, 1, 0, 5, 's', '', '1', 0, NULL, 'LowerBound', 'x', NULL)")]
    [InlineData("ReportedQualities", Report + "INSERT INTO report_cost VALUES (1, 1, 0, 5, 's', '', '1', 0, NULL, 'Guessed', '1', '1')")]
    [InlineData("ReportedCosts", Report + "INSERT INTO report_cost VALUES (1, 1, 0, 5, 's', '', '1', 0, NULL, 'Reported', NULL, NULL), (2, 1, 0, 5, 's', '', '2', 0, NULL, 'Reported', NULL, NULL)")]
    [InlineData("ReportedSpans", Report + "INSERT INTO report_span VALUES (1, 0, 5, 0), (1, 4, 9, 0)")]
    public void WhatIsWrong_IsFoundByItsCheck_InWords(string expected, string damage)
    {
        Fill();
        _folder.Execute(damage);

        List<CostStoreCheck> wrong = _folder.Store.Care.Check().Where(check => !check.IsOk).ToList();

        CostStoreCheck found = Assert.Single(wrong, check => check.Check == expected);
        Assert.False(string.IsNullOrWhiteSpace(found.Finding));
        Assert.Contains("Restore-CostStore", found.RecommendedAction, StringComparison.Ordinal);
    }

    private const string Report = "INSERT INTO report_series VALUES (1, 'team', 'OpenAI', 'USD', 0, 0);";

    [Fact]
    public void ANewerStore_IsAFinding_AndIsLeftAsItIs()
    {
        Fill();
        _folder.Execute("PRAGMA user_version = 99");
        byte[] before = File.ReadAllBytes(_folder.Store.FilePath);

        CostStoreCheck check = Assert.Single(_folder.Store.Care.Check());

        Assert.Equal(("File", false), (check.Check, check.IsOk));
        Assert.Contains("99", check.Finding, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_folder.Store.FilePath));
    }

    [Fact]
    public void ABackup_HoldsWhatTheStoreHeld_AndTheStoreGoesOn()
    {
        Fill();
        using SqliteConnection writer = _folder.Connect();
        using SqliteTransaction transaction = writer.BeginTransaction(deferred: false);

        CostStoreBackup backup = _folder.Store.Care.BackUp(BackupPath, replace: false);

        transaction.Rollback();
        Assert.Equal((BackupPath, 1, 3L, (DateTimeOffset?)Noon.AddSeconds(60)), (backup.Path, backup.Accounts, backup.Snapshots, backup.LastSeen));
        Assert.Equal([BackupPath], Directory.GetFiles(Path.GetDirectoryName(BackupPath)!));
        _folder.Record(90, 7m);
        Assert.Equal(4, _folder.All.Count);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(BackupPath));
        }
    }

    [Fact]
    public void ABackupThatIsThere_IsReplacedOnlyWhenThatIsAllowed()
    {
        Fill();
        File.WriteAllText(BackupPath, "precious");

        Refusal(() => _folder.Store.Care.BackUp(BackupPath, replace: false), "BackupFileExists");
        Assert.Equal("precious", File.ReadAllText(BackupPath));

        _folder.Store.Care.BackUp(BackupPath, replace: true);
        Assert.NotEqual("precious", File.ReadAllText(BackupPath));
    }

    [Fact]
    public void WhatCannotBeBackedUp_SaysWhy_AndLeavesNothing()
    {
        Refusal(() => _folder.Store.Care.BackUp(BackupPath, replace: false), "StoreMissing");
        Fill();
        Refusal(() => _folder.Store.Care.BackUp(_folder.Store.FilePath, replace: true), "BackupIsStore");
        Refusal(() => _folder.Store.Care.BackUp(Path.Combine(_folder.Folder, "none", "x.db"), replace: true), "BackupFileUnwritable");
        _folder.Execute("UPDATE series SET currency = 'usd'");
        CostException failure = Refusal(() => _folder.Store.Care.BackUp(BackupPath, replace: false), "StoreUnsound");
        Assert.Contains("Currencies", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(BackupPath)!));
    }

    [Fact]
    public void ARestore_BringsEverythingBack_AndKeepsWhatWasThere()
    {
        Fill();
        _folder.Store.Care.BackUp(BackupPath, replace: false);
        _folder.Record(90, 7m);
        _folder.Store.RemoveAccount("team");

        CostStoreRestore restored = _folder.Store.Care.Restore(BackupPath, Noon);

        Assert.Equal((1, 3L, 3), (restored.Accounts, restored.Snapshots, _folder.All.Count));
        Assert.Equal("team", Assert.Single(_folder.Store.ReadAccounts()).Name);
        Assert.Equal(Path.Combine(_folder.Folder, "costcompass-before-restore-20260310T120000Z.db"), restored.SafetyCopy);
        _folder.Store.Care.Restore(restored.SafetyCopy!, Noon);
        Assert.Equal([10m, 9m, 8m, 7m], _folder.All.Select(snapshot => snapshot.Levels.Total));
        Assert.Empty(Directory.GetFiles(_folder.Folder, "*.tmp*"));
    }

    [Fact]
    public void RestoresAtTheSameInstant_EachKeepWhatWasThere()
    {
        Fill();
        _folder.Store.Care.BackUp(BackupPath, replace: false);

        var kept = new ConcurrentBag<string>();
        Thread[] threads =
        [
            .. Enumerable.Range(0, 8).Select(_ => new Thread(() =>
            {
                for (int round = 0; round < 5; round++)
                {
                    string path = "";
                    Exception? failure = Record.Exception(() => path = _folder.Store.Care.Restore(BackupPath, Noon).SafetyCopy!);
                    kept.Add(failure?.Message ?? path);
                }
            })),
        ];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.Equal(40, kept.Distinct().Count());
        Assert.All(kept, path => Assert.True(File.Exists(path), path));
    }

    [Fact]
    public void AProcessThatHasTheStoreOpen_SeesTheFormerStateToItsEnd_AndThenTheRestoredOne()
    {
        Fill();
        _folder.Store.Care.BackUp(BackupPath, replace: false);
        _folder.Record(90, 7m);
        using SqliteConnection other = _folder.Connect();
        using (SqliteTransaction reading = other.BeginTransaction(deferred: true))
        {
            Assert.Equal(4L, Count(other));

            _folder.Store.Care.Restore(BackupPath, Noon);

            Assert.Equal(4L, Count(other));
        }

        Assert.Equal(3L, Count(other));
        _folder.Record(120, 6m);
        Assert.Equal(4L, Count(other));
        Assert.All(_folder.Store.Care.Check(), check => Assert.True(check.IsOk, check.Finding));
    }

    [Fact]
    public void WithoutAStore_ARestoreMakesOne_AndALogThatWasLeftIsNotTakenForIts()
    {
        Fill();
        _folder.Store.Care.BackUp(BackupPath, replace: false);
        File.Delete(_folder.Store.FilePath);
        File.WriteAllText(_folder.Store.FilePath + "-wal", "left behind");

        CostStoreRestore restored = _folder.Store.Care.Restore(BackupPath, Noon);

        Assert.Null(restored.SafetyCopy);
        Assert.Equal(3, _folder.All.Count);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(9_000)]
    public void ADamagedStore_IsReplaced_AndItsBytesAreKept(int length)
    {
        Fill();
        _folder.Store.Care.BackUp(BackupPath, replace: false);
        byte[] damaged = [.. File.ReadAllBytes(_folder.Store.FilePath).Take(length)];
        File.WriteAllBytes(_folder.Store.FilePath, damaged);

        CostStoreRestore restored = _folder.Store.Care.Restore(BackupPath, Noon);

        Assert.Equal(3, _folder.All.Count);
        Assert.Equal(damaged, File.ReadAllBytes(restored.SafetyCopy!));
    }

    [Fact]
    public void AnEarlierVersion_IsRestoredAsTheCurrentOne_AndTheBackupStaysAsItIs()
    {
        Fill();
        IReadOnlyList<BalanceSnapshot> history = _folder.All;
        _folder.Store.Care.BackUp(BackupPath, replace: false);
        byte[] before = File.ReadAllBytes(BackupPath);
        SqlCostStore next = _folder.OfSchema(StoreSchema.Current.With("ALTER TABLE budget ADD COLUMN note TEXT"));

        CostStoreRestore restore = next.Care.Restore(BackupPath, Noon);

        Assert.Equal(StoreSchema.Current.Version + 1, restore.SchemaVersion);
        Assert.Equal(history, next.ReadSnapshots(Series, DateTimeOffset.MinValue, DateTimeOffset.MaxValue));
        Assert.All(next.Care.Check(), check => Assert.True(check.IsOk, check.Finding));
        Assert.Equal(before, File.ReadAllBytes(BackupPath));
    }

    [Theory]
    [InlineData("newer", "StoreNewer")]
    [InlineData("garbage", "BackupDamaged")]
    [InlineData("empty", "BackupDamaged")]
    [InlineData("cut", "BackupDamaged")]
    [InlineData("wrong", "BackupDamaged")]
    [InlineData("missing", "BackupNotFound")]
    public void ABackupThatIsNoGood_IsRefused_AndTheStoreStays(string fault, string errorId)
    {
        Fill();
        _folder.Store.Care.BackUp(BackupPath, replace: false);
        byte[] store = File.ReadAllBytes(_folder.Store.FilePath);
        switch (fault)
        {
            case "newer": InBackup("PRAGMA user_version = 99"); break;
            case "wrong": InBackup("UPDATE snapshot SET total = 5"); break;
            case "garbage": File.WriteAllBytes(BackupPath, [.. Enumerable.Range(0, 9_000).Select(index => (byte)(index * 7))]); break;
            case "empty": File.WriteAllBytes(BackupPath, []); break;
            case "cut": File.WriteAllBytes(BackupPath, [.. File.ReadAllBytes(BackupPath).Take(8_192)]); break;
            default: File.Delete(BackupPath); break;
        }

        byte[] backup = File.Exists(BackupPath) ? File.ReadAllBytes(BackupPath) : [];
        CostException failure = Refusal(() => _folder.Store.Care.Restore(BackupPath, Noon), errorId);

        Assert.Contains(BackupPath, failure.Message, StringComparison.Ordinal);
        Assert.Equal(store, File.ReadAllBytes(_folder.Store.FilePath));
        Assert.Equal(backup, File.Exists(BackupPath) ? File.ReadAllBytes(BackupPath) : []);
        Assert.Equal([_folder.Store.FilePath], Directory.GetFiles(_folder.Folder));
    }

    public void Dispose() => _folder.Dispose();

    private static long Count(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM snapshot";
        return (long)command.ExecuteScalar()!;
    }

    private void InBackup(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={BackupPath};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void Fill()
    {
        _folder.Store.SaveAccount(Account("team"));
        _folder.Store.Record([Reading(0, 10m), Reading(30, 9m), Reading(60, 8m)]);
        _folder.Store.Budgets.Save(new CostBudget { Name = "all", Amount = 5m, Currency = "USD" });
        _folder.Store.AddEvents(
        [
            new CostBalanceEvent { Account = "team", Currency = "USD", Kind = BalanceEventKind.TopUp, Amount = 1m, At = Noon, RecordedAt = Noon },
        ]);
    }
}
