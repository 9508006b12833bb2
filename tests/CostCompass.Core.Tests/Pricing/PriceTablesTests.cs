namespace CostCompass.Core.Tests.Pricing;

public sealed class PriceTablesTests
{
    private const string PriceHeader =
        "effective_from_utc,effective_to_utc,model,band,usd_cache_hit,usd_cache_miss,usd_output,cny_cache_hit,cny_cache_miss,cny_output,confidence,source\n";

    private static readonly DateTimeOffset Imported = Instants.Of("2026-12-01");

    [Fact]
    public void TheBuiltInTables_AreFive_WithTheirFirstInstants() =>
        Assert.Equal(
            [
                (PriceTableKind.Price, 42, Instants.Of("2024-05-01")),
                (PriceTableKind.Band, 6, (DateTimeOffset?)null),
                (PriceTableKind.Name, 5, Instants.Of("2026-04-24")),
                (PriceTableKind.Holiday, 38, Instants.Of("2025-12-31T16:00:00Z")),
                (PriceTableKind.Use, 12, Instants.Of("2024-05-01")),
            ],
            PriceTables.BuiltIn.Sources.Select(table => (table.Kind, table.Rows, table.From)));

    [Fact]
    public void ANewerPrice_CountsFromItsFirstInstantOn_AndTheOlderOneBefore()
    {
        var catalog = Import(PriceHeader
            + "2027-01-01T00:00:00Z,,deepseek-flash,off-peak,0.002,0.10,0.40,0.01,1,3,high,\n"
            + "2027-01-01T00:00:00Z,,deepseek-flash,peak,0.004,0.20,0.80,0.02,2,6,high,\n");

        Assert.Equal(0.15m, catalog.Find("deepseek-flash", "USD", Instants.OneTickBefore("2027-01-01")).CacheMiss);
        Assert.Equal(0.10m, catalog.Find("deepseek-flash", "USD", Instants.Of("2027-01-01")).CacheMiss);
        Assert.Equal("newer.csv", catalog.Find("deepseek-flash", "USD", Instants.Of("2027-01-01")).Source);
        Assert.Equal(0.66m, catalog.Find("deepseek-v4-pro", "USD", Instants.Of("2027-01-01")).CacheMiss);
        Assert.Equal(Instants.Of("2027-01-01"), catalog.Find("deepseek-flash", "CNY", Instants.Of("2026-12-01")).EffectiveTo);
    }

    [Fact]
    public void APriceInOneCurrency_LeavesTheOtherOneAlone()
    {
        var catalog = Import(PriceHeader + "2027-01-01T00:00:00Z,,deepseek-flash,flat,0.002,0.10,0.40,,,,high,\n");

        Assert.Equal(0.10m, catalog.Find("deepseek-flash", "USD", Instants.Of("2027-01-05")).CacheMiss);
        Assert.Equal(1m, catalog.Find("deepseek-flash", "CNY", Instants.Of("2027-01-05")).CacheMiss);
    }

    [Fact]
    public void ANewModel_IsPricedAndNamed()
    {
        var catalog = Import(PriceHeader + "2027-01-01T00:00:00Z,,deepseek-v5,flat,0.002,0.10,0.40,0.01,1,3,high,\n");

        Assert.Contains("deepseek-v5", catalog.Models);
        Assert.Equal(0.40m, catalog.Find("deepseek-v5", "USD", Instants.Of("2027-02-01")).Output);
    }

    [Fact]
    public void NewerBands_CountFromTheirFirstRuleOn()
    {
        var catalog = Import("from_utc,inside,outside,days,windows_utc\n2027-01-01T00:00:00Z,peak,off-peak,daily,22:00-02:00\n");

        Assert.Equal(PriceBand.Peak, catalog.Bands.Band(Instants.Of("2026-11-16T02:00:00Z")));
        Assert.Equal(PriceBand.OffPeak, catalog.Bands.Band(Instants.Of("2027-01-04T02:00:00Z")));
        Assert.Equal(PriceBand.Peak, catalog.Bands.Band(Instants.Of("2027-01-04T01:59:59Z")));
        Assert.Equal(PriceBand.Peak, catalog.Bands.Band(Instants.Of("2027-01-04T22:00:00Z")));
    }

    [Fact]
    public void ANewerName_RedirectsAndRetires()
    {
        var catalog = Import("name,billed_as,from_utc,retired_at_utc\ndeepseek-v4-pro,deepseek-flash,2027-01-01T00:00:00Z,2027-02-01T00:00:00Z\n");

        Assert.Equal("deepseek-v4-pro", catalog.Find("deepseek-v4-pro", "USD", Instants.OneTickBefore("2027-01-01")).Model);
        Assert.Equal("deepseek-flash", catalog.Find("deepseek-v4-pro", "USD", Instants.Of("2027-01-01")).Model);
        Assert.Equal("ModelRetired", Assert.Throws<CostException>(() => catalog.Find("deepseek-v4-pro", "USD", Instants.Of("2027-02-01"))).ErrorId);
        Assert.Equal(new ModelRetirement("deepseek-v4-pro", Instants.Of("2027-02-01"), "deepseek-flash"), catalog.RetirementOf("deepseek-v4-pro-0813", Imported));
    }

    [Theory]
    [InlineData("deepseek-chat", "2026-07-24T15:59:00Z", "2026-05-01", "deepseek-v4-flash")]
    [InlineData("deepseek-chat", "2026-07-24T15:59:00Z", "2026-11-16", "deepseek-flash")]
    [InlineData("deepseek-v4.1-flash-expires-on-0910", "2026-09-10T04:00:00Z", "2026-05-01", "deepseek-flash")]
    public void ARetiredName_TellsWhenAndWhatToCall(string name, string at, string asOf, string successor) =>
        Assert.Equal(new ModelRetirement(name, Instants.Of(at), successor), DeepSeekPriceCatalog.BuiltIn.RetirementOf(name, Instants.Of(asOf)));

    [Theory]
    [InlineData("deepseek-flash")]
    [InlineData("deepseek-v4-flash")]
    public void ANameThatIsServed_HasNoRetirement(string name) => Assert.Null(DeepSeekPriceCatalog.BuiltIn.RetirementOf(name, Imported));

    [Theory]
    [InlineData("2027-01-01T00:00:00Z,,deepseek-flash,peak,0.004,0.20,0.80,0.02,2,6,high,", "PriceBandMissing", "OffPeak")]
    [InlineData("2027-01-01T00:00:00Z,,deepseek-flash,off-peak,0.004,0.20,0.80,0.02,2,6,high,", "PriceBandMissing", "Peak")]
    [InlineData("2027-01-01T00:00:00Z,,deepseek-flash,noon,0.004,0.20,0.80,0.02,2,6,high,", "PriceFileInvalid", "Line 2")]
    [InlineData("2027-01-01T00:00:00Z,2026-01-01T00:00:00Z,deepseek-flash,flat,0.004,0.20,0.80,0.02,2,6,high,", "PriceFileInvalid", "Line 2")]
    [InlineData("", "PriceFileInvalid", "no row")]
    public void ATableThatIsNotWhole_IsRefused(string row, string errorId, string named)
    {
        var failure = Assert.Throws<CostException>(() => Import(PriceHeader + row + "\n"));

        Assert.Equal(errorId, failure.ErrorId);
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deepseek-v6,deepseek-v7,2027-01-01T00:00:00Z,", "NameUnresolved")]
    [InlineData("deepseek-v6,deepseek-v7,2027-01-01T00:00:00Z,\ndeepseek-v7,deepseek-v6,2027-01-01T00:00:00Z,", "NameUnresolved")]
    [InlineData("deepseek-v6,DeepSeek-V6,2027-01-01T00:00:00Z,", "NameFileInvalid")]
    [InlineData("deepseek-v6,deepseek-flash,2027-01-01T00:00:00Z,2026-01-01T00:00:00Z", "NameFileInvalid")]
    public void ANameThatLeadsNowhere_IsRefused(string rows, string errorId) =>
        Assert.Equal(errorId, Assert.Throws<CostException>(() => Import("name,billed_as,from_utc,retired_at_utc\n" + rows + "\n")).ErrorId);

    [Theory]
    [InlineData("2027-01-01T00:00:00Z,peak,off-peak,daily,")]
    [InlineData("2027-01-01T00:00:00Z,peak,off-peak,daily,01:00")]
    [InlineData("2027-01-01T00:00:00Z,peak,off-peak,daily,01:00-25:00")]
    [InlineData("2027-01-01T00:00:00Z,peak,off-peak,daily,01:00-01:00")]
    [InlineData("2027-01-01T00:00:00Z,peak,off-peak,sometimes,01:00-04:00")]
    public void BandsThatCannotBeRead_AreRefused(string row)
    {
        var failure = Assert.Throws<CostException>(() => Import("from_utc,inside,outside,days,windows_utc\n" + row + "\n"));

        Assert.Equal("BandFileInvalid", failure.ErrorId);
        Assert.Contains("Line 2", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("date,amount\n2026-01-01,3\n")]
    [InlineData("{\"prices\":[]}")]
    public void AFileOfAnotherKind_IsNoTable(string content)
    {
        var failure = Assert.Throws<CostException>(() => PriceTableText.Recognize("other.txt", content));

        Assert.Equal("PriceFileUnknown", failure.ErrorId);
        Assert.Contains("The file 'other.txt' is not a valid price table", failure.Message, StringComparison.Ordinal);
        Assert.Contains("the help of Import-DeepSeekPrice", failure.RecommendedAction, StringComparison.Ordinal);
    }

    private static DeepSeekPriceCatalog Import(string content) =>
        PriceTables.BuiltIn.With(PriceTableText.Recognize("newer.csv", content), 1, Imported).ToCatalog();
}
