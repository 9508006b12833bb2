using CostCompass.Storage;
using CostCompass.Storage.Sql;

namespace CostCompass.SoakWorker;

/// <summary>What workers write: every reading has an amount of its own, which is its number, so that none can be taken for another.</summary>
internal static class Histories
{
    public const int ImportRows = 200;

    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static BalanceSeriesKey Series(string account, string currency = "USD") => new(account, "DeepSeek", currency);

    public static decimal AmountOf(long number) => 1_000_000m - (number / 100m);

    public static long NumberOf(decimal amount) => (long)((1_000_000m - amount) * 100m);

    public static BalanceReading Reading(BalanceSeriesKey series, long number, DateTimeOffset at) =>
        new(series.Account, series.Provider, series.Currency, at, BalanceLevels.OfTotal(AmountOf(number)));

    public static SeriesImport Import(long number) => new(
        Series("import" + number),
        [.. Enumerable.Range(0, ImportRows).Select(row => new BalanceSnapshot(Start.AddMinutes(row), Start.AddMinutes(row), BalanceLevels.OfTotal(AmountOf(row))))]);

    public static IEnumerable<long> Numbers(SqlCostStore store, BalanceSeriesKey series) =>
        store.ReadSnapshots(series, DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Select(snapshot => NumberOf(snapshot.Levels.Total));
}
