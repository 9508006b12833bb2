using CostCompass.Core.Tests.Pricing;

namespace CostCompass.Core.Tests.Quotes;

public sealed class ReservationRuleTests
{
    private static readonly DateTimeOffset Now = Instants.Of(Calls.Monday);
    private static readonly CallUsage Used = new(0, 1_000_000, 100_000);

    [Fact]
    public void TheUpperBound_IsHeld_AndTheRestIsLeft()
    {
        DeepSeekQuote quote = Calls.Reserve(Calls.Of(), Calls.Standing(10m, held: 2m, unseen: 0.5m));

        Assert.Equal((QuoteState.Reserved, 10m, 2m, 0.5m, 6m), (quote.State, quote.Balance, quote.Held, quote.Unseen, quote.AvailableAfter));
        Assert.Equal((Now, Now.AddMinutes(15)), (quote.ReservedAt, quote.ReservedUntil));
    }

    [Fact]
    public void ExactlyEnough_IsEnough() => Assert.Equal(0m, Calls.Reserve(Calls.Of(), Calls.Standing(1.5m)).AvailableAfter);

    [Fact]
    public void TooLittle_IsRefused_WithTheShortfall()
    {
        CostException failure = Refusal(Calls.Standing(10m, held: 8.25m, unseen: 0.250000000000001m), "ReservationRefused");

        Assert.Equal(0.000000000000001m, failure.Data[ReservationRule.Shortfall]);
        Assert.Contains("0.000000000000001 USD is missing", failure.Message, StringComparison.Ordinal);
        Assert.Contains("The balance was 10 at 2026-11-16 09:30:00Z, 8.25 is held by one open reservation", failure.Message, StringComparison.Ordinal);
        Assert.Contains("1.499999999999999 is available", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ABalanceBelowZero_ReservesNothing()
    {
        CostException failure = Refusal(Calls.Standing(-3.8m), "ReservationRefused");

        Assert.Equal(5.3m, failure.Data[ReservationRule.Shortfall]);
        Assert.Equal(-5.3m, ReservationRule.Against(Calls.Quote(Calls.Of()), "team", Calls.Standing(-3.8m)).AvailableAfter);
    }

    [Fact]
    public void WithoutABalance_OrAnAccountThatMayCall_NothingIsReserved()
    {
        Refusal(null, "BalanceUnknown");
        Refusal(Calls.Standing(10m, isAvailable: false), "AccountUnavailable");
    }

    [Fact]
    public void WithoutAnUpperBound_NothingIsReserved()
    {
        DeepSeekQuote quote = Calls.Quote(Calls.Of()) with { High = null };

        CostException failure = Assert.Throws<CostException>(() => ReservationRule.Reserve(quote, "team", Calls.Standing(10m), Now, Now));
        Assert.Equal("UpperBoundUnknown", failure.ErrorId);
    }

    [Fact]
    public void AQuote_StandsWithoutABalanceToo()
    {
        DeepSeekQuote quote = ReservationRule.Against(Calls.Quote(Calls.Of()), null, null);

        Assert.Equal((null, null, null, null), (quote.Balance, quote.BalanceAt, quote.Held, quote.AvailableAfter));
    }

    [Fact]
    public void AReservation_EndsAtItsInstant()
    {
        Assert.Equal(QuoteState.Reserved, ReservationRule.OpenState(Now, Now.AddTicks(-1)));
        Assert.Equal(QuoteState.Expired, ReservationRule.OpenState(Now, Now));
    }

    [Fact]
    public void Settling_GivesTheRestBack()
    {
        DeepSeekSettlement settlement = Settle(Calls.Reserve(Calls.Of(), Calls.Standing(10m)), Used, Now.AddMinutes(1));

        Assert.Equal((1.5m, 0.42m, 1.08m, 0m), (settlement.Reserved, settlement.Actual, settlement.Refunded, settlement.Overrun));
        Assert.Equal((PriceBand.Peak, false, null, false), (settlement.Band, settlement.IsAmbiguous, settlement.ActualAtStart, settlement.WasExpired));
    }

    [Fact]
    public void SettlingInAnotherBand_GoesByTheEnd_AndTellsBothCosts()
    {
        DeepSeekQuote quote = Calls.Reserve(Calls.Of("2026-11-16T09:55:00Z"), Calls.Standing(10m));

        DeepSeekSettlement settlement = Settle(quote, Used, Instants.Of("2026-11-16T10:00:00Z"));
        DeepSeekSettlement before = Settle(quote, Used, Instants.OneTickBefore("2026-11-16T10:00:00Z"));

        Assert.Equal((PriceBand.OffPeak, 0.21m, true, 0.42m), (settlement.Band, settlement.Actual, settlement.IsAmbiguous, settlement.ActualAtStart!.Value));
        Assert.Equal((PriceBand.Peak, 0.42m, false), (before.Band, before.Actual, before.IsAmbiguous));
    }

    [Fact]
    public void MoreThanWasReserved_IsAnOverrun()
    {
        DeepSeekSettlement settlement = Settle(Calls.Reserve(Calls.Of(), Calls.Standing(10m)), new CallUsage(0, 6_000_000, 0), Now);

        Assert.Equal((1.8m, 0m, 0.3m), (settlement.Actual, settlement.Refunded, settlement.Overrun));
    }

    [Fact]
    public void AnExpiredReservation_IsSettled_ButGivesNothingBack()
    {
        DeepSeekQuote quote = Calls.Reserve(Calls.Of(), Calls.Standing(10m)) with { State = QuoteState.Expired };

        DeepSeekSettlement settlement = Settle(quote, Used, Now);

        Assert.Equal((true, 0.42m, 0m, 0m), (settlement.WasExpired, settlement.Actual, settlement.Refunded, settlement.Overrun));
    }

    [Theory]
    [InlineData(QuoteState.Completed, "QuoteCompleted")]
    [InlineData(QuoteState.Removed, "QuoteRemoved")]
    public void WhatIsClosed_IsNotSettledAgain(QuoteState state, string errorId)
    {
        DeepSeekQuote quote = Calls.Reserve(Calls.Of(), Calls.Standing(10m)) with { State = state, Actual = 0.42m };

        CostException failure = Assert.Throws<CostException>(() => Settle(quote, Used, Now));
        Assert.Equal(errorId, failure.ErrorId);
    }

    [Theory]
    [InlineData("2026-11-16T09:24:59Z")]
    [InlineData("2026-11-16T09:35:01Z")]
    public void ACall_IsCompleteNeitherBeforeItsQuoteNorInTheFuture(string completedAt)
    {
        DeepSeekQuote quote = Calls.Reserve(Calls.Of(), Calls.Standing(10m));

        CostException failure = Assert.Throws<CostException>(
            () => ReservationRule.Settle(quote, Used, Instants.Of(completedAt), Now, DeepSeekPriceCatalog.BuiltIn));
        Assert.Equal("CompletionOutOfRange", failure.ErrorId);
    }

    [Fact]
    public void ATotal_MayMissWhatWasSettledUpToTenMinutesBefore()
    {
        Assert.True(BalanceStanding.MayBeMissing(Now.AddMinutes(1), Now));
        Assert.True(BalanceStanding.MayBeMissing(Now.AddMinutes(-10).AddTicks(1), Now));
        Assert.False(BalanceStanding.MayBeMissing(Now.AddMinutes(-10), Now));
    }

    private static DeepSeekSettlement Settle(DeepSeekQuote quote, CallUsage usage, DateTimeOffset completedAt) =>
        ReservationRule.Settle(quote, usage, completedAt, completedAt, DeepSeekPriceCatalog.BuiltIn);

    private static CostException Refusal(BalanceStanding? standing, string errorId)
    {
        CostException failure = Assert.Throws<CostException>(
            () => ReservationRule.Reserve(Calls.Quote(Calls.Of()), "team", standing, Now, Now.AddMinutes(15)));
        Assert.Equal(errorId, failure.ErrorId);
        return failure;
    }
}
