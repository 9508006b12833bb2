using System.Collections.Concurrent;
using CostCompass.Balances;
using CostCompass.Errors;
using CostCompass.Storage.Postgres;
using CostCompass.Storage.Tests.Contract;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Postgres;

/// <summary>Servers that go away in the middle of something.</summary>
[NeedsServer]
public sealed class LostConnectionTests : IDisposable
{
    private readonly StoreOnServer _home = new(PostgresServer.Disturbed);

    [ContractFact]
    public void ConnectionsThatTheServerEnded_AreMadeAgain_ForReadsAndWrites()
    {
        for (int second = 0; second < 5; second++)
        {
            EndAllConnections();
            _home.Record(second * 30, 10m - second);
            EndAllConnections();
            Assert.Equal(second + 1, _home.All.Count);
        }
    }

    [ContractFact]
    public void AWriteWhoseConnectionEndsBeforeItsEnd_IsDoneAgain_AndOnlyOnce()
    {
        _home.Record(0, 10m);
        string id = _home.Store.Quotes.Reserve(QuoteSample.Of(1m), Series, Noon, Noon.AddMinutes(15)).Id!;
        int times = 0;

        _home.Store.Quotes.Settle(id, Noon.AddMinutes(1), quote =>
        {
            if (times++ == 0)
            {
                EndAllConnections();
            }

            return QuoteSample.Settlement(quote, Noon.AddMinutes(1), 0.5m);
        });

        Assert.Equal(2, times);
        Assert.Equal(0.5m, _home.Store.Quotes.Find(id, Noon).Actual);
    }

    [ContractFact]
    public void ConnectionsThatEndAllTheTime_LoseNothing_AndWriteNothingTwice()
    {
        using var stop = new CancellationTokenSource();
        var ending = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                EndAllConnections();
                Thread.Sleep(40);
            }
        });
        ending.Start();
        var added = new ConcurrentBag<long>();
        try
        {
            Parallel.For(0, 6, new ParallelOptions { MaxDegreeOfParallelism = 6 }, writer =>
            {
                ICostStore store = _home.Another();
                for (int number = 0; number < 25; number++)
                {
                    // An event is a row of its own each time: what is written twice is there twice.
                    added.Add(store.AddEvents([new CostBalanceEvent
                    {
                        Account = $"team-{writer}", Currency = "USD", Kind = BalanceEventKind.TopUp, Amount = number + 1, At = Noon, RecordedAt = Noon,
                    }]).Single().Id);
                }
            });
        }
        finally
        {
            stop.Cancel();
            ending.Join();
        }

        IReadOnlyList<CostBalanceEvent> stored = _home.Store.ReadEvents();
        Assert.Equal(6 * 25, stored.Count);
        Assert.Equal(added.Order(), stored.Select(one => one.Id).Order());
        Assert.Equal(6 * 25, stored.Select(one => (one.Account, one.Amount)).Distinct().Count());
    }

    [ContractFact]
    public void AServerThatIsKilledAndStartedAgain_LosesNothingOfWhatWasAcknowledged()
    {
        using var server = new PostgresServer(isDurable: true);
        using var home = new StoreOnServer(server);
        home.Record(0, 1_000m);
        var acknowledged = new ConcurrentBag<int>();
        using var stop = new CancellationTokenSource();
        List<Thread> writers = [.. Enumerable.Range(0, 8).Select(writer => new Thread(() =>
        {
            ICostStore store = home.Another();
            for (int number = writer; !stop.IsCancellationRequested; number += 8)
            {
                store.AddEvents([new CostBalanceEvent { Account = "team", Currency = "USD", Kind = BalanceEventKind.TopUp, Amount = number + 1, At = Noon, RecordedAt = Noon }]);
                acknowledged.Add(number + 1);
            }
        }))];
        writers.ForEach(writer => writer.Start());
        for (int time = 0; time < 2; time++)
        {
            Thread.Sleep(700);
            server.Kill();
            Thread.Sleep(200);
            server.Start();
        }

        Thread.Sleep(700);
        stop.Cancel();
        writers.ForEach(writer => writer.Join());

        Assert.Equal(acknowledged.Order(), home.Store.ReadEvents().Select(one => (int)one.Amount).Order());
        Assert.True(acknowledged.Count > 50);
    }

    [ContractFact]
    public void AServerThatIsNotThere_IsSaidToBeSo_WithoutThePassword()
    {
        var store = new PostgresCostStore("Host=127.0.0.1;Port=1;Database=costs;Username=ann;Password=Tr0ub4dor-made-up", Path.GetTempPath());

        CostException failure = Refusal(() => store.ReadSeries(), "StoreNotReachable");

        Assert.Contains("127.0.0.1:1/costs", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Tr0ub4dor", failure.ToString(), StringComparison.Ordinal);
    }

    [ContractFact]
    public void AWrongPassword_IsSaidToBeOne_AndNotShown()
    {
        string text = _home.Server.ConnectionString("public", byTcp: true).Replace(PostgresServer.Password, "Tr0ub4dor-made-up", StringComparison.Ordinal);

        CostException failure = Refusal(() => new PostgresCostStore(text, Path.GetTempPath()).ReadSeries(), "StoreAccessDenied");

        Assert.DoesNotContain("Tr0ub4dor", failure.ToString(), StringComparison.Ordinal);
    }

    [ContractFact]
    public void ANewerStore_IsRefused_AndLeftAsItIs()
    {
        _home.Record(0, 10m);
        _home.Server.Execute($"INSERT INTO {_home.Schema}.store_version (version) VALUES (99)");

        Refusal(() => _home.Another().Record([Reading(30, 9m)]), "StoreNewer");
        Refusal(() => _home.Another().ReadSeries(), "StoreNewer");
        Assert.Single(_home.All);
    }

    [ContractFact]
    public void OfSeveralHosts_TheOneThatAnswersIsUsed()
    {
        string text = _home.Server.ConnectionString(_home.Schema, byTcp: true)
            .Replace("Host=127.0.0.1", $"Host=127.0.0.1:1,127.0.0.1:{_home.Server.Port}", StringComparison.Ordinal);
        var store = new PostgresCostStore(text, Path.GetTempPath());

        store.Record([Reading(0, 10m)]);

        Assert.Single(_home.All);
    }

    public void Dispose() => _home.Dispose();

    private void EndAllConnections() =>
        _home.Server.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'CostCompass'");
}
