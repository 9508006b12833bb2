using CostCompass.Storage.Sql;
using CostCompass.Storage.Tests.Contract;

namespace CostCompass.Storage.Tests.Sqlite;

/// <summary>How SQLite comes by what the commands read: by the key of the snapshots, never through the table.</summary>
public sealed class FileReadPlanTests : IDisposable
{
    private static readonly DateTimeOffset _end = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    private readonly StoreInFolder _home = new();

    [Fact]
    public void TheNewestSnapshots_AreLookedUp() => Searches(LongHistory.ReadNewest);

    [Fact]
    public void TheMonthToDate_IsLookedUp() => Searches(connection => LongHistory.ReadMonth(connection, _end));

    [Fact]
    public void TheFirstSnapshot_IsLookedUp() => Searches(LongHistory.ReadFirst);

    public void Dispose() => _home.Dispose();

    private void Searches(Action<StoreConnection> read)
    {
        LongHistory.Fill(_home.Store, _end, oldMonths: 6);
        using var recorder = new StatementRecorder(_home.Store.Database.OpenView());

        read(recorder);

        List<List<string>> plans = recorder.Explain("EXPLAIN QUERY PLAN");
        Assert.NotEmpty(plans);
        Assert.All(plans.SelectMany(plan => plan), step => Assert.True(
            step is "SCAN s" or "USE TEMP B-TREE FOR ORDER BY"
            || step.Contains("SCALAR SUBQUERY", StringComparison.Ordinal)
            || step.StartsWith("SEARCH snapshot USING PRIMARY KEY (series_id=?", StringComparison.Ordinal)
            || step.StartsWith("SEARCH n USING PRIMARY KEY (series_id=? AND first_seen=?)", StringComparison.Ordinal),
            step));
    }
}
