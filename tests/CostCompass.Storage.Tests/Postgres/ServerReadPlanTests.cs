using System.Globalization;
using System.Text.Json;
using CostCompass.Storage.Relational;
using CostCompass.Storage.Tests.Contract;

namespace CostCompass.Storage.Tests.Postgres;

/// <summary>
/// How much a server looks at for what the commands read: the tables of months that it plans for, since planning them is most of what a long
/// history costs, and the rows that it goes through, those that it passes over among them.
/// </summary>
[NeedsServer]
public sealed class ServerReadPlanTests : IDisposable
{
    private const int ManyMonths = 60;

    // How many rows the months of a span hold depends on where in its month the history ends.
    private static readonly DateTimeOffset _end = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    private readonly StoreOnServer _short = new();
    private readonly StoreOnServer _long = new();

    [ContractFact]
    public void TheNewestSnapshots_AreOneRowEach_HoweverLongTheHistory()
    {
        Effort effort = Same(LongHistory.ReadNewest, RecentEnd());

        Assert.Equal(LongHistory.Accounts, effort.Rows);
        Assert.InRange(effort.Months, 1, 4);
    }

    [ContractFact]
    public void TheMonthToDate_CostsTheSame_HoweverLongTheHistory()
    {
        Effort effort = Same(connection => LongHistory.ReadMonth(connection, _end), _end);

        Assert.InRange(effort.Rows, 900, 1_010);
        Assert.InRange(effort.Months, 1, 20);
    }

    [ContractFact]
    public void TheFirstSnapshot_IsFoundInTheFirstMonths_HoweverLongTheHistory()
    {
        Effort effort = Of(_long, ManyMonths, LongHistory.ReadFirst, _end);

        // A table of so few rows may be read as a whole and sorted.
        Assert.InRange(effort.Months, 1, 4);
        Assert.InRange(effort.Rows, 1, effort.Months * LongHistory.RowsPerOldMonth * LongHistory.Accounts);
    }

    public void Dispose()
    {
        _short.Dispose();
        _long.Dispose();
    }

    // The newest are looked for near to the present: the last middle of a month is always near, and its month never nearly empty.
    private static DateTimeOffset RecentEnd()
    {
        DateTimeOffset day = DateTimeOffset.UtcNow.AddDays(-15);
        return new DateTimeOffset(day.Year, day.Month, 15, 12, 0, 0, TimeSpan.Zero);
    }

    private Effort Same(Action<StoreConnection> read, DateTimeOffset end)
    {
        Effort ofShort = Of(_short, 0, read, end);
        Assert.Equal(ofShort, Of(_long, ManyMonths, read, end));
        return ofShort;
    }

    private static Effort Of(StoreOnServer home, int oldMonths, Action<StoreConnection> read, DateTimeOffset end)
    {
        LongHistory.Fill(home.Store, end, oldMonths);
        home.Server.Execute($"ANALYZE {home.Schema}.snapshot");
        long months = home.Server.Query<long>($"SELECT count(*) FROM pg_inherits WHERE inhparent = '{home.Schema}.snapshot'::regclass");
        Assert.InRange(months, oldMonths, oldMonths + 6);
        using var recorder = new StatementRecorder(((RelationalCostStore)home.Store).Database.OpenView());

        read(recorder);

        var effort = new Effort(0, 0);
        foreach (List<string> lines in recorder.Explain("EXPLAIN (ANALYZE, FORMAT JSON)"))
        {
            using var plan = JsonDocument.Parse(string.Concat(lines));
            effort += In(plan.RootElement[0].GetProperty("Plan"));
        }

        return effort;
    }

    private static Effort In(JsonElement node)
    {
        Effort effort = new(0, 0);
        if (node.TryGetProperty("Relation Name", out JsonElement table) && table.GetString()!.StartsWith("snapshot_y", StringComparison.Ordinal))
        {
            double passedOver = node.TryGetProperty("Rows Removed by Filter", out JsonElement removed) ? removed.GetDouble() : 0;
            double rows = (node.GetProperty("Actual Rows").GetDouble() + passedOver) * node.GetProperty("Actual Loops").GetDouble();
            effort += new Effort(1, (long)rows);
        }

        return node.TryGetProperty("Plans", out JsonElement parts) ? parts.EnumerateArray().Aggregate(effort, (sum, part) => sum + In(part)) : effort;
    }

    private readonly record struct Effort(int Months, long Rows)
    {
        public static Effort operator +(Effort left, Effort right) => new(left.Months + right.Months, left.Rows + right.Rows);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Months} tables planned, {Rows} rows");
    }
}
