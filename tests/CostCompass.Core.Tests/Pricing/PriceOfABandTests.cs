namespace CostCompass.Core.Tests.Pricing;

/// <summary>Which price answers for a band that somebody asks for, and what a catalog says of its models.</summary>
public sealed class PriceOfABandTests
{
    private static readonly DeepSeekPriceCatalog Catalog = DeepSeekPriceCatalog.BuiltIn;

    // The cheap and the dear hours of 2025 answer for those of 2026 and the other way round; a day with one price has that price.
    [Theory]
    [InlineData("2025-06-15", PriceBand.OffPeak, PriceBand.Discount)]
    [InlineData("2025-06-15", PriceBand.Discount, PriceBand.Discount)]
    [InlineData("2025-06-15", PriceBand.Peak, PriceBand.Standard)]
    [InlineData("2025-06-15", PriceBand.Standard, PriceBand.Standard)]
    [InlineData("2025-06-15", PriceBand.Flat, PriceBand.Standard)]
    [InlineData("2025-02-10", PriceBand.Discount, PriceBand.Standard)]
    [InlineData("2025-10-15", PriceBand.Peak, PriceBand.Flat)]
    [InlineData("2025-10-15", PriceBand.Discount, PriceBand.Flat)]
    public void ABand_IsAnsweredByItsCounterpart_OrByThePriceOfTheDay(string at, PriceBand asked, PriceBand answered) =>
        Assert.Equal(answered, Catalog.Find("deepseek-chat", "USD", Instants.Of(at), asked).Band);

    [Theory]
    [InlineData("2026-11-16T02:00:00Z", PriceBand.OffPeak, PriceBand.OffPeak)]
    [InlineData("2026-11-16T12:00:00Z", PriceBand.Peak, PriceBand.Peak)]
    [InlineData("2026-11-16T02:00:00Z", PriceBand.Discount, PriceBand.OffPeak)]
    public void ABandOfTheDay_IsPricedWhateverTheHour(string at, PriceBand asked, PriceBand answered) =>
        Assert.Equal(answered, Catalog.Find("deepseek-flash", "USD", Instants.Of(at), asked).Band);

    [Fact]
    public void APromotion_IsThePriceOfTheWholeDay() =>
        Assert.Equal(PriceBand.Promo, Catalog.Find("deepseek-v4-pro", "USD", Instants.Of("2026-04-26T06:00:00Z"), PriceBand.Peak).Band);

    [Theory]
    [InlineData(PriceBand.Standard)]
    [InlineData(PriceBand.Flat)]
    public void ABandThatTheDayDoesNotHave_HasNoPrice(PriceBand asked)
    {
        CostException failure = Assert.Throws<CostException>(() => Catalog.Find("deepseek-flash", "usd", Instants.Of("2026-11-16"), asked));

        Assert.Equal(("PriceUnknown", CostErrorKind.NotFound), (failure.ErrorId, failure.Kind));
    }

    [Fact]
    public void Prices_AreInTheOrderOfTheirBeginning_ThenOfTheirModel()
    {
        DeepSeekPrice[] expected = [.. Catalog.Prices.OrderBy(price => price.EffectiveFrom).ThenBy(price => price.Model, StringComparer.Ordinal)];

        Assert.Equal(expected, Catalog.Prices);
        Assert.Equal(Catalog.Models.Order(StringComparer.Ordinal), Catalog.Models);
    }

    [Fact]
    public void APriceThatEndsWhereTheNextBegins_OverlapsNothing_AndOneTickLongerDoes()
    {
        DeepSeekPrice first = Price("2027-01-01", "2027-02-01");
        DeepSeekPrice second = Price("2027-02-01", null);

        Assert.Equal(2, new DeepSeekPriceCatalog([second, first], BandCalendar.BuiltIn, []).Prices.Count);
        CostException failure = Assert.Throws<CostException>(
            () => new DeepSeekPriceCatalog([second, first with { Model = "M", EffectiveTo = Instants.Of("2027-02-01").AddTicks(1) }], BandCalendar.BuiltIn, []));
        Assert.Equal(("PriceOverlap", CostErrorKind.InvalidInput), (failure.ErrorId, failure.Kind));
        Assert.Contains("Two prices of 'm' in USD (Flat) overlap at 2027-02-01 00:00:00Z", failure.Message, StringComparison.Ordinal);
        Assert.Contains("End the earlier price when the later price starts", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoCurrenciesBandsOrModels_MayBePricedAtOnce() => Assert.Equal(
        4,
        new DeepSeekPriceCatalog(
            [
                Price("2027-01-01", null), Price("2027-01-01", null) with { Currency = "CNY" }, Price("2027-01-01", null) with { Band = PriceBand.Peak },
                Price("2027-01-01", null) with { Model = "n" },
            ],
            BandCalendar.BuiltIn,
            []).Prices.Count);

    [Fact]
    public void ACatalog_IsInOrder_WhateverTheOrderOfItsRows()
    {
        DeepSeekUsePrice later = Catalog.FindUse(ChargedUse.WebSearch, "USD", Instants.Of("2026-11-16"))!;
        DeepSeekUsePrice earlier = Catalog.FindUse(ChargedUse.WebSearch, "USD", Instants.Of("2026-10-01"))!;
        DeepSeekUsePrice pages = Catalog.FindUse(ChargedUse.FileParsing, "USD", Instants.Of("2026-11-16"))!;

        var catalog = new DeepSeekPriceCatalog(
            [Price("2027-01-01", null) with { Model = "n" }, Price("2027-02-01", null) with { Model = "k" }, Price("2027-01-01", null)],
            BandCalendar.BuiltIn,
            [new ModelAlias("alias", "m", Instants.Of("2027-01-01"), null)],
            [pages, later, earlier]);

        Assert.Equal(["m", "n", "k"], catalog.Prices.Select(price => price.Model));
        Assert.Equal(["alias", "k", "m", "n"], catalog.Models);
        Assert.Equal([earlier, later, pages], catalog.UsePrices);
    }

    [Fact]
    public void ACall_IsPricedInTheBandThatIsAskedFor_OrInThatOfItsInstant()
    {
        DateTimeOffset peak = Instants.Of("2026-11-16T02:00:00Z");

        Assert.Equal(PriceBand.OffPeak, Catalog.FindCall("deepseek-flash", "USD", peak, PriceBand.OffPeak).Tokens.Band);
        Assert.Equal(PriceBand.Peak, Catalog.FindCall("deepseek-flash", "USD", peak).Tokens.Band);
    }

    [Fact]
    public void BeforeItsFirstPrice_AModelHasNoneInForce()
    {
        CostException failure = Assert.Throws<CostException>(() => Catalog.InForce("deepseek-flash", "USD", Instants.OneTickBefore("2026-09-10T04:00:00Z")));

        Assert.Equal("PriceUnknown", failure.ErrorId);
        Assert.Contains("import newer prices with Import-DeepSeekPrice", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void NamesThatStandForEachOther_HaveNoPrice()
    {
        DateTimeOffset from = Instants.Of("2027-01-01");
        var catalog = new DeepSeekPriceCatalog(
            [Price("2027-01-01", null)], BandCalendar.BuiltIn, [new ModelAlias("a", "b", from, null), new ModelAlias("b", "a", from, null)]);

        Assert.Equal("PriceUnknown", Assert.Throws<CostException>(() => catalog.Find("a", "USD", from)).ErrorId);
    }

    [Fact]
    public void ALongName_IsCutInTheMessage()
    {
        CostException exactly = Assert.Throws<CostException>(() => Catalog.Find(new string('x', 64), "USD", Instants.Of("2027-01-01")));
        CostException longer = Assert.Throws<CostException>(() => Catalog.Find(new string('x', 65), "USD", Instants.Of("2027-01-01")));

        Assert.Contains($"'{new string('x', 64)}'", exactly.Message, StringComparison.Ordinal);
        Assert.Contains($"'{new string('x', 64)}...'", longer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CacheHitsWithoutAPrice_AreAnErrorThatNamesModelAndInstant()
    {
        DeepSeekPrice price = Price("2027-01-01", null) with { CacheHit = null };

        CostException failure = Assert.Throws<CostException>(() => UsageCost.Of(price, 1, 0, 0));

        Assert.Equal(CostErrorKind.NotFound, failure.Kind);
        Assert.Contains("There is no price in USD for cache hits of the model 'm' from 2027-01-01 00:00:00Z.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Count the tokens as cache misses", failure.RecommendedAction, StringComparison.Ordinal);
    }

    private static DeepSeekPrice Price(string from, string? to) => new()
    {
        Model = "m",
        Currency = "USD",
        Band = PriceBand.Flat,
        CacheHit = 1m,
        CacheMiss = 1m,
        Output = 1m,
        EffectiveFrom = Instants.Of(from),
        EffectiveTo = to is null ? null : Instants.Of(to),
        Confidence = PriceConfidence.High,
        Source = "",
    };
}
