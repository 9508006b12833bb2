using System.Collections.Concurrent;
using CostCompass.Storage.Postgres;
using CostCompass.Storage.Sql;
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
        // The tables are made in one transaction, which needs longer than a connection lasts below.
        _home.Record(0, 10m);
        using var stop = new CancellationTokenSource();
        var ending = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                EndAllConnections();
                Thread.Sleep(150);
            }
        });
        ending.Start();
        var added = new ConcurrentBag<long>();
        try
        {
            Parallel.For(0, 6, new ParallelOptions { MaxDegreeOfParallelism = 6 }, writer =>
            {
                SqlCostStore store = _home.Another();
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

    /// <summary>For longer, with more writers and kills, where tests/soak/Postgres.ps1 says so.</summary>
    [ContractFact]
    public void AServerThatIsKilledAndStartedAgain_LosesNothingOfWhatWasAcknowledged()
    {
        int count = Setting("WRITERS", 8);
        int kills = Setting("KILLS", 2);
        TimeSpan pause = TimeSpan.FromSeconds(Setting("SECONDS", 2) / (kills + 1.0));
        using var server = new PostgresServer(isDurable: true);
        using var home = new StoreOnServer(server);
        home.Record(0, 1_000m);
        var acknowledged = new ConcurrentBag<int>();
        var failures = new ConcurrentBag<Exception>();
        using var stop = new CancellationTokenSource();
        List<SqlCostStore> stores = [.. Enumerable.Range(0, count).Select(_ => home.Another())];
        List<Thread> writers = [.. stores.Select((store, writer) => new Thread(() =>
        {
            try
            {
                for (int number = writer; !stop.IsCancellationRequested; number += count)
                {
                    store.AddEvents([new CostBalanceEvent { Account = "team", Currency = "USD", Kind = BalanceEventKind.TopUp, Amount = number + 1, At = Noon, RecordedAt = Noon }]);
                    acknowledged.Add(number + 1);
                    store.Record([Reading(number, number, series: Series with { Currency = "CNY" })]);
                }
            }
            catch (Exception exception)
            {
                failures.Add(exception);
            }
        }))];
        writers.ForEach(writer => writer.Start());
        for (int time = 0; time < kills; time++)
        {
            Thread.Sleep(pause);
            server.Kill();
            Thread.Sleep(200);
            server.Start();
        }

        Thread.Sleep(pause);
        stop.Cancel();
        writers.ForEach(writer => writer.Join());
        List<int> stored = [.. home.Store.ReadEvents().Select(one => (int)one.Amount)];
        int lost = acknowledged.Except(stored).Count();
        int twice = stored.Count - stored.Distinct().Count();
        if (Environment.GetEnvironmentVariable("COSTCOMPASS_SOAK_RESULT") is { Length: > 0 } file)
        {
            File.WriteAllText(file, string.Create(CultureInfo.InvariantCulture, $"{acknowledged.Count} {lost} {twice} {failures.Count}"));
        }

        Assert.Empty(failures);
        Assert.Equal((0, 0), (lost, twice));
        Assert.Equal(acknowledged.Order(), stored.Order());
        Assert.Equal(acknowledged.Count, home.Snapshots(Series with { Currency = "CNY" }).Count);
        Assert.NotEmpty(acknowledged);
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
        string before = _home.Content();

        Refusal(() => _home.Another().Record([Reading(30, 9m)]), "StoreNewer");
        Refusal(() => _home.Another().ReadSeries(), "StoreNewer");
        Assert.Equal(before, _home.Content());
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

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("COSTCOMPASS_SOAK_" + name), CultureInfo.InvariantCulture, out int value) ? value : usual;

    private void EndAllConnections() =>
        _home.Server.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'CostCompass'");
}
