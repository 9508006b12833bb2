namespace CostCompass.Core.Tests.Pricing;

public sealed class UsePriceTests
{
    private const string Header = "effective_from_utc,effective_to_utc,use,unit,per,usd_price,cny_price,confidence,source\n";

    private static readonly DeepSeekPriceCatalog Catalog = DeepSeekPriceCatalog.BuiltIn;

    [Theory]
    [InlineData(ChargedUse.WebSearch, "USD", "2026-10-31T16:00:00Z", "0", "0.75")]
    [InlineData(ChargedUse.WebSearch, "CNY", "2026-10-31T16:00:00Z", "0", "5")]
    [InlineData(ChargedUse.WebEndpoint, "USD", "2026-10-17T00:00:00Z", "", "0.75")]
    [InlineData(ChargedUse.WebEndpoint, "CNY", "2026-10-17T00:00:00Z", "", "5")]
    [InlineData(ChargedUse.FileParsing, "USD", "2026-11-13T00:00:00Z", "", "0.225")]
    [InlineData(ChargedUse.FileParsing, "CNY", "2026-11-13T00:00:00Z", "", "1.5")]
    [InlineData(ChargedUse.TextToSpeech, "CNY", "2026-11-13T00:00:00Z", "", "1.5")]
    public void AChargePerUse_ChangesAtTheInstant_AndNotAMinuteOrATickBefore(ChargedUse use, string currency, string instant, string before, string from)
    {
        DateTimeOffset at = Instants.Of(instant);

        Assert.Equal(Number(before), Catalog.FindUse(use, currency, at.AddMinutes(-1))?.Price);
        Assert.Equal(Number(before), Catalog.FindUse(use, currency, at.AddTicks(-1))?.Price);
        Assert.Equal(Number(from), Catalog.FindUse(use, currency, at)!.Price);
        Assert.Equal(Number(from), Catalog.FindUse(use, currency, at.AddMinutes(1))!.Price);
    }

    [Theory]
    [InlineData(ChargedUse.WebSearch, 1_000, "request")]
    [InlineData(ChargedUse.WebEndpoint, 1_000, "request")]
    [InlineData(ChargedUse.FileParsing, 1_000, "page")]
    [InlineData(ChargedUse.TextToSpeech, 10_000, "character")]
    public void EachUse_HasItsUnit(ChargedUse use, long per, string unit)
    {
        DeepSeekUsePrice price = Catalog.FindUse(use, "CNY", Instants.Of("2026-11-20"))!;

        Assert.Equal((per, unit), (price.Per, price.Unit));
        Assert.Equal(price.Price / per, price.CostOf(1));
    }

    [Theory]
    [InlineData(ChargedUse.TextToSpeech, "USD")]
    [InlineData(ChargedUse.SpeechToText, "USD")]
    [InlineData(ChargedUse.SpeechToText, "CNY")]
    public void AnUnreadPrice_IsNull_IsMarked_AndCostsNothingKnown(ChargedUse use, string currency)
    {
        DeepSeekUsePrice price = Catalog.FindUse(use, currency, Instants.Of("2026-11-20"))!;

        Assert.Equal((null, PriceConfidence.Unread, (decimal?)null), (price.Price, price.Confidence, price.CostOf(3)));
        Assert.Contains("not read", price.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void ANewerTable_CountsFromItsFirstInstantOn_ForItsUseAndCurrencyAlone()
    {
        DeepSeekPriceCatalog newer = Import(Header + "2026-12-01T00:00:00Z,,web-search,request,500,0.5,,high,\n");

        Assert.Equal(0.75m, newer.FindUse(ChargedUse.WebSearch, "USD", Instants.OneTickBefore("2026-12-01"))!.Price);
        Assert.Equal((0.5m, 0.001m, "uses.csv"), Shown(newer.FindUse(ChargedUse.WebSearch, "USD", Instants.Of("2026-12-01"))!));
        Assert.Equal(5m, newer.FindUse(ChargedUse.WebSearch, "CNY", Instants.Of("2026-12-01"))!.Price);
        Assert.Equal(0.225m, newer.FindUse(ChargedUse.FileParsing, "USD", Instants.Of("2026-12-01"))!.Price);

        static (decimal, decimal, string) Shown(DeepSeekUsePrice price) => (price.Price!.Value, price.CostOf(1)!.Value, price.Source);
    }

    [Theory]
    [InlineData("2026-12-01T00:00:00Z,,web-search,request,0,0.5,,high,", "UseFileInvalid", "per must be a whole number greater than 0")]
    [InlineData("2026-12-01T00:00:00Z,,web-search,request,1e3,0.5,,high,", "UseFileInvalid", "per must be a whole number greater than 0")]
    [InlineData("2026-12-01T00:00:00Z,,web-surf,request,1000,0.5,,high,", "UseFileInvalid", "use must be one of ")]
    [InlineData("2026-12-01T00:00:00Z,,web-search,request,1000,free,,high,", "UseFileInvalid", "usd_price must be a price")]
    [InlineData("2026-12-01T00:00:00Z,2026-12-01T00:00:00Z,web-search,request,1000,0.5,,high,", "UseFileInvalid", "the price must end after it starts")]
    [InlineData("2026-12-01T00:00:00Z,,web-search,request,1000,0.5,,high,\n2027-01-01T00:00:00Z,,web-search,request,1000,0.6,,high,", "PriceOverlap", "Two prices of WebSearch in USD overlap at 2027-01-01 00:00:00Z")]
    public void AWrongTable_IsRefusedWithItsReason(string rows, string errorId, string reason)
    {
        CostException failure = Assert.Throws<CostException>(() => Import(Header + rows + "\n"));

        Assert.Equal(errorId, failure.ErrorId);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARowOfATable_IsReadWithItsUnitAndSource_AndWhatIsUnreadInOneCurrencyIsReadInTheOther()
    {
        DeepSeekPriceCatalog newer = Import(Header + "2026-12-01T00:00:00Z,,file-parsing,sheet,200,UNREAD,2.5,medium,announcement\n");

        DeepSeekUsePrice yuan = newer.FindUse(ChargedUse.FileParsing, "CNY", Instants.Of("2026-12-01"))!;
        DeepSeekUsePrice dollars = newer.FindUse(ChargedUse.FileParsing, "USD", Instants.Of("2026-12-01"))!;

        Assert.Equal((2.5m, 200L, "sheet", PriceConfidence.Medium, "announcement"), (yuan.Price, yuan.Per, yuan.Unit, yuan.Confidence, yuan.Source));
        Assert.Equal((null, 200L, "sheet", PriceConfidence.Unread, "announcement"), (dollars.Price, dollars.Per, dollars.Unit, dollars.Confidence, dollars.Source));
    }

    private static DeepSeekPriceCatalog Import(string text) =>
        PriceTables.BuiltIn.With(PriceTableText.Recognize("uses.csv", text), 1, Instants.Of("2026-12-01")).ToCatalog();

    private static decimal? Number(string text) => text.Length == 0 ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
