using System.Diagnostics;
using CostCompass.Storage.Sql;
using CostCompass.Storage.Tests.Contract;
using CostCompass.Storage.Tests.Sqlite;
using Npgsql;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Postgres;

/// <summary>Servers that go away while all of their store is read.</summary>
[NeedsServer]
public sealed class LostSourceTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly StoreInFolder _file = new();

    [ContractFact]
    public void AServerThatIsKilledWhileItsStoreIsCopied_IsSaidToBeLost_AndTheSameCommandGoesOn()
    {
        using var server = new PostgresServer(isDurable: true);
        using var home = new StoreOnServer(server);
        Fill(home);

        CostException failure = Refusal(
            () => Copy(home, (table, _) =>
            {
                if (table == "snapshot")
                {
                    server.Kill();
                }
            }),
            "StoreNotReachable");
        server.Start();
        IReadOnlyList<CostStoreCopy> rest = Copy(home);

        Assert.Contains("was lost during the copy", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Run the command again", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal((0L, 1L), (rest.Single(one => one.Table == "snapshot").Copied, rest.Single(one => one.Table == "balance_event").Copied));
        Assert.Equal(home.All, _file.All);
    }

    [ContractFact]
    public void AConnectionThatEndsWhileRowsAreCompared_IsSaidToBeLost()
    {
        using var home = new StoreOnServer(PostgresServer.Disturbed);
        Fill(home);
        string last = TransferTable.All[^1].Name;

        Refusal(
            () => Copy(home, (table, _) =>
            {
                if (table == last)
                {
                    PostgresServer.Disturbed.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'CostCompass'");
                }
            }),
            "StoreNotReachable");
    }

    [ContractFact]
    public void AConnectionThatEndsBeforeAnythingWasWritten_IsMadeAgain()
    {
        using var home = new StoreOnServer();
        Fill(home);
        using var lockHolder = new NpgsqlConnection(home.Server.ConnectionString(home.Schema) + ";Pooling=false");
        lockHolder.Open();
        using NpgsqlTransaction transaction = lockHolder.BeginTransaction();
        using (var hold = new NpgsqlCommand($"LOCK TABLE {TransferTable.All[^1].Name} IN ACCESS EXCLUSIVE MODE", lockHolder))
        {
            hold.ExecuteNonQuery();
        }

        Task<IReadOnlyList<CostStoreCopy>> copy = Task.Run(() => Copy(home));
        long start = Stopwatch.GetTimestamp();
        while (!home.Server.Query<bool>(
            $"""
            SELECT coalesce(bool_or(pg_terminate_backend(a.pid)), false) FROM pg_stat_activity a JOIN pg_locks l ON l.pid = a.pid AND NOT l.granted
            WHERE l.relation = '{home.Schema}.{TransferTable.All[^1].Name}'::regclass
            """))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < _patience, "The copy did not begin.");
            Thread.Sleep(20);
        }

        transaction.Rollback();
        Assert.True(copy.Wait(_patience), "The copy did not end.");
        Assert.Equal(1L, copy.Result.Single(one => one.Table == "balance_event").Copied);
        Assert.Equal(home.All, _file.All);
    }

    public void Dispose() => _file.Dispose();

    private IReadOnlyList<CostStoreCopy> Copy(StoreOnServer home, Action<string, long>? moved = null) =>
        new StoreTransfer((SqlCostStore)home.Store, _file.Store).Run(moved);

    private static void Fill(StoreOnServer home)
    {
        home.Store.Record([.. Enumerable.Range(0, 200).Select(number => Reading(number * 40_000.0, 1_000m - number))]);
        home.Store.AddEvents([new CostBalanceEvent { Account = "team", Currency = "USD", Kind = BalanceEventKind.TopUp, Amount = 5m, At = Noon, RecordedAt = Noon }]);
    }
}
