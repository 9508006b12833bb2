using CostCompass.Storage.Sql;
using CostCompass.Storage.Tests.Files;
using static CostCompass.Storage.Tests.Files.ExportSample;

namespace CostCompass.Storage.Tests.Contract;

public abstract class ExportStoreContract(StoreUnderTest home) : IDisposable
{
    private static readonly DateTimeOffset Later = At("2026-11-20T00:00:00Z");

    private ExportStore Exports => home.Store.Exports;

    [ContractFact]
    public void WithoutAStore_ThereIsNoExport_AndNoneIsMade()
    {
        Assert.Empty(Exports.ReadAccounts());
        Assert.Empty(All("team").Costs);
        Assert.Equal(0, Exports.Remove("team", DateTimeOffset.MinValue, DateTimeOffset.MaxValue));
        Assert.False(home.Store.Exists);
    }

    [ContractFact]
    public void AnExport_ComesBackToTheLastDigit()
    {
        UsageExport export = Of(
            [new ExportedAmount(Day("2026-11-02"), "deepseek-flash", "output_tokens", 0.0000000000000001m, 123456789012345678m)],
            [new ExportedCost(Day("2026-11-02"), "deepseek-flash", "Paid", "CNY", 93.8802776000000001m)]);

        Assert.Equal(new ExportReplacement(0, 0), Exports.Import("team", export, Later));

        (AccountName account, StoredExport stored) = Exports.Read("TEAM", DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        Assert.Equal("team", account.Text);
        Assert.Equal(export.Amounts, stored.Amounts.Select(one => one.Row));
        Assert.Equal(export.Costs, stored.Costs.Select(one => one.Row));
        Assert.Equal(Later, stored.Costs[0].Import.At);
    }

    [ContractFact]
    public void ANewerExportOfADay_ReplacesAllOfIt_AndLeavesOtherDays()
    {
        Exports.Import("team", Costs(("2026-11-02", "a", 1m), ("2026-11-02", "gone", 5m), ("2026-11-03", "a", 2m)), Later);

        Assert.Equal(new ExportReplacement(2, 1), Exports.Import("team", Costs(("2026-11-02", "a", 3m)), Later));

        Assert.Equal(["2:a=3", "3:a=2"], Shown("team"));
    }

    [ContractFact]
    public void AmountsAndCosts_AreReplacedApart()
    {
        var amount = new ExportedAmount(Day("2026-11-02"), "a", "output_tokens", 1m, 1m);
        Exports.Import("team", Costs(("2026-11-02", "a", 1m)), Later);

        Assert.Equal(new ExportReplacement(0, 0), Exports.Import("team", Of([amount], []), Later));

        Assert.Single(All("team").Costs);
        Assert.Single(All("team").Amounts);
    }

    [ContractFact]
    public void LocalDays_ReplaceTheUtcDaysWithinThem_AndLieOverTheOthers()
    {
        Exports.Import("team", Costs(("2026-11-02", "a", 24m), ("2026-11-03", "a", 24m), ("2026-11-04", "a", 24m)), Later);
        ExportedCost[] local =
        [
            new(Span("2026-11-02T16:00:00Z", "2026-11-03T16:00:00Z"), "a", "Paid", "USD", 1m),
            new(Span("2026-11-03T16:00:00Z", "2026-11-04T16:00:00Z"), "a", "Paid", "USD", 1m),
        ];

        Assert.Equal(1, Exports.Import("team", Of([], local), Later).Replaced);

        StoredExport stored = All("team");
        var layers = new ExportLayers(stored.Costs.Select(one => (one.Import, one.Row.Interval)));
        var whole = Span("2026-11-01T00:00:00Z", "2026-11-10T00:00:00Z");
        Assert.Equal(
            [16m, 1m, 1m, 8m],
            stored.Costs.Select(one => decimal.Round(one.Row.Cost * layers.Share(one.Import, one.Row.Interval, whole), 9)));
        Assert.Equal([Span("2026-11-02T00:00:00Z", "2026-11-05T00:00:00Z")], stored.CostCoverage);
    }

    [ContractFact]
    public void Coverage_EndsWithTheImport()
    {
        Exports.Import("team", Costs(("2026-11-02", "a", 1m)), At("2026-11-02T06:00:00Z"));

        Assert.Equal([Span("2026-11-02T00:00:00Z", "2026-11-02T06:00:00Z")], All("team").CostCoverage);
    }

    [ContractFact]
    public void CoverageAlone_IsThatOfAmountsAndCosts()
    {
        Assert.Empty(Exports.ReadCoverage("team"));
        Exports.Import("team", Costs(("2026-11-02", "a", 1m)), Later);
        Exports.Import("team", Of([new ExportedAmount(Day("2026-11-04"), "a", "output_tokens", 1m, 1m)], []), Later);

        Assert.Equal([Day("2026-11-02"), Day("2026-11-04")], Exports.ReadCoverage("TEAM"));
        Assert.Empty(Exports.ReadCoverage("other"));
    }

    [ContractFact]
    public void RemovingASpan_TakesTheDaysThatBeginInIt_AndTheirCoverage()
    {
        Exports.Import("team", Costs(("2026-11-02", "a", 1m), ("2026-11-03", "a", 2m), ("2026-11-04", "a", 3m)), Later);

        Assert.Equal(1, Exports.Remove("team", At("2026-11-02T12:00:00Z"), At("2026-11-04T00:00:00Z")));

        Assert.Equal(["2:a=1", "4:a=3"], Shown("team"));
        Assert.Equal(
            [Span("2026-11-02T00:00:00Z", "2026-11-02T12:00:00Z"), Span("2026-11-04T00:00:00Z", "2026-11-05T00:00:00Z")],
            All("team").CostCoverage);
    }

    [ContractFact]
    public void RemovingOneModelOfADay_LeavesTheOthers()
    {
        Exports.Import("team", Costs(("2026-11-02", "a", 1m), ("2026-11-02", "b", 2m)), Later);

        Assert.Equal(1, Exports.Remove("team", Day("2026-11-02"), "a"));
        Assert.Equal(["2:b=2"], Shown("team"));
        Assert.Empty(All("team").CostCoverage);
    }

    [ContractFact]
    public void WhenNothingIsLeft_TheAccountIsGone()
    {
        Exports.Import("Größe", Costs(("2026-11-02", "a", 1m)), Later);

        Assert.Equal(["Größe"], Exports.ReadAccounts());
        Assert.Equal(1, Exports.Remove("GRÖßE", DateTimeOffset.MinValue, DateTimeOffset.MaxValue));
        Assert.Empty(Exports.ReadAccounts());
    }

    [ContractFact]
    public void AnExportWithoutRows_LeavesNothing()
    {
        Exports.Import("team", Of([], []), Later);
        Assert.Empty(Exports.ReadAccounts());
    }

    [ContractFact]
    public void RemovingTheHistoryOfAnAccount_TakesItsExportsToo()
    {
        home.Record(0, 10m);
        Exports.Import("team", Costs(("2026-11-02", "a", 1m)), Later);

        Assert.Equal(1, home.Store.RemoveHistory("TEAM"));
        Assert.Empty(Exports.ReadAccounts());
    }

    [ContractFact]
    public void AKeyInsteadOfAName_IsRefused_BeforeAnythingIsMade()
    {
        Assert.Equal("KeyInsteadOfName", Assert.Throws<CostException>(() => Exports.Import("sk-made-up", Of([], []), Later)).ErrorId);
        Assert.False(home.Store.Exists);
    }

    [ContractFact]
    public void AKeyOfAnExport_IsInNoByteOfTheStore()
    {
        UsageExport export = Read("usage_data_2026_11.zip", Zip(
            ("amount-1.csv", Lines(AmountHeader, "user-0042,20261102,deepseek-flash,Key of Ann,sk-made-up-0000,output_tokens,0.000001,5")),
            ("cost-1.csv", Lines(CostHeader, "user-0042,20261102,deepseek-flash,Paid,0.000005,USD"))));

        Exports.Import("team", export, Later);

        string bytes = home.Content();
        Assert.Contains("deepseek-flash", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("made-up-0000", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("user-0042", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("Key of Ann", bytes, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        home.Dispose();
        GC.SuppressFinalize(this);
    }

    private static UsageExport Of(IReadOnlyList<ExportedAmount> amounts, IReadOnlyList<ExportedCost> costs) => ExportImports.Of(amounts, costs);

    private static UsageExport Costs(params (string Day, string Model, decimal Cost)[] rows) =>
        Of([], [.. rows.Select(row => new ExportedCost(Day(row.Day), row.Model, "Paid", "USD", row.Cost))]);

    private StoredExport All(string account) => Exports.Read(account, DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Export;

    private IEnumerable<string> Shown(string account) => All(account).Costs.Select(one => FormattableString.Invariant($"{one.Row.Interval.From.Day}:{one.Row.Model}={one.Row.Cost}"));
}
