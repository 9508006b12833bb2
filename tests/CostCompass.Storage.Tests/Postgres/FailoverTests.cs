using System.Collections.Concurrent;
using System.Diagnostics;
using CostCompass.Storage.Postgres;
using CostCompass.Storage.Tests.Contract;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Postgres;

/// <summary>A server whose copy takes over in the middle of a run.</summary>
[NeedsServer(AndAlso = "pg_basebackup pg_ctl")]
public sealed class FailoverTests : IDisposable
{
    private const int Writers = 6;
    private const string Standby = "standby_of_tests";

    private static readonly BalanceSeriesKey _other = Series with { Currency = "CNY" };
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly PostgresServer _primary = new(isDurable: true, settings: "wal_level=replica");
    private readonly PostgresServer _standby;
    private readonly string _schema = PostgresServer.NewSchema();
    private readonly DirectoryInfo _definitions = Directory.CreateTempSubdirectory("costcompass-definitions-");
    private readonly ConcurrentBag<int> _acknowledged = [];
    private readonly ConcurrentBag<Exception> _failures = [];

    public FailoverTests()
    {
        _standby = PostgresServer.StandbyOf(_primary, Standby);
        _primary.Execute($"ALTER SYSTEM SET synchronous_standby_names = '{Standby}'");
        _primary.Execute("ALTER SYSTEM SET synchronous_commit = 'remote_apply'");
        _primary.Execute("SELECT pg_reload_conf()");
        Wait(() => _primary.Query<long>($"SELECT count(*) FROM pg_stat_replication WHERE application_name = '{Standby}' AND sync_state = 'sync'") == 1);
    }

    [ContractFact]
    public void WhenTheCopyTakesOver_TheRunGoesOn_AndNothingIsLostOrTwiceOrHalf()
    {
        Store().Record([Reading(-1, 1_000m), Reading(-1, 1_000m, series: _other)]);
        using var stop = new CancellationTokenSource();
        List<Thread> threads =
        [
            .. Enumerable.Range(0, Writers).Select(writer => new Thread(() => Guarded(() => Write(writer, stop.Token)))),
            new Thread(() => Guarded(() => Read(stop.Token))),
        ];
        threads.ForEach(thread => thread.Start());
        int after = 0;
        try
        {
            Wait(() => _acknowledged.Count >= 10 * Writers);
            _primary.Kill();
            _standby.Promote();
            after = _acknowledged.Count;
            Wait(() => !_failures.IsEmpty || _acknowledged.Count >= after + (10 * Writers));
        }
        finally
        {
            stop.Cancel();
            threads.ForEach(thread => thread.Join());
        }

        // All of them went on until their last write was acknowledged: what is there is that, and nothing else.
        PostgresCostStore store = Store();
        List<int> stored = [.. store.ReadEvents().Select(one => (int)one.Amount)];
        if (Environment.GetEnvironmentVariable("COSTCOMPASS_SOAK_RESULT") is { Length: > 0 } file)
        {
            int lost = _acknowledged.Except(stored).Count();
            int twice = stored.Count - stored.Distinct().Count();
            File.WriteAllText(file, string.Create(CultureInfo.InvariantCulture, $"{_acknowledged.Count} {lost} {twice} {_failures.Count}"));
        }

        Assert.Empty(_failures);
        Assert.True(_acknowledged.Count > after);
        Assert.Equal(_acknowledged.Order(), stored.Order());
        Assert.Equal(_acknowledged.Count + 1, Count(store, Series));
        Assert.Equal(_acknowledged.Count + 1, Count(store, _other));
        Assert.Equal("Ok", store.ReadStatus().Health);
        Assert.All(store.Care.Check(), check => Assert.True(check.IsOk, check.Finding));
    }

    [ContractFact]
    public void ACopyAlone_GivesWhatThereIs_AndSaysThatItTakesNoWrites()
    {
        Store().Record([Reading(0, 10m)]);
        var copy = new PostgresCostStore(_standby.ConnectionString(_schema, byTcp: true), _definitions.FullName);

        Assert.Equal(10m, Assert.Single(copy.ReadSeries()).Newest.Levels.Total);
        Assert.Equal(1, Count(copy, Series));
        Assert.Equal("ReadOnly", copy.ReadStatus().Health);
        Assert.Equal("ReadOnly", Store(";Target Session Attributes=prefer-standby").ReadStatus().Health);
    }

    public void Dispose()
    {
        _standby.Dispose();
        _primary.Dispose();
        _definitions.Delete(recursive: true);
    }

    private static int Count(PostgresCostStore store, BalanceSeriesKey series) => store.ReadSnapshots(series, DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Count();

    private static void Wait(Func<bool> isSo)
    {
        long start = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < _patience, "It did not happen.");
            Thread.Sleep(50);
        }
    }

    // An event is a row of its own each time, so that what is written twice is there twice; two readings at once are both there, or neither.
    private void Write(int writer, CancellationToken stop)
    {
        PostgresCostStore store = Store();
        for (int number = writer + 1; !stop.IsCancellationRequested; number += Writers)
        {
            store.AddEvents([new CostBalanceEvent { Account = "team", Currency = "USD", Kind = BalanceEventKind.TopUp, Amount = number, At = Noon, RecordedAt = Noon }]);
            store.Record([Reading(number, number), Reading(number, number, series: _other)]);
            _acknowledged.Add(number);
        }
    }

    private void Read(CancellationToken stop)
    {
        PostgresCostStore store = Store();
        while (!stop.IsCancellationRequested)
        {
            Assert.Equal(2, store.ReadSeries().Count);
        }
    }

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            _failures.Add(exception);
        }
    }

    private PostgresCostStore Store(string more = "") => new(
        _primary.ConnectionString(_schema, byTcp: true).Replace("Host=127.0.0.1", $"Host=127.0.0.1:{_primary.Port},127.0.0.1:{_standby.Port}", StringComparison.Ordinal) + more,
        _definitions.FullName);
}
