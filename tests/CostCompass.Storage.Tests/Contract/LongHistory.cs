using CostCompass.Storage.Sql;

namespace CostCompass.Storage.Tests.Contract;

/// <summary>Histories that differ in nothing but how long they are, and what the commands read of them.</summary>
internal static class LongHistory
{
    public const int Accounts = 3;
    public const int RowsPerOldMonth = 50;

    private const int RecentRows = 4_000;
    private const int DaysPerMonth = 30;

    private static readonly TimeSpan _recent = TimeSpan.FromDays(90);

    /// <summary>Fills a store up to an instant: many rows of the last three months, and some of each month before.</summary>
    public static void Fill(SqlCostStore store, DateTimeOffset now, int oldMonths) => store.Import(
        [.. Enumerable.Range(0, Accounts).Select(account => new SeriesImport(Key(account), [.. Instants(now, oldMonths).Select(Snapshot)]))]);

    public static BalanceSeriesKey Key(int account) => StoreUnderTest.Series with { Account = $"team-{account}" };

    /// <summary>The newest snapshot of each account.</summary>
    public static void ReadNewest(StoreConnection connection) => Assert.Equal(Accounts, new SnapshotTable(connection).ReadSeries().Count);

    /// <summary>The month to date of one account: what stood at its beginning, what was before that, and what came since.</summary>
    public static void ReadMonth(StoreConnection connection, DateTimeOffset now)
    {
        var table = new SnapshotTable(connection);
        long series = table.FindSeries(Key(1))!.Value.Id;
        BalanceSnapshot standing = table.Span(series, now.AddDays(-21), now.AddDays(-21)).First();
        Assert.NotNull(table.Before(series, standing.FirstSeen - Instant.Resolution));
        Assert.InRange(table.Span(series, standing.FirstSeen, now).Count(), 900, 1_000);
    }

    /// <summary>The very first snapshot of one account, as a forecast asks for it: of all of the time, but not further than the first row.</summary>
    public static void ReadFirst(StoreConnection connection)
    {
        var table = new SnapshotTable(connection);
        Assert.NotEmpty(table.Span(table.FindSeries(Key(1))!.Value.Id, DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Take(1).ToList());
    }

    private static IEnumerable<DateTimeOffset> Instants(DateTimeOffset now, int oldMonths) =>
        Enumerable.Range(0, oldMonths * RowsPerOldMonth)
            .Select(number => now - _recent - TimeSpan.FromDays(oldMonths * DaysPerMonth) + TimeSpan.FromDays(number * (double)DaysPerMonth / RowsPerOldMonth))
            .Concat(Enumerable.Range(1, RecentRows).Select(number => now - _recent + (_recent * ((double)number / RecentRows))));

    private static BalanceSnapshot Snapshot(DateTimeOffset at, int number) =>
        new(Instant.Truncate(at), Instant.Truncate(at), BalanceLevels.OfTotal(1_000m - (number % 2)));
}
