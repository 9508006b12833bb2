using CostCompass.Storage.Tests.Sqlite;
using FsCheck;
using FsCheck.Fluent;
using Interval = CostCompass.Balances.Interval;

namespace CostCompass.Storage.Tests.Files;

public sealed class ExportImportProperties
{
    private static readonly DateTimeOffset Start = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(40);

    // Exports of some days with a few models; days of UTC and of Beijing, so that they overlap.
    private static readonly Gen<ExportedCost> Row =
        from day in Gen.Choose(0, 6)
        from isLocal in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from model in Gen.Elements("flash", "pro")
        from wallet in Gen.Elements("Paid", "Granted")
        from cost in Gen.Choose(0, 1000)
        let first = Start.AddDays(day).AddHours(isLocal ? -8 : 0)
        select new ExportedCost(new Interval(first, first.AddDays(1)), model, wallet, "CNY", cost / 1000m);

    private static readonly Arbitrary<ExportedCost[][]> Exports = Row.ArrayOf(8).ArrayOf(4).ToArbitrary();

    private static readonly Arbitrary<ExportedCost[][]> UtcExports =
        Row.Where(row => row.Interval.From.Hour == 0).ArrayOf(8).ArrayOf(4).ToArbitrary();

    [Fact]
    public void ImportedTwice_IsThereOnce() => Prop.ForAll(Exports, exports =>
    {
        using var once = new StoreInFolder();
        using var twice = new StoreInFolder();
        foreach (ExportedCost[] export in exports)
        {
            Import(once, export);
            Import(twice, export);
            Import(twice, export);
        }

        Assert.Equal(Rows(once), Rows(twice));
        Assert.Equal(Coverage(once), Coverage(twice));
    }).Check(Runs);

    [Fact]
    public void OfEachDay_TheLaterImportCounts() => Prop.ForAll(UtcExports, exports =>
    {
        using var store = new StoreInFolder();
        Dictionary<Interval, IEnumerable<ExportedCost>> expected = [];
        foreach (ExportedCost[] export in exports)
        {
            Import(store, export);
            foreach (IGrouping<Interval, ExportedCost> day in ExportImports.Of([], export).Costs.GroupBy(row => row.Interval))
            {
                expected[day.Key] = day;
            }
        }

        Assert.Equal(Order(expected.Values.SelectMany(day => day)), Rows(store));
    }).Check(Runs);

    [Fact]
    public void ExportsOfDifferentDays_MayComeInAnyOrder() => Prop.ForAll(UtcExports, exports =>
    {
        using var forwards = new StoreInFolder();
        using var backwards = new StoreInFolder();
        List<ExportedCost[]> disjoint = exports.SelectMany(rows => rows).GroupBy(row => row.Interval.From.Day % 3).Select(rows => rows.ToArray()).ToList();
        disjoint.ForEach(export => Import(forwards, export));
        disjoint.Reverse();
        disjoint.ForEach(export => Import(backwards, export));

        Assert.Equal(Rows(forwards), Rows(backwards));
        Assert.Equal(Coverage(forwards), Coverage(backwards));
    }).Check(Runs);

    [Fact]
    public void NoInstantCountsTwice() => Prop.ForAll(Exports, exports =>
    {
        using var store = new StoreInFolder();
        foreach (ExportedCost[] export in exports)
        {
            // One unit for each hour, whatever the days: then the sum is the time that is told of.
            Import(store, [.. export.Select(row => row.Interval).Distinct().GroupBy(day => day.From.Hour).MaxBy(days => days.Count())?.Select(day => new ExportedCost(day, "m", "Paid", "CNY", 24m)) ?? []]);
        }

        StoredExport stored = All(store);
        var layers = new ExportLayers(stored.Costs.Select(one => (one.Import, one.Row.Interval)));
        var whole = new Interval(Start.AddDays(-5), Start.AddDays(20));
        decimal sum = stored.Costs.Sum(one => one.Row.Cost * layers.Share(one.Import, one.Row.Interval, whole));
        TimeSpan told = IntervalSet.Of(stored.Costs.Select(one => one.Row.Interval)).Duration;
        Assert.Equal((decimal)told.TotalHours, decimal.Round(sum, 9));
    }).Check(Runs);

    private static void Import(StoreInFolder store, ExportedCost[] rows) => store.Store.Exports.Import("team", ExportImports.Of([], rows), Start.AddDays(30));

    private static StoredExport All(StoreInFolder store) => store.Store.Exports.Read("team", DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Export;

    private static List<ExportedCost> Rows(StoreInFolder store) => Order(All(store).Costs.Select(one => one.Row));

    private static IntervalSet Coverage(StoreInFolder store) => All(store).CostCoverage;

    private static List<ExportedCost> Order(IEnumerable<ExportedCost> rows) =>
        [.. rows.OrderBy(row => row.Interval.From).ThenBy(row => row.Model, StringComparer.Ordinal).ThenBy(row => row.Wallet, StringComparer.Ordinal)];
}
