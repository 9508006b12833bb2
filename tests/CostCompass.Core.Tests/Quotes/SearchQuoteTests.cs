using CostCompass.Core.Tests.Pricing;

namespace CostCompass.Core.Tests.Quotes;

/// <summary>Quotes of calls for which the server may search the web.</summary>
public sealed class SearchQuoteTests
{
    private const string OffPeak = "2026-11-16T12:00:00Z";

    [Theory]
    [InlineData(null, 10, 10, 10)]
    [InlineData(4, null, 4, 4)]
    [InlineData(4, 10, 4, 10)]
    [InlineData(null, null, 0, 0)]
    public void Searches_AreInExpectedAndHigh_AndNotInLow(int? expected, int? most, int searches, int mostSearches)
    {
        DeepSeekQuote without = Calls.Quote(Calls.Of(OffPeak));
        DeepSeekQuote quote = Calls.Quote(Calls.Of(OffPeak) with { Searches = expected, MaxSearches = most });

        Assert.Equal((searches, mostSearches), (quote.Searches, quote.MaxSearches));
        Assert.Equal(
            (without.Low, without.Expected + (searches * 0.00075m), without.High + (mostSearches * 0.00075m)),
            (quote.Low, quote.Expected, quote.High));
    }

    [Fact]
    public void MoreExpectedThanAllowed_IsRefused_AndTheNextStepIsToExpectFewerOrAllowMore()
    {
        CostException failure = Assert.Throws<CostException>(() => Calls.Quote(Calls.Of() with { Searches = 3, MaxSearches = 2 }));

        Assert.Equal(("SearchesBeyondMaximum", CostErrorKind.InvalidInput), (failure.ErrorId, failure.Kind));
        Assert.Contains("-Searches (3) can't be greater than -MaxSearches (2)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("a higher -MaxSearches", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void ACallThatMayEndWhenSearchesAreCharged_IsBoundedByTheirPrice()
    {
        // A Saturday: off-peak all day, so that nothing but the searches changes.
        DeepSeekQuote quote = Calls.Quote(Calls.Of("2026-10-31T15:55:00Z") with { MaxSearches = 1000 });
        DeepSeekQuote before = Calls.Quote(Calls.Of("2026-10-31T15:49:59Z") with { MaxSearches = 1000 });

        Assert.Equal((Instants.Of("2026-10-31T16:00:00Z"), quote.Expected + 0.75m), (quote.NextBandAt!.Value, quote.NextExpected!.Value));
        Assert.Equal(0.75m, quote.High - before.High);
        Assert.Null(before.NextBandAt);
        Assert.Null(Calls.Quote(Calls.Of("2026-10-31T15:55:00Z")).NextBandAt);
    }

    [Fact]
    public void WithoutAKnownPrice_SearchesAreNotQuoted_AndNotSettled()
    {
        DeepSeekPriceCatalog catalog = new(DeepSeekPriceCatalog.BuiltIn.Prices, BandCalendar.BuiltIn, []);
        DeepSeekQuote reserved = Calls.Reserve(Calls.Of(OffPeak), Calls.Standing(10m));

        CostException failure = Assert.Throws<CostException>(() => QuotePricing.Of(Calls.Of(OffPeak) with { MaxSearches = 1 }, catalog));
        Assert.Equal(("UsePriceUnknown", "There is no price in USD for the web searches of this call."), (failure.ErrorId, failure.Message));
        Assert.Contains("Import-DeepSeekPrice", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("UsePriceUnknown", Assert.Throws<CostException>(() => ReservationRule.Settle(
            reserved, new CallUsage(0, 1, 1, Searches: 1), Instants.Of(OffPeak), Instants.Of(OffPeak), catalog)).ErrorId);
        Assert.Equal(0L, QuotePricing.Of(Calls.Of(OffPeak), catalog).MaxSearches);
    }

    // What the call would have cost at its beginning is not known then, and is not told as if its searches had been free.
    [Fact]
    public void SearchesThatHadNoKnownPriceAtTheBeginning_AreSettledByTheEndAlone()
    {
        DeepSeekUsePrice search = DeepSeekPriceCatalog.BuiltIn.FindUse(ChargedUse.WebSearch, "USD", Instants.Of(OffPeak))! with { EffectiveFrom = Instants.Of("2026-11-16T12:05:00Z") };
        DeepSeekPriceCatalog catalog = new(DeepSeekPriceCatalog.BuiltIn.Prices, BandCalendar.BuiltIn, [], [search]);

        DeepSeekSettlement settled = ReservationRule.Settle(
            Calls.Reserve(Calls.Of(OffPeak), Calls.Standing(10m)),
            new CallUsage(0, 1_000_000, 0, Searches: 4),
            Instants.Of("2026-11-16T12:05:00Z"),
            Instants.Of("2026-11-16T12:05:00Z"),
            catalog);

        Assert.Equal((0.153m, false, null), (settled.Actual, settled.IsAmbiguous, settled.ActualAtStart));
    }

    [Fact]
    public void TheSearchesOfTheAnswer_AreSettled()
    {
        DeepSeekQuote reserved = Calls.Reserve(Calls.Of(OffPeak) with { MaxSearches = 10 }, Calls.Standing(10m));

        DeepSeekSettlement settled = ReservationRule.Settle(
            reserved, new CallUsage(0, 1_000_000, 0, Searches: 4), Instants.Of(OffPeak), Instants.Of(OffPeak), DeepSeekPriceCatalog.BuiltIn);

        // 1M misses cost 0.15, four searches 0.003; held were 0.15 + 0.6 + 0.0075.
        Assert.Equal((4L, 0.153m, 0.6045m, 0m), (settled.Searches, settled.Actual, settled.Refunded, settled.Overrun));
    }
}
