namespace CostCompass.Core.Tests.Pricing;

public sealed class WorkedFigureTests
{
    // 2026-11-16 is a Monday without a holiday: 02:00 UTC is peak, 12:00 UTC is not.
    private const string May = "2026-05-12T09:00:00Z";
    private const string Peak = "2026-11-16T02:00:00Z";
    private const string OffPeak = "2026-11-16T12:00:00Z";

    [Theory]
    [InlineData("deepseek-v4-flash", "USD", May, 8_500_000, 1_500_000, 1_000_000, "0.5138")]
    [InlineData("deepseek-v4-flash", "USD", May, 0, 10_000_000, 1_000_000, "1.68")]
    [InlineData("deepseek-v4-flash", "CNY", May, 8_500_000, 1_000_000, 500_000, "2.17")]
    [InlineData("deepseek-flash", "USD", OffPeak, 8_500_000, 1_500_000, 1_000_000, "0.8505")]
    [InlineData("deepseek-flash", "USD", Peak, 8_500_000, 1_500_000, 1_000_000, "1.701")]
    [InlineData("deepseek-flash", "USD", OffPeak, 0, 10_000_000, 1_000_000, "2.10")]
    [InlineData("deepseek-flash", "USD", Peak, 0, 10_000_000, 1_000_000, "4.20")]
    [InlineData("deepseek-v4-pro", "CNY", OffPeak, 0, 188_542, 0, "0.848439")]
    public void TheFiguresOfThePriceGuide_ComeOutToTheLastDigit(
        string model, string currency, string at, long hits, long misses, long output, string expected)
    {
        var price = DeepSeekPriceCatalog.BuiltIn.Find(model, currency, Instants.Of(at));

        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), UsageCost.Of(price, hits, misses, output));
    }

    [Theory]
    [InlineData(5, "0.5138")]
    [InlineData(25, "2.569")]
    [InlineData(250, "25.69")]
    public void TheColumnWithCacheHitsOfTheOlderGuide_IsCorrectedToItsOwnFormula(int scaleInFifths, string expected)
    {
        var price = DeepSeekPriceCatalog.BuiltIn.Find("deepseek-v4-flash", "USD", Instants.Of(May));

        var cost = UsageCost.Of(price, 1_700_000L * scaleInFifths, 300_000L * scaleInFifths, 200_000L * scaleInFifths);

        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), cost);
    }

    [Fact]
    public void OneToken_CostsAllOfItsDecimals()
    {
        var price = DeepSeekPriceCatalog.BuiltIn.Find("deepseek-v4-pro", "USD", Instants.Of(May));

        Assert.Equal(0.000000003625m, UsageCost.Of(price, 1, 0, 0));
    }
}
