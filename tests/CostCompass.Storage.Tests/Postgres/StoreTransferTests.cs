using CostCompass.Storage.Sql;
using CostCompass.Storage.Sqlite;
using CostCompass.Storage.Tests.Contract;
using CostCompass.Storage.Tests.Sqlite;
using Microsoft.Data.Sqlite;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Postgres;

[NeedsServer]
public sealed class StoreTransferTests : IDisposable
{
    private readonly StoreInFolder _file = new();
    private readonly StoreOnServer _server = new();

    [ContractFact]
    public void AStore_GoesToAServer_AndComesBackTheSame()
    {
        Fill(_file.Store);

        IReadOnlyList<CostStoreCopy> there = Copy(_file, _server);
        using var second = new StoreInFolder();
        IReadOnlyList<CostStoreCopy> back = Copy(_server, second);

        Assert.Equal(there.Select(one => (one.Table, one.Rows, one.Sum)), back.Select(one => (one.Table, one.Rows, one.Sum)));
        Assert.All(there, one => Assert.Equal(one.Rows, one.Copied));
        Assert.Equal(_file.All, second.All);
        Assert.Equal(_file.All, _server.All);
        Assert.Equal(_file.Store.ReadEvents(), _server.Store.ReadEvents());
        Assert.Equal(_file.Store.Quotes.Read(Noon), _server.Store.Quotes.Read(Noon));
        Assert.Equal(_file.Store.ReadAccounts(), _server.Store.ReadAccounts());
        Assert.Equal(
            _file.Store.Usage.Read("team", DateTimeOffset.MinValue, DateTimeOffset.MaxValue),
            _server.Store.Usage.Read("team", DateTimeOffset.MinValue, DateTimeOffset.MaxValue));
        Assert.All(_server.Store.Care.Check(), check => Assert.True(check.IsOk, check.Finding));
    }

    [ContractFact]
    public void AColumnThatNoStoreHas_IsNoPartOfAStatement()
    {
        _server.Record(0, 10m);
        _server.Server.Execute($"ALTER TABLE {_server.Schema}.account ADD COLUMN \"secret_vault) SELECT 1; DROP TABLE budget; --\" text");

        Assert.Contains("'account'", Refusal(() => Copy(_server, _file), "StoreDamaged").Message, StringComparison.Ordinal);
        Assert.False(_file.Store.Exists);
    }

    [ContractFact]
    public void ARowThatBelongsToNone_IsNamed_ByTheCheckAndByACopy()
    {
        _server.Record(0, 10m);
        _server.Server.Execute($"UPDATE {_server.Schema}.snapshot SET series_id = 77");

        CostStoreCheck found = Assert.Single(_server.Store.Care.Check(), check => !check.IsOk && check.Check == "ForeignKeys");
        Assert.Contains("snapshot", found.Finding, StringComparison.Ordinal);
        Assert.Contains("'snapshot'", Refusal(() => Copy(_server, _file), "StoreUnsound").Message, StringComparison.Ordinal);
    }

    [ContractFact]
    public void AFileThatIsNotSound_IsNotCopied()
    {
        _file.Record(0, 10m);
        _file.Execute("PRAGMA foreign_keys = OFF; UPDATE snapshot SET series_id = 77");

        Assert.Contains("snapshot", Refusal(() => Copy(_file, _server), "StoreUnsound").Message, StringComparison.Ordinal);
        Assert.False(_server.Store.Exists);
    }

    [ContractFact]
    public void WhatIsAddedAfterwards_GetsNumbersOfItsOwn()
    {
        Fill(_file.Store);
        Copy(_file, _server);

        _server.Record(9_000_000, 1m);
        _server.Store.Record([Reading(0, 1m, series: Series with { Account = "another" })]);
        long id = Event(_server.Store, 9m);

        Assert.Equal(2, _server.Store.ReadEvents().Count);
        Assert.DoesNotContain(id, _file.Store.ReadEvents().Select(one => one.Id));
        Assert.Equal(_file.All.Count + 1, _server.All.Count);
    }

    [ContractFact]
    public void AnInterruptedCopy_GoesOnWhereItEnded()
    {
        Fill(_file.Store);
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => new StoreTransfer(_file.Store, (SqlCostStore)_server.Store).Run(
            (table, _) =>
            {
                if (table == "snapshot")
                {
                    stop.Cancel();
                }
            },
            stop.Token));

        IReadOnlyList<CostStoreCopy> rest = Copy(_file, _server);

        Assert.Equal((0L, 0L), (rest.Single(one => one.Table == "series").Copied, rest.Single(one => one.Table == "snapshot").Copied));
        Assert.Equal(1L, rest.Single(one => one.Table == "balance_event").Copied);
        Assert.Equal(_file.All, _server.All);
        Assert.All(Copy(_file, _server), one => Assert.Equal(0L, one.Copied));
    }

    [ContractFact]
    public void AStoreWithSomethingElse_IsLeftAlone()
    {
        Fill(_file.Store);
        _server.Record(0, 77m);
        string before = _server.Content();

        Refusal(() => Copy(_file, _server), "CopyTargetNotEmpty");

        Assert.Equal(before, _server.Content());
    }

    [ContractFact]
    public void BothKindsOfStore_HaveTheSameTablesAndColumns()
    {
        _file.Record(0, 1m);
        _server.Record(0, 1m);
        using SqliteConnection connection = _file.Connect();
        foreach (TransferTable table in TransferTable.All)
        {
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = $"SELECT group_concat(name, ' ') FROM (SELECT name FROM pragma_table_info('{table.Name}') ORDER BY name)";
            string ofServer = _server.Server.Query<string>(
                $"SELECT string_agg(column_name::text, ' ' ORDER BY column_name::text COLLATE \"C\") FROM information_schema.columns WHERE table_schema = '{_server.Schema}' AND table_name = '{table.Name}'");
            Assert.Equal($"{table.Name}: {command.ExecuteScalar()}", $"{table.Name}: {ofServer}");
        }

        using SqliteCommand tables = connection.CreateCommand();
        tables.CommandText = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
        Assert.Equal((long)TransferTable.All.Count, tables.ExecuteScalar());
    }

    public void Dispose()
    {
        _file.Dispose();
        _server.Dispose();
    }

    private static IReadOnlyList<CostStoreCopy> Copy(StoreUnderTest from, StoreUnderTest to) =>
        new StoreTransfer((SqlCostStore)from.Store, (SqlCostStore)to.Store).Run();

    private static long Event(SqlCostStore store, decimal amount) => store.AddEvents([new CostBalanceEvent
    {
        Account = "team", Currency = "USD", Kind = BalanceEventKind.TopUp, Amount = amount, At = Noon, RecordedAt = Noon,
    }]).Single().Id;

    private static void Fill(SqliteCostStore store)
    {
        store.SaveAccount(Account("team"));
        store.Record([.. Enumerable.Range(0, 200).Select(number => Reading(number * 40_000.0, 1_000m - (number / 2)))]);
        Event(store, 5m);
        store.Usage.Add("team", Enumerable.Range(0, 30).Select(number => new MeteredCall
        {
            Id = number % 3 == 0 ? null : $"call-{number}",
            At = Noon.AddSeconds(number),
            StartedAt = number % 5 == 0 ? Noon : null,
            Model = "deepseek-chat",
            CacheHitTokens = number,
            CacheMissTokens = 1,
            OutputTokens = 2,
            ReasoningTokens = number % 2 == 0 ? 1 : null,
            Origin = number % 4 == 0 ? null : new CallOrigin("Codex", number % 4 == 1 ? null : "/home/dev/app", $"s{number % 7}"),
        }));
        store.Usage.AddFromLogs("team", [], "here", [new LogPlace { Path = "/logs/a.jsonl", Length = 9, Fingerprint = "00", Offset = 7, Line = 3, ReadAt = Noon }], []);
        store.Quotes.Reserve(QuoteSample.Of(1.234567890123456m), Series, Noon.AddDays(100), Noon.AddDays(101));
        DateTimeOffset day = Noon.AddHours(-12);
        var report = new CostReport(day, day.AddDays(2), Noon, [new ReportedCost(day, day.AddDays(1), "USD", 1.23456789012m, "chat")]);
        store.Reports.Record("team", "OpenAI", report, Noon, Noon);
    }
}
