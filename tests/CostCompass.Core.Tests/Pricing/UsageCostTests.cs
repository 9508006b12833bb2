namespace CostCompass.Core.Tests.Pricing;

public sealed class UsageCostTests
{
    private static readonly DeepSeekPrice BeforeTheCache =
        DeepSeekPriceCatalog.BuiltIn.Find("deepseek-chat", "USD", Instants.Of("2024-06-01"));

    [Fact]
    public void NoTokens_CostNothing() => Assert.Equal(0m, UsageCost.Of(BeforeTheCache, 0, 0, 0));

    [Theory]
    [InlineData(-1, 0, 0)]
    [InlineData(0, -1, 0)]
    [InlineData(0, 0, -1)]
    public void ANegativeCount_IsRefused(long hits, long misses, long output)
    {
        var failure = Assert.Throws<CostException>(() => UsageCost.Of(BeforeTheCache, hits, misses, output));

        Assert.Equal(("TokenCountInvalid", "The number of tokens must not be negative."), (failure.ErrorId, failure.Message));
        Assert.Contains("0 or more", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void CacheHitsOfATimeWithoutAPriceForThem_AreNotFree()
    {
        var failure = Assert.Throws<CostException>(() => UsageCost.Of(BeforeTheCache, 1, 0, 0));

        Assert.Equal("PriceUnknown", failure.ErrorId);
    }

    [Fact]
    public void MissesAndOutputOfThatTime_HaveTheirPrice() => Assert.Equal(0.42m, UsageCost.Of(BeforeTheCache, 0, 1_000_000, 1_000_000));
}
