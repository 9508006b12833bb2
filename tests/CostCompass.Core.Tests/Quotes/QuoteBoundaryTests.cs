using CostCompass.Core.Tests.Pricing;

namespace CostCompass.Core.Tests.Quotes;

/// <summary>Which instants a quote reckons with, and what a balance can promise.</summary>
public sealed class QuoteBoundaryTests
{
    [Fact]
    public void ACall_MayTakeTenMinutes_UnlessSaidOtherwise()
    {
        QuoteRequest request = Calls.Of();

        Assert.Equal(request.At.AddMinutes(10), request.LastInstant);
        Assert.Equal(request.At.AddMinutes(11), (request with { CoveredUntil = request.At.AddMinutes(11) }).LastInstant);
        Assert.Equal(request.At.AddMinutes(10), (request with { CoveredUntil = request.At.AddMinutes(9) }).LastInstant);
    }

    [Fact]
    public void InAnyOffset_TheQuoteIsInUtc()
    {
        QuoteRequest request = Calls.Of();

        DeepSeekQuote quote = Calls.Quote(request with { At = request.At.ToOffset(TimeSpan.FromHours(8)) });

        Assert.Equal((request.At, TimeSpan.Zero), (quote.At, quote.At.Offset));
        Assert.Equal(Calls.Quote(request), quote);
    }

    // The rules of the day change at 16:00 while the band stays: that is no other price.
    [Fact]
    public void AChangeOfRulesThatLeavesThePrice_IsNoChangeOfBand() =>
        Assert.Equal((null, null), Bands(Calls.Quote(Calls.Of("2026-08-22T15:55:00Z", "deepseek-v4-flash"))));

    [Fact]
    public void ANewPriceOfTheSameBand_IsAChange()
    {
        DeepSeekQuote quote = Calls.Quote(Calls.Of("2026-04-26T12:10:00Z", "deepseek-v4-flash") with { CacheHitRate = 1m, OutputTokens = 0 });

        Assert.Equal((PriceBand.Flat, Instants.Of("2026-04-26T12:15:00Z"), 0.028m, 0.0028m), (quote.NextBand, quote.NextBandAt, quote.Expected, quote.NextExpected));
        Assert.Equal(0.0028m, quote.Low);
    }

    [Fact]
    public void TheLastInstantOfACall_IsPricedToo()
    {
        DeepSeekQuote quote = Calls.Quote(Calls.Of("2026-11-16T00:00:00Z") with { Duration = TimeSpan.FromHours(1) });
        DeepSeekQuote shorter = Calls.Quote(Calls.Of("2026-11-16T00:00:00Z") with { Duration = TimeSpan.FromHours(1) - TimeSpan.FromTicks(1) });

        Assert.Equal((PriceBand.Peak, 1.5m), (quote.NextBand, quote.High));
        Assert.Equal((null, 0.75m), (shorter.NextBand, shorter.High));
    }

    [Fact]
    public void HitsAreWholeTokens() => Assert.Equal(
        ((1 * 0.006m) + (2 * 0.3m)) / 1_000_000,
        Calls.Quote(Calls.Of(input: 3) with { CacheHitRate = 0.5m, OutputTokens = 0 }).Expected);

    [Fact]
    public void WhatCanBePromised_IsTheTotalLessWhatIsHeldAndWhatIsNotSeenYet()
    {
        DateTimeOffset seen = Instants.Of(Calls.Monday);

        BalanceStanding standing = BalanceStanding.Of(Calls.Snapshot(10m, seen), [1m, 2m], [0.25m, 0.5m]);

        Assert.Equal(new BalanceStanding(10m, seen, true, 3m, 2, 0.75m), standing);
        Assert.Equal(6.25m, standing.Available);
        Assert.False(BalanceStanding.Of(new BalanceSnapshot(seen, seen, BalanceLevels.OfTotal(1m, false)), [], []).IsAvailable);
    }

    [Fact]
    public void AQuoteAgainstABalance_NamesTheAccountAndWhenItWasSeen()
    {
        DeepSeekQuote quote = ReservationRule.Against(Calls.Quote(Calls.Of()), "team", Calls.Standing(1m));

        Assert.Equal(("team", 1m, Instants.Of(Calls.Monday), -0.5m), (quote.Account, quote.Balance, quote.BalanceAt, quote.AvailableAfter));
        Assert.Equal(QuoteState.Quoted, quote.State);
    }

    private static (PriceBand?, DateTimeOffset?) Bands(DeepSeekQuote quote) => (quote.NextBand, quote.NextBandAt);
}
