using CostCompass.Storage.Sql;
using CostCompass.Storage.Tests.Contract;

namespace CostCompass.Storage.Tests.Postgres;

/// <summary>How many snapshots a server goes through for what the commands read, those that it passes over among them, and how it finds them.</summary>
[NeedsServer]
public sealed class ServerReadPlanTests : IDisposable
{
    private const int ManyMonths = 60;

    private static readonly DateTimeOffset _end = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    private readonly StoreOnServer _short = new();
    private readonly StoreOnServer _long = new();

    [ContractFact]
    public void TheNewestSnapshots_AreOneRowEach_HoweverLongTheHistory() => Assert.InRange(Same(LongHistory.ReadNewest), 1, 2 * LongHistory.Accounts);

    [ContractFact]
    public void TheMonthToDate_CostsTheSame_HoweverLongTheHistory() =>
        Assert.InRange(Same(connection => LongHistory.ReadMonth(connection, _end)), 900, 1_010);

    [ContractFact]
    public void TheFirstSnapshot_IsFoundByFewRows_HoweverLongTheHistory() => Assert.InRange(Same(LongHistory.ReadFirst), 1, 210);

    [ContractFact]
    public void WhatIsRead_IsFoundByTheKey()
    {
        Fill(_long, ManyMonths);
        using var recorder = new StatementRecorder(_long.Store.Database.OpenView());
        recorder.Run("SET LOCAL cursor_tuple_fraction = 0.1");
        LongHistory.ReadNewest(recorder);
        LongHistory.ReadMonth(recorder, _end);

        List<List<string>> plans = recorder.Explain("EXPLAIN");

        Assert.NotEmpty(plans);
        Assert.DoesNotContain(plans.SelectMany(plan => plan), line => line.Contains("Seq Scan on snapshot", StringComparison.Ordinal));
        Assert.All(plans, plan => Assert.Contains(plan, line => line.Contains("using snapshot_pkey", StringComparison.Ordinal) || line.Contains("on snapshot_pkey", StringComparison.Ordinal)));
    }

    public void Dispose()
    {
        _short.Dispose();
        _long.Dispose();
    }

    private static void Fill(StoreOnServer home, int oldMonths)
    {
        LongHistory.Fill(home.Store, _end, oldMonths);
        home.Server.Execute($"ANALYZE {home.Schema}.snapshot; ANALYZE {home.Schema}.series");
    }

    private long Same(Action<StoreConnection> read)
    {
        long ofShort = Of(_short, 0, read);
        Assert.Equal(ofShort, Of(_long, ManyMonths, read));
        return ofShort;
    }

    // As the server counts it.
    private static long Of(StoreOnServer home, int oldMonths, Action<StoreConnection> read)
    {
        Fill(home, oldMonths);
        using StoreConnection connection = home.Store.Database.OpenView();
        long before = Count();
        read(connection);
        return Count() - before;

        long Count() => connection.ReadInteger(
            "SELECT coalesce(sum(seq_tup_read + idx_tup_fetch), 0)::bigint FROM pg_stat_xact_user_tables WHERE schemaname = $1 AND relname = 'snapshot'", home.Schema);
    }
}
