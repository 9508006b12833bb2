using CostCompass.Core.Tests.Pricing;

namespace CostCompass.Core.Tests.Quotes;

/// <summary>What a person reads when a call is not reserved or not settled, and what to do next.</summary>
public sealed class ReservationMessageTests
{
    private static readonly DateTimeOffset Now = Instants.Of(Calls.Monday);

    [Fact]
    public void WithoutABalance_TheNextStepIsToReadIt() => AssertFailure(
        Refusal(Calls.Quote(Calls.Of()), null),
        "BalanceUnknown",
        CostErrorKind.NotFound,
        "The amount can't be reserved: the USD balance of the account 'team' is unknown.",
        "Update-CostSnapshot");

    [Fact]
    public void WithoutAnUpperBound_TheNextStepIsToGiveOne() => AssertFailure(
        Refusal(Calls.Quote(Calls.Of()) with { High = null }, Calls.Standing(10m)),
        "UpperBoundUnknown",
        CostErrorKind.InvalidInput,
        "the maximum output of the model 'deepseek-flash' is unknown",
        "-MaxOutputTokens");

    [Fact]
    public void AnAccountThatMayNotCall_IsNamed() => AssertFailure(
        Refusal(Calls.Quote(Calls.Of()), Calls.Standing(10m, isAvailable: false)),
        "AccountUnavailable",
        CostErrorKind.LimitReached,
        "according to its latest snapshot, the account 'team' can't make calls",
        "Get-DeepSeekBalance");

    [Fact]
    public void TooLittle_NamesWhatIsAskedFor_AndEveryPartOfWhatIsLeft() => AssertFailure(
        Refusal(Calls.Quote(Calls.Of()), Calls.Standing(3m, held: 1.5m, unseen: 0.25m)),
        "ReservationRefused",
        CostErrorKind.LimitReached,
        "1.5 USD can't be reserved for the account 'team': 0.25 USD is missing. The balance was 3 at 2026-11-16 09:30:00Z, "
        + "1.5 is held by one open reservation, and 0.25 was spent since. 1.25 is available.",
        "-Refresh");

    [Fact]
    public void ASettledQuote_SaysWithWhat()
    {
        DeepSeekQuote settled = Calls.Reserve(Calls.Of(), Calls.Standing(10m)) with { State = QuoteState.Completed, Actual = 0.42m };

        AssertFailure(
            Assert.Throws<CostException>(() => ReservationRule.RequireOpen(settled)),
            "QuoteCompleted",
            CostErrorKind.AlreadyExists,
            "The quote 'abcdefghjk' is already settled with 0.42 USD.",
            "To see the quote, run Get-DeepSeekQuote.");
    }

    [Fact]
    public void AQuoteThatWasGivenBack_IsNamed() => AssertFailure(
        Assert.Throws<CostException>(() => ReservationRule.RequireOpen(
            Calls.Reserve(Calls.Of(), Calls.Standing(10m)) with { State = QuoteState.Removed })),
        "QuoteRemoved",
        CostErrorKind.NotFound,
        "The quote 'abcdefghjk' is already released.",
        "Get-DeepSeekQuote -State Reserved");

    [Theory]
    [InlineData(QuoteState.Reserved)]
    [InlineData(QuoteState.Expired)]
    public void WhatIsNeitherSettledNorGivenBack_IsOpen(QuoteState state)
    {
        DeepSeekQuote quote = Calls.Reserve(Calls.Of(), Calls.Standing(10m)) with { State = state };

        ReservationRule.RequireOpen(quote);

        Assert.Equal(state == QuoteState.Expired, Settle(quote, Now).WasExpired);
    }

    // A call may be complete up to five minutes before its quote and five minutes from now, since clocks differ.
    [Theory]
    [InlineData("2026-11-16T09:24:59.9999999Z", false)]
    [InlineData("2026-11-16T09:25:00Z", true)]
    [InlineData("2026-11-16T09:35:00Z", true)]
    [InlineData("2026-11-16T09:35:00.0000001Z", false)]
    public void FiveMinutesOnEitherSide_AreTolerated(string completedAt, bool isTaken)
    {
        DeepSeekQuote quote = Calls.Reserve(Calls.Of(), Calls.Standing(10m));

        if (isTaken)
        {
            Assert.Equal((Instants.Of(completedAt), Now), (Settle(quote, Instants.Of(completedAt)).CompletedAt, Settle(quote, Instants.Of(completedAt)).SettledAt));
            return;
        }

        AssertFailure(
            Assert.Throws<CostException>(() => Settle(quote, Instants.Of(completedAt))),
            "CompletionOutOfRange",
            CostErrorKind.InvalidInput,
            $"-At ({completedAt[..10]} {completedAt[11..19]}Z) must not be earlier than the quote 'abcdefghjk' or in the future.",
            "-At");
    }

    [Theory]
    [InlineData("2026-11-16T09:00:00Z", "2026-11-16T09:30:00Z")]
    [InlineData("2026-11-16T09:30:00Z", "2026-11-16T09:00:00Z")]
    public void TheEarlierOfQuoteAndReservation_IsTheEarliestBeginning(string at, string reservedAt)
    {
        DeepSeekQuote quote = Calls.Reserve(Calls.Of(at), Calls.Standing(10m)) with { ReservedAt = Instants.Of(reservedAt) };

        Assert.Equal(Instants.Of("2026-11-16T08:55:00Z"), Settle(quote, Instants.Of("2026-11-16T08:55:00Z")).CompletedAt);
        Assert.Throws<CostException>(() => Settle(quote, Instants.OneTickBefore("2026-11-16T08:55:00Z")));
    }

    [Fact]
    public void ASettlement_RepeatsWhatWasReservedAndUsed()
    {
        DeepSeekSettlement settlement = ReservationRule.Settle(
            Calls.Reserve(Calls.Of(), Calls.Standing(10m)), new CallUsage(1, 2, 3), Now, Now, DeepSeekPriceCatalog.BuiltIn);

        Assert.Equal(
            ("abcdefghjk", "team", "deepseek-flash", "USD", 1L, 2L, 3L),
            (settlement.Id, settlement.Account, settlement.Model, settlement.Currency, settlement.CacheHitTokens, settlement.CacheMissTokens, settlement.OutputTokens));
    }

    [Fact]
    public void AnExpectationBeyondTheLongestAnswer_NamesBothNumbers() => AssertFailure(
        Assert.Throws<CostException>(() => Calls.Quote(Calls.Of(most: 10) with { OutputTokens = 11 })),
        "OutputBeyondMaximum",
        CostErrorKind.InvalidInput,
        "-OutputTokens is 11, but at most 10 output tokens are possible.",
        "-MaxOutputTokens");

    private static DeepSeekSettlement Settle(DeepSeekQuote quote, DateTimeOffset completedAt) =>
        ReservationRule.Settle(quote, new CallUsage(0, 1, 1), completedAt, Now, DeepSeekPriceCatalog.BuiltIn);

    private static CostException Refusal(DeepSeekQuote quote, BalanceStanding? standing) =>
        Assert.Throws<CostException>(() => ReservationRule.Reserve(quote, "team", standing, Now, Now.AddMinutes(15)));

    private static void AssertFailure(CostException failure, string errorId, CostErrorKind kind, string message, string action)
    {
        Assert.Equal((errorId, kind), (failure.ErrorId, failure.Kind));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Contains(action, failure.RecommendedAction, StringComparison.Ordinal);
    }
}
