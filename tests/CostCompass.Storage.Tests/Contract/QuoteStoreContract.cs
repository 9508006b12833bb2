using System.Collections.Concurrent;
using CostCompass.Storage.Sql;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Contract;

public abstract class QuoteStoreContract(StoreUnderTest home) : IDisposable
{
    private static readonly DateTimeOffset Later = Noon.AddMinutes(15);

    private QuoteStore Quotes => home.Store.Quotes;

    [ContractFact]
    public void AReservation_ComesBackToTheLastDigit()
    {
        home.Record(0, 10m);
        DeepSeekQuote quote = Quote(1.234567890123456m) with
        {
            Low = 0.000000000000001m,
            NextBand = PriceBand.Peak,
            NextBandAt = Noon.AddMinutes(5),
            NextExpected = 0.7m,
            IsEstimated = true,
            IsVerified = false,
            InputTokensLow = 1,
            InputTokensHigh = 3,
            CacheHitRate = 0.85m,
            Searches = 2,
            MaxSearches = 5,
        };

        DeepSeekQuote reserved = Quotes.Reserve(quote, Series, Noon, Later);

        Assert.Equal((QuoteState.Reserved, 10m, 0m, 0m, 8.765432109876544m), (reserved.State, reserved.Balance, reserved.Held, reserved.Unseen, reserved.AvailableAfter));
        Assert.Equal(reserved, Quotes.Find(reserved.Id!, Noon));
        Assert.Equal([reserved], Quotes.Read(Noon));
    }

    [ContractFact]
    public void AnUpperBoundBelowZero_IsRefused_AndReservesNothing()
    {
        home.Record(0, 10m);

        Refusal(() => Quotes.Reserve(Quote(-0.000000001m) with { Low = -1m, Expected = -1m }, Series, Noon, Later), "UpperBoundInvalid");

        Assert.Empty(Quotes.Read(Noon));
        Assert.Equal(10m, Quotes.ReadStanding(Series, Noon)!.Available);
    }

    [ContractFact]
    public void TheId_IsTenCharacters_FoundInAnyCase_AndNewEachTime()
    {
        home.Record(0, 10m);
        List<string> ids = [.. Enumerable.Range(0, 50).Select(_ => Quotes.Reserve(Quote(0.1m), Series, Noon, Later).Id!)];

        Assert.All(ids, id => Assert.Matches("^[0-9a-hjkmnp-tv-z]{10}$", id));
        Assert.Equal(50, ids.Distinct().Count());
        Assert.Equal(ids, Quotes.Read(Noon).Select(quote => quote.Id));
        Assert.Equal(ids[7], Quotes.Find(ids[7].ToUpperInvariant(), Noon).Id);
    }

    [ContractFact]
    public void WhatIsHeld_IsNotHeldAgain_UntilItExpires()
    {
        home.Record(0, 10m);
        Quotes.Reserve(Quote(6m), Series, Noon, Later);

        CostException failure = Refusal(() => Quotes.Reserve(Quote(5m), Series, Noon, Later), "ReservationRefused");
        Assert.Equal(1m, failure.Data[ReservationRule.Shortfall]);
        Assert.Single(Quotes.Read(Noon));
        Refusal(() => Quotes.Reserve(Quote(5m), Series, Later - Instant.Resolution, Later.AddHours(1)), "ReservationRefused");
        Assert.Equal(5m, Quotes.Reserve(Quote(5m), Series, Later, Later.AddHours(1)).AvailableAfter);
        Assert.Equal([QuoteState.Expired, QuoteState.Reserved], Quotes.Read(Later).Select(quote => quote.State));
    }

    [ContractFact]
    public void TheOpenOnes_AndTheNewestOfABeginning_AreFoundAlone()
    {
        home.Record(0, 10m);
        List<DeepSeekQuote> made = [.. Enumerable.Range(0, 4).Select(second => Quotes.Reserve(Quote(1m), Series, Noon.AddSeconds(second), Later.AddSeconds(second)))];
        Settle(made[1].Id!, Noon.AddMinutes(1), 1m);
        Quotes.Remove(made[2].Id!, Noon.AddMinutes(1));

        Assert.Equal([(made[0].Id, QuoteState.Expired), (made[3].Id, QuoteState.Reserved)], Quotes.ReadOpen(Later).Select(quote => (quote.Id, quote.State)));
        Assert.Equal([made[3].Id, made[2].Id], Quotes.ReadNewest("", 2, Later).Select(quote => quote.Id));
        Assert.Equal([made[1].Id], Quotes.ReadNewest(made[1].Id![..7].ToUpperInvariant(), 9, Later).Select(quote => quote.Id));
        Assert.Empty(Quotes.ReadNewest("%", 9, Later));
    }

    [ContractFact]
    public void OtherAccountsAndCurrencies_HoldNothingHere()
    {
        home.Record(0, 10m);
        home.Store.Record([Reading(0, 10m, series: Series with { Account = "other" }), Reading(0, 10m, series: Series with { Currency = "CNY" })]);
        Quotes.Reserve(Quote(10m), Series with { Account = "other" }, Noon, Later);
        Quotes.Reserve(Quote(10m) with { Currency = "CNY" }, Series with { Currency = "CNY" }, Noon, Later);

        Assert.Equal((10m, 0), (Quotes.ReadStanding(Series, Noon)!.Available, Quotes.ReadStanding(Series, Noon)!.Reservations));
    }

    [ContractFact]
    public void ASettledCost_IsTakenOff_UntilAReadingMustShowIt()
    {
        home.Record(0, 10m);
        DeepSeekQuote quote = Quotes.Reserve(Quote(6m), Series, Noon, Later);
        DeepSeekSettlement settlement = Settle(quote.Id!, Noon.AddMinutes(1), 2.000000000000001m);

        Assert.Equal((6m, 3.999999999999999m, 0m), (settlement.Reserved, settlement.Refunded, settlement.Overrun));
        Assert.Equal((0m, 2.000000000000001m, 7.999999999999999m), Standing());

        // Ten minutes after the settlement less a microsecond, the balance may still be without it; from then on it is not.
        home.Record((11 * 60) - 0.000001, 10m);
        Assert.Equal((0m, 2.000000000000001m, 7.999999999999999m), Standing(11));
        home.Record(11 * 60, 10m);
        Assert.Equal((0m, 0m, 10m), Standing(11));
    }

    [ContractFact]
    public void ASnapshotOfAClockThatWasAhead_HidesNoSettledCost()
    {
        home.Record(24 * 60 * 60, 10m);
        DeepSeekQuote quote = Quotes.Reserve(Quote(6m), Series, Noon, Later);
        Settle(quote.Id!, Noon.AddMinutes(1), 2m);

        Assert.Equal((0m, 2m, 8m), Standing());
        Assert.Equal(Noon.AddMinutes(2), Quotes.ReadStanding(Series, Noon.AddMinutes(2))!.SeenAt);
    }

    [ContractFact]
    public void ASettlement_IsKept_AndMadeOnce()
    {
        home.Record(0, 10m);
        DeepSeekQuote quote = Quotes.Reserve(Quote(6m), Series, Noon, Later);
        Settle(quote.Id!, Noon.AddMinutes(1), 2m);

        Refusal(() => Settle(quote.Id!, Noon.AddMinutes(2), 3m), "QuoteCompleted");
        Refusal(() => Quotes.Remove(quote.Id!, Noon), "QuoteCompleted");
        DeepSeekQuote stored = Quotes.Find(quote.Id!, Later.AddDays(1));
        Assert.Equal((QuoteState.Completed, 2m, Noon.AddMinutes(1)), (stored.State, stored.Actual, stored.ClosedAt));
    }

    [ContractFact]
    public void AnExpiredReservation_IsSettledWithoutARefund_AndItsCostCounts()
    {
        home.Record(0, 10m);
        DeepSeekQuote quote = Quotes.Reserve(Quote(6m), Series, Noon, Later);

        DeepSeekSettlement settlement = Settle(quote.Id!, Later, 2m);

        Assert.Equal((true, 0m), (settlement.WasExpired, settlement.Refunded));
        Assert.Equal((0m, 2m, 8m), Standing());
    }

    [ContractFact]
    public void GivenBack_ItHoldsNothing_AndIsNeitherSettledNorGivenBackAgain()
    {
        home.Record(0, 10m);
        DeepSeekQuote quote = Quotes.Reserve(Quote(6m), Series, Noon, Later);

        Quotes.Remove(quote.Id!, Noon.AddMinutes(1));

        Assert.Equal((0m, 0m, 10m), Standing());
        Assert.Equal((QuoteState.Removed, Noon.AddMinutes(1)), (Quotes.Find(quote.Id!, Noon).State, Quotes.Find(quote.Id!, Noon).ClosedAt));
        Refusal(() => Quotes.Remove(quote.Id!, Noon), "QuoteRemoved");
        Refusal(() => Settle(quote.Id!, Noon, 1m), "QuoteRemoved");
    }

    [ContractFact]
    public void ASettlementThatFails_ChangesNothing()
    {
        home.Record(0, 10m);
        DeepSeekQuote quote = Quotes.Reserve(Quote(6m), Series, Noon, Later);

        Assert.Throws<InvalidOperationException>(() => Quotes.Settle(quote.Id!, Noon, _ => throw new InvalidOperationException()));

        Assert.Equal((6m, 0m, 4m), Standing());
    }

    [ContractFact]
    public void AnUnknownId_IsSaidToBeOne_AndMakesNoStore()
    {
        Refusal(() => Quotes.Find("chatcmpl-1", Noon), "QuoteNotFound");
        Refusal(() => Quotes.Remove("chatcmpl-1", Noon), "QuoteNotFound");
        Refusal(() => Settle("chatcmpl-1", Noon, 1m), "QuoteNotFound");
        Refusal(() => Quotes.Reserve(Quote(1m), Series, Noon, Later), "BalanceUnknown");
        Assert.Null(Quotes.ReadStanding(Series, Noon));
        Assert.Empty(Quotes.Read(Noon));
        Assert.False(home.Store.Exists);
    }

    [ContractFact]
    public void WithoutASnapshotOfTheCurrency_NothingIsReserved()
    {
        home.Record(0, 10m);

        Refusal(() => Quotes.Reserve(Quote(1m) with { Currency = "CNY" }, Series with { Currency = "CNY" }, Noon, Later), "BalanceUnknown");
    }

    [ContractFact]
    public void RemovingTheHistory_RemovesTheReservationsOfTheAccountAlone()
    {
        home.Record(0, 10m);
        home.Store.Record([Reading(0, 10m, series: Series with { Account = "other" })]);
        Quotes.Reserve(Quote(1m), Series, Noon, Later);
        DeepSeekQuote kept = Quotes.Reserve(Quote(1m), Series with { Account = "other" }, Noon, Later);

        home.Store.RemoveHistory("TEAM");

        Assert.Equal([kept.Id], Quotes.Read(Noon).Select(quote => quote.Id));
    }

    [ContractFact]
    public void ReservationsAtTheSameMoment_PromiseTheBalanceOnce()
    {
        home.Record(0, 10m);
        var refusals = new ConcurrentBag<decimal>();
        var threads = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            var quotes = home.Another().Quotes;
            for (int time = 0; time < 5; time++)
            {
                try
                {
                    quotes.Reserve(Quote(0.3m), Series, Noon, Later);
                }
                catch (CostException failure) when (failure.ErrorId == "ReservationRefused")
                {
                    refusals.Add((decimal)failure.Data[ReservationRule.Shortfall]!);
                }
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        // 33 times 0.3 is 9.9; the 34th would need 0.2 more than there is.
        Assert.Equal(33, Quotes.Read(Noon).Count);
        Assert.Equal(Enumerable.Repeat(0.2m, 7), refusals);
    }

    public void Dispose()
    {
        home.Dispose();
        GC.SuppressFinalize(this);
    }

    private static DeepSeekQuote Quote(decimal high) => QuoteSample.Of(high);

    private DeepSeekSettlement Settle(string id, DateTimeOffset now, decimal actual) => QuoteSample.Settle(Quotes, id, now, actual);

    private (decimal Held, decimal Unseen, decimal Available) Standing(int minutes = 2)
    {
        BalanceStanding standing = Quotes.ReadStanding(Series, Noon.AddMinutes(minutes))!;
        return (standing.Held, standing.Unseen, standing.Available);
    }
}
