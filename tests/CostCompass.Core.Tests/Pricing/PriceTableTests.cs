namespace CostCompass.Core.Tests.Pricing;

public sealed class PriceTableTests
{
    private const string Header =
        "effective_from_utc,effective_to_utc,model,band,usd_cache_hit,usd_cache_miss,usd_output,cny_cache_hit,cny_cache_miss,cny_output,confidence,source\n";

    [Fact]
    public void ARowWithOneCurrency_GivesOnePrice()
    {
        var price = Assert.Single(Read("2027-01-01T00:00:00Z,,deepseek-next,off-peak,0.1,0.2,0.3,,,,high,announcement"));

        Assert.Equal(("USD", PriceBand.OffPeak, 0.1m, 0.2m, 0.3m), (price.Currency, price.Band, price.CacheHit, price.CacheMiss, price.Output));
        Assert.Null(price.EffectiveTo);
    }

    [Theory]
    [InlineData("soon,,m,flat,1,1,1,,,,high,s")]
    [InlineData("2027-01-01T00:00:00Z,2026-01-01T00:00:00Z,m,flat,1,1,1,,,,high,s")]
    [InlineData("2027-01-01T00:00:00Z,,,flat,1,1,1,,,,high,s")]
    [InlineData("2027-01-01T00:00:00Z,,m,5,1,1,1,,,,high,s")]
    [InlineData("2027-01-01T00:00:00Z,,m,flat,1,-1,1,,,,high,s")]
    [InlineData("2027-01-01T00:00:00Z,,m,flat,1,1,,,,,high,s")]
    [InlineData("2027-01-01T00:00:00Z,,m,flat,1,1e30,1,,,,high,s")]
    [InlineData("2027-01-01T00:00:00Z,,m,flat,1,1,1,,,,certain,s")]
    [InlineData("2027-01-01T00:00:00Z,,m,flat,1,1,1,,,,high,\"a, b\"")]
    [InlineData("2027-01-01T00:00:00Z,,m,flat")]
    public void ARowThatCannotBeMeant_IsRefusedWithItsLine(string row)
    {
        var failure = Assert.Throws<CostException>(() => Read(row));

        Assert.Equal("PriceFileInvalid", failure.ErrorId);
        Assert.Contains("Line 2 ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingColumn_IsNamed()
    {
        var failure = Assert.Throws<CostException>(() => DeepSeekPriceCatalog.ReadPrices(new StringReader("model,band\n")));

        Assert.Contains("effective_from_utc", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoPricesForTheSameInstant_AreRefused()
    {
        var prices = Read("2027-01-01T00:00:00Z,,m,flat,1,1,1,,,,high,s\n2027-02-01T00:00:00Z,,m,flat,2,2,2,,,,high,s");

        var failure = Assert.Throws<CostException>(() => new DeepSeekPriceCatalog(prices, BandCalendar.BuiltIn, []));

        Assert.Equal("PriceOverlap", failure.ErrorId);
    }

    private static IReadOnlyList<DeepSeekPrice> Read(string rows) => DeepSeekPriceCatalog.ReadPrices(new StringReader(Header + rows + "\n"));
}
