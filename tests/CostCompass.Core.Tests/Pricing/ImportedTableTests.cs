namespace CostCompass.Core.Tests.Pricing;

/// <summary>What an imported table changes, what it leaves alone, and why it is refused.</summary>
public sealed class ImportedTableTests
{
    private const string PriceHeader =
        "effective_from_utc,effective_to_utc,model,band,usd_cache_hit,usd_cache_miss,usd_output,cny_cache_hit,cny_cache_miss,cny_output,confidence,source\n";

    private const string NameHeader = "name,billed_as,from_utc,retired_at_utc\n";
    private const string BandHeader = "from_utc,inside,outside,days,windows_utc\n";
    private const string UseHeader = "effective_from_utc,effective_to_utc,use,unit,per,usd_price,cny_price,confidence,source\n";

    private static readonly DateTimeOffset Imported = Instants.Of("2026-12-01");

    [Theory]
    [InlineData(PriceHeader + "2027-02-01T00:00:00Z,,deepseek-v5,flat,1,1,1,,,,high,\n2027-01-01T00:00:00Z,2027-02-01T00:00:00Z,deepseek-v5,flat,1,1,1,,,,high,\n", PriceTableKind.Price, 2, "2027-01-01")]
    [InlineData(BandHeader + "2027-02-01T00:00:00Z,flat,flat,daily,\n2027-01-01T00:00:00Z,flat,flat,daily,\n", PriceTableKind.Band, 2, "2027-01-01")]
    [InlineData(NameHeader + "b,deepseek-flash,2027-02-01T00:00:00Z,\na,deepseek-flash,2027-01-01T00:00:00Z,\n", PriceTableKind.Name, 2, "2027-01-01")]
    [InlineData(UseHeader + "2027-02-01T00:00:00Z,,web-search,request,1000,1,,high,\n2027-01-01T00:00:00Z,2027-02-01T00:00:00Z,web-search,request,1000,2,,high,\n", PriceTableKind.Use, 2, "2027-01-01")]
    [InlineData("first_day,last_day,verified\n2027-02-04,2027-02-05,true\n2027-01-02,2027-01-02,true\n", PriceTableKind.Holiday, 3, "2027-01-01T16:00:00Z")]
    public void TheNewestTable_IsListedLast_WithItsRowsAndItsFirstInstant(string content, PriceTableKind kind, int rows, string from)
    {
        DeepSeekPriceTable table = PriceTables.BuiltIn.With(PriceTableText.Recognize("newer.csv", content), 7, Imported).Sources[^1];

        Assert.Equal(
            new DeepSeekPriceTable { Version = 7, Kind = kind, Name = "newer.csv", Rows = rows, From = Instants.Of(from), ImportedAt = Imported }, table);
        Assert.False(table.IsBuiltIn);
    }

    [Fact]
    public void TheTablesOfTheProduct_AreBuiltIn_AndWereNeverImported() =>
        Assert.All(PriceTables.BuiltIn.Sources, table => Assert.Equal((true, 0, null), (table.IsBuiltIn, table.Version, table.ImportedAt)));

    [Fact]
    public void RulesThatHaveAlwaysHeld_HaveNoFirstInstant() =>
        Assert.Null(With(BandHeader + "0001-01-01T00:00:00Z,flat,flat,daily,\n").Sources[^1].From);

    [Theory]
    [InlineData(BandHeader, "BandFileInvalid")]
    [InlineData(NameHeader, "NameFileInvalid")]
    [InlineData(UseHeader, "UseFileInvalid")]
    [InlineData("first_day,last_day,verified\n", "HolidayFileInvalid")]
    public void ATableWithoutARow_IsRefused(string content, string errorId)
    {
        CostException failure = Assert.Throws<CostException>(() => With(content));

        Assert.Equal(errorId, failure.ErrorId);
        Assert.Contains("the table has no rows", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ANewerPrice_DropsTheOlderOnesOfItsTime_AndNoOthers()
    {
        DeepSeekPriceCatalog catalog = With(PriceHeader
            + "2025-09-05T16:00:00Z,2025-09-29T00:00:00Z,DeepSeek-Chat,flat,1,2,3,,,,high,correction\n").ToCatalog();

        Assert.Equal(2m, catalog.Find("deepseek-chat", "USD", Instants.Of("2025-09-05T16:00:00Z")).CacheMiss);
        Assert.Equal(0.27m, catalog.Find("deepseek-chat", "USD", Instants.Of("2025-09-05T15:00:00Z")).CacheMiss);
        Assert.Equal(0.56m, catalog.Find("deepseek-reasoner", "USD", Instants.Of("2025-09-06")).CacheMiss);
        Assert.Equal(4m, catalog.Find("deepseek-chat", "CNY", Instants.Of("2025-09-06")).CacheMiss);
        Assert.Equal("PriceUnknown", Assert.Throws<CostException>(() => catalog.Find("deepseek-chat", "USD", Instants.Of("2025-10-01"))).ErrorId);
        Assert.Equal("correction", catalog.Find("deepseek-chat", "USD", Instants.Of("2025-09-06")).Source);
    }

    [Fact]
    public void ARedirectOfANewerTable_LeavesOtherNames_AndItsOwnPast()
    {
        DeepSeekPriceCatalog catalog = With(NameHeader + "DEEPSEEK-V4-FLASH,deepseek-v4-pro,2026-10-01T00:00:00Z,\n").ToCatalog();

        Assert.Equal("deepseek-flash", catalog.Find("deepseek-v4-flash", "USD", Instants.OneTickBefore("2026-10-01")).Model);
        Assert.Equal("deepseek-v4-pro", catalog.Find("deepseek-v4-flash", "USD", Instants.Of("2026-10-01")).Model);
        Assert.Equal("deepseek-v4-flash", catalog.Find("deepseek-chat", "USD", Instants.Of("2026-05-01")).Model);
    }

    [Fact]
    public void ARedirectThatBeginsWithAnOlderOne_ReplacesIt() => Assert.Equal(
        "deepseek-v4-pro",
        With(NameHeader + "deepseek-v4-flash,deepseek-v4-pro,2026-09-10T04:00:00Z,\n").ToCatalog().Find("deepseek-v4-flash", "USD", Instants.Of("2026-10-01")).Model);

    [Fact]
    public void ANewerTable_TellsAllOfANameAndAModel_FromItsFirstRowOn()
    {
        DeepSeekPriceCatalog names = With(NameHeader
            + "deepseek-v4-flash,deepseek-flash,2026-12-01T00:00:00Z,\ndeepseek-v4-flash,deepseek-v4-pro,2026-09-01T00:00:00Z,\n").ToCatalog();
        DeepSeekPriceCatalog prices = With(PriceHeader
            + "2027-02-01T00:00:00Z,,deepseek-flash,flat,1,2,3,,,,high,\n2027-01-01T00:00:00Z,2027-02-01T00:00:00Z,deepseek-flash,flat,4,5,6,,,,high,\n").ToCatalog();

        Assert.Equal("deepseek-v4-pro", names.Find("deepseek-v4-flash", "USD", Instants.Of("2026-10-01")).Model);
        Assert.Equal("deepseek-flash", names.Find("deepseek-v4-flash", "USD", Instants.Of("2026-12-01")).Model);
        Assert.Equal([5m], prices.InForce("deepseek-flash", "USD", Instants.Of("2027-01-15")).Select(price => price.CacheMiss));
        Assert.Equal([2m], prices.InForce("deepseek-flash", "USD", Instants.Of("2027-02-01")).Select(price => price.CacheMiss));
    }

    [Fact]
    public void ANameThatRetiredAndCameBack_RetiresWhenItLastDoes()
    {
        DeepSeekPriceCatalog catalog = With(NameHeader + "deepseek-chat,deepseek-flash,2027-01-01T00:00:00Z,2027-06-01T00:00:00Z\n").ToCatalog();

        Assert.Equal("deepseek-flash", catalog.Find("deepseek-chat", "USD", Instants.Of("2027-03-01")).Model);
        Assert.Equal(new ModelRetirement("deepseek-chat", Instants.Of("2027-06-01"), "deepseek-flash"), catalog.RetirementOf("deepseek-chat", Imported));
    }

    [Fact]
    public void TwoNamesThatChangeTheirParts_AreFollowedByTheirInstants()
    {
        DeepSeekPriceCatalog catalog = With(NameHeader
            + "auto,deepseek-v4-pro,2027-01-01T00:00:00Z,\nauto,deepseek-flash,2027-02-01T00:00:00Z,\ndeepseek-v4-pro,auto,2027-03-01T00:00:00Z,\n").ToCatalog();

        Assert.Equal(
            ["deepseek-v4-pro", "deepseek-flash", "deepseek-flash"],
            new[] { "2027-01-15", "2027-02-15", "2027-03-15" }.Select(at => catalog.Find("auto", "USD", Instants.Of(at)).Model));
        Assert.Equal("deepseek-flash", catalog.Find("deepseek-v4-pro", "USD", Instants.Of("2027-03-15")).Model);
    }

    [Fact]
    public void AnInstantWithAnOffset_IsKeptInUtc()
    {
        DeepSeekPrice price = Assert.Single(DeepSeekPriceCatalog.ReadPrices(new StringReader(PriceHeader + "2027-01-01T08:00:00+08:00,,m,flat,1,1,1,,,,high,\n")));

        Assert.Equal((Instants.Of("2027-01-01"), TimeSpan.Zero), (price.EffectiveFrom, price.EffectiveFrom.Offset));
    }

    [Theory]
    [InlineData("usd_cache_miss", PriceTableKind.Price)]
    [InlineData("cny_cache_miss", PriceTableKind.Price)]
    [InlineData("usd_price", PriceTableKind.Use)]
    [InlineData("cny_price", PriceTableKind.Use)]
    public void ATableOfOneCurrency_IsKnownForWhatItIs_AndTheOtherColumnIsAskedFor(string column, PriceTableKind kind)
    {
        PriceTableText text = PriceTableText.Recognize("one.csv", column + "\n");

        Assert.Equal(kind, text.Kind);
        Assert.Contains(" is missing", Assert.Throws<CostException>(() => PriceTables.BuiltIn.With(text, 1, Imported)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARuleThatBeginsWithAnOlderOne_ReplacesIt()
    {
        BandCalendar bands = With(BandHeader + "2026-08-16T16:00:00Z,peak,off-peak,daily,02:00-03:00\n").ToCatalog().Bands;

        Assert.Equal(PriceBand.Flat, bands.Band(Instants.OneTickBefore("2026-08-16T16:00:00Z")));
        Assert.Equal(PriceBand.OffPeak, bands.Band(Instants.Of("2026-08-17T01:00:00Z")));
        Assert.Equal(PriceBand.Peak, bands.Band(Instants.Of("2026-11-16T02:00:00Z")));
        Assert.Equal(PriceBand.OffPeak, bands.Band(Instants.Of("2026-11-16T06:00:00Z")));
    }

    [Theory]
    [InlineData("v6,deepseek-flash,2027-01-01T00:00:00Z,2027-01-01T00:00:00Z", null)]
    [InlineData("v6,deepseek-flash,2027-01-01T00:00:00Z,2026-12-31T23:59:59Z", "retired_at_utc must not be earlier than from_utc")]
    [InlineData("v6,V6,2027-01-01T00:00:00Z,", "name and billed_as must be different")]
    [InlineData(",deepseek-flash,2027-01-01T00:00:00Z,", "name is empty")]
    [InlineData("v6,,2027-01-01T00:00:00Z,", "billed_as is empty")]
    [InlineData("v6,deepseek-flash,,", "from_utc must be a date and time such as 2026-08-16T16:00:00Z")]
    [InlineData("v6,deepseek-flash,2027-01-01T00:00:00Z,soon", "retired_at_utc must be a date and time")]
    public void AName_IsTaken_OrRefusedWithItsReason(string row, string? reason) => AssertTaken(NameHeader + row, "NameFileInvalid", reason);

    [Theory]
    [InlineData("2027-01-01T00:00:00Z,peak,peak,daily,", null)]
    [InlineData("2027-01-01T00:00:00Z,peak,off-peak,working-weekdays,22:00-02:00  03:00-04:00", null)]
    [InlineData("2027-01-01T00:00:00Z,peak,off-peak,daily,", "windows_utc must contain a window such as 01:00-04:00 if inside and outside are different")]
    [InlineData("2027-01-01T00:00:00Z,peak,off-peak,daily,01:00-02:00-03:00", "windows_utc must contain only windows")]
    [InlineData("2027-01-01T00:00:00Z,peak,off-peak,daily,1:00-02:00", "windows_utc must contain only windows")]
    [InlineData("2027-01-01T00:00:00Z,peak,off-peak,daily,01:00-2:00", "windows_utc must contain only windows")]
    [InlineData("2027-01-01T00:00:00Z,,off-peak,daily,01:00-02:00", "inside is empty")]
    [InlineData("2027-01-01T00:00:00Z,peak,dear,daily,01:00-02:00", "outside must be one of Flat, Standard, Discount, Promo, OffPeak, Peak")]
    [InlineData("2027-01-01T00:00:00Z,peak,0,daily,01:00-02:00", "outside must be one of ")]
    [InlineData("2027-01-01T00:00:00Z,peak,off-peak,2,01:00-02:00", "days must be one of Daily, MondayToFriday, WorkingWeekdays")]
    public void ARuleOfTheDay_IsTaken_OrRefusedWithItsReason(string row, string? reason) => AssertTaken(BandHeader + row, "BandFileInvalid", reason);

    [Theory]
    [InlineData("from_utc,inside,outside,days,windows_utc,confidence,source\n2027-01-01T00:00:00Z,peak,peak,daily,,{0},x", "BandFileInvalid")]
    [InlineData("name,billed_as,from_utc,retired_at_utc,confidence,source\nv6,deepseek-flash,2027-01-01T00:00:00Z,,{0},x", "NameFileInvalid")]
    public void HowWellARowIsKnown_IsAWordOrNothing(string content, string errorId)
    {
        AssertTaken(content.Replace("{0}", "", StringComparison.Ordinal), errorId, null);
        AssertTaken(content.Replace("{0}", "medium", StringComparison.Ordinal), errorId, null);
        AssertTaken(content.Replace("{0}", "certain", StringComparison.Ordinal), errorId, "confidence must be one of ");
    }

    [Theory]
    [InlineData("2027-01-01T00:00:00Z,2027-01-01T00:00:01Z,m,flat,,0,0,,,,low,", null)]
    [InlineData("2027-01-01T00:00:00Z,2027-01-01T00:00:00Z,m,flat,1,1,1,,,,low,", "the price must end after it starts")]
    [InlineData("2027-01-01T00:00:00Z,,m,flat,1,,1,,,,low,", "usd_cache_miss is empty")]
    [InlineData("2027-01-01T00:00:00Z,,m,flat,1,1,,,,,low,", "usd_output is empty")]
    [InlineData("2027-01-01T00:00:00Z,,m,flat,,,,1,,1,low,", "cny_cache_miss is empty")]
    [InlineData("2027-01-01T00:00:00Z,,m,flat,,,,1,1,,low,", "cny_output is empty")]
    [InlineData("2027-01-01T00:00:00Z,,,flat,1,1,1,,,,low,", "model is empty")]
    [InlineData("2027-01-01T00:00:00Z,,m,,1,1,1,,,,low,", "band is empty")]
    [InlineData("2027-01-01T00:00:00Z,,m,flat,1,1,1,,,,,", "confidence is empty")]
    [InlineData("2027-01-01T00:00:00Z,,m,flat,1,x,1,,,,low,", "usd_cache_miss must be a price such as 0.15")]
    [InlineData("2027-01-01T00:00:00Z,,m,flat,x,1,1,,,,low,", "usd_cache_hit must be a price such as 0.15")]
    public void APrice_IsTaken_OrRefusedWithItsReason(string row, string? reason) => AssertTaken(PriceHeader + row, "PriceFileInvalid", reason);

    [Fact]
    public void ARowWithoutAnyPrice_IsOfNoCurrency() =>
        Assert.Empty(DeepSeekPriceCatalog.ReadPrices(new StringReader(PriceHeader + "2027-01-01T00:00:00Z,,m,flat,1,,,1,,,low,\n")));

    [Fact]
    public void ANightlyDiscountWithoutThePriceOfTheDay_IsRefused()
    {
        CostException failure = Refusal(PriceHeader + "2027-01-01T00:00:00Z,,deepseek-v5,discount,1,1,1,,,,high,\n");

        Assert.Equal(("PriceBandMissing", CostErrorKind.InvalidInput), (failure.ErrorId, failure.Kind));
        Assert.Contains("The Standard price of 'deepseek-v5' in USD is missing at 2027-01-01 00:00:00Z", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Add the missing row", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void ANightlyDiscountBesideThePriceOfTheDay_IsWhole() => Assert.Equal(
        1m,
        With(PriceHeader + "2027-01-01T00:00:00Z,,deepseek-v5,discount,1,1,1,,,,high,\n2027-01-01T00:00:00Z,,deepseek-v5,standard,2,2,2,,,,high,\n")
            .ToCatalog().Find("deepseek-v5", "USD", Instants.Of("2027-01-05"), PriceBand.OffPeak).CacheMiss);

    [Fact]
    public void APeakBesideThePriceOfTheDay_IsWhole()
    {
        DeepSeekPriceCatalog catalog = With(PriceHeader
            + "2027-01-01T00:00:00Z,,deepseek-v5,flat,1,1,1,,,,high,\n2027-01-01T00:00:00Z,,deepseek-v5,peak,2,2,2,,,,high,\n").ToCatalog();

        Assert.Equal((2m, 1m), (catalog.Find("deepseek-v5", "USD", Instants.Of("2027-01-05T02:00:00Z")).CacheMiss, catalog.Find("deepseek-v5", "USD", Instants.Of("2027-01-05T12:00:00Z")).CacheMiss));
    }

    [Fact]
    public void AnEndOfOneOfTwoBands_LeavesHalfOfADayFromTheNextPriceOn()
    {
        CostException failure = Refusal(PriceHeader
            + "2027-01-01T00:00:00Z,,deepseek-v5,peak,1,1,1,,,,high,\n"
            + "2027-01-01T00:00:00Z,2027-02-01T00:00:00Z,deepseek-v5,off-peak,1,1,1,,,,high,\n"
            + "2027-03-01T00:00:00Z,2027-04-01T00:00:00Z,deepseek-v5,discount,1,1,1,,,,high,\n");

        Assert.Contains("The OffPeak price of 'deepseek-v5' in USD is missing at 2027-03-01 00:00:00Z", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ANameThatLeadsToNoPrice_IsRefused_AndBothNamesAreNamed()
    {
        CostException failure = Refusal(NameHeader + "deepseek-v6,deepseek-v7,2027-01-01T00:00:00Z,\n");

        Assert.Equal(("NameUnresolved", CostErrorKind.InvalidInput), (failure.ErrorId, failure.Kind));
        Assert.Contains("'deepseek-v6' is billed as 'deepseek-v7' from 2027-01-01 00:00:00Z, but", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Correct billed_as", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void ANameThatLeadsToAPriceByWayOfOthers_IsFollowed()
    {
        DeepSeekPriceCatalog catalog = With(NameHeader
            + "c,DeepSeek-Flash,2027-01-01T00:00:00Z,\nb,C,2027-01-01T00:00:00Z,\na,B,2027-01-01T00:00:00Z,\n").ToCatalog();

        Assert.Equal("deepseek-flash", catalog.Find("A", "USD", Instants.Of("2027-01-05")).Model);
    }

    [Fact]
    public void ARedirectThatBeginsLater_IsNotFollowedYet() => Assert.Equal(
        "NameUnresolved",
        Refusal(NameHeader + "a,b,2027-01-01T00:00:00Z,\nb,deepseek-flash,2027-01-02T00:00:00Z,\n").ErrorId);

    private static void AssertTaken(string content, string errorId, string? reason)
    {
        if (reason is null)
        {
            Assert.Equal(1, With(content).Sources[^1].Rows);
            return;
        }

        CostException failure = Assert.Throws<CostException>(() => With(content));
        Assert.Equal((errorId, CostErrorKind.InvalidInput), (failure.ErrorId, failure.Kind));
        Assert.Contains($"Line 2 of the table isn't valid: {reason}", failure.Message, StringComparison.Ordinal);
    }

    private static CostException Refusal(string content) => Assert.Throws<CostException>(() => With(content).ToCatalog());

    private static PriceTables With(string content) => PriceTables.BuiltIn.With(PriceTableText.Recognize("newer.csv", content), 1, Imported);
}
