namespace CostCompass.Application.Tests.Prices;

public sealed class PriceReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);
    private static readonly NamePattern Everything = new("*", IsPlain: false, _ => true);

    [Fact]
    public void Lists_ComeInTheRequestedOrder()
    {
        List<string> currencies = [.. Reader(["CNY", "usd"]).Read(Everything).Select(price => price.Currency)];

        Assert.Equal(["CNY", "USD"], currencies.Distinct());
        Assert.Equal(currencies, currencies.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void APlainNameWithoutAPrice_Fails_AndAPatternDoesNot()
    {
        PriceReader reader = Reader(["USD"]);

        Assert.Equal("UnknownModel", Assert.Throws<CostException>(() => reader.Read(NamePattern.Exactly("gpt-x"))).ErrorId);
        Assert.Empty(reader.Read(new NamePattern("gpt*", IsPlain: false, _ => false)));
    }

    [Fact]
    public void BeforeTheFirstList_NothingHasAPrice()
    {
        PriceReader reader = Reader(["USD"], at: new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal("PriceUnknown", Assert.Throws<CostException>(() => reader.Read(Everything)).ErrorId);
        Assert.Equal("PriceUnknown", Assert.Throws<CostException>(() => reader.ReadPerUse()).ErrorId);
    }

    private static PriceReader Reader(string[] currencies, DateTimeOffset? at = null) =>
        new(DeepSeekPriceCatalog.BuiltIn, Now) { Currencies = currencies, At = at, Warn = Assert.Fail };
}
