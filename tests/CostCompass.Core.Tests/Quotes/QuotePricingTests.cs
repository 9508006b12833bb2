using CostCompass.Core.Tests.Pricing;

namespace CostCompass.Core.Tests.Quotes;

public sealed class QuotePricingTests
{
    [Fact]
    public void TheWorkedFigure_ComesOutToTheLastDigit()
    {
        DeepSeekQuote quote = Calls.Quote(Calls.Of("2026-11-16T12:00:00Z", input: 10_000_000) with { CacheHitRate = 0.85m, OutputTokens = 1_000_000 });

        Assert.Equal((PriceBand.OffPeak, 0.8505m, 0.03m, 2.1m), (quote.Band, quote.Expected, quote.Low, quote.High!.Value));
        Assert.Equal("0.8505 0.03 2.1", string.Create(CultureInfo.InvariantCulture, $"{quote.Expected} {quote.Low} {quote.High}"));
    }

    [Fact]
    public void Low_IsAllHitsAndNoAnswer_High_IsAllMissesAndTheLongestAnswer()
    {
        DeepSeekQuote quote = Calls.Quote(Calls.Of("2026-11-16T02:00:00Z") with { Input = new TokenEstimate(100, 200, 700), MaxOutputTokens = 50 });

        Assert.Equal(100 * 0.006m / 1_000_000, quote.Low);
        Assert.Equal(((200 * 0.3m) + (25 * 1.2m)) / 1_000_000, quote.Expected);
        Assert.Equal(((700 * 0.3m) + (50 * 1.2m)) / 1_000_000, quote.High);
        Assert.Equal((100, 200, 700, true), (quote.InputTokensLow, quote.InputTokens, quote.InputTokensHigh, quote.IsEstimated));
    }

    [Fact]
    public void OneTickBeforeTheCallCanReachThePeak_OnlyTheOffPeakPriceCounts()
    {
        DeepSeekQuote before = Calls.Quote(Calls.Of() with { At = Instants.OneTickBefore("2026-11-16T00:50:00Z") });
        DeepSeekQuote at = Calls.Quote(Calls.Of("2026-11-16T00:50:00Z"));

        Assert.Equal((null, null, 0.75m), (before.NextBand, before.NextExpected, before.High!.Value));
        Assert.Equal((PriceBand.OffPeak, PriceBand.Peak, 1.5m), (at.Band, at.NextBand!.Value, at.High!.Value));
        Assert.Equal(Instants.Of("2026-11-16T01:00:00Z"), at.NextBandAt);
        Assert.Equal((at.Expected, 2 * at.Expected), (0.1506m, at.NextExpected!.Value));
    }

    [Fact]
    public void FromPeakToOffPeak_LowIsOfTheCheaperBand_AndHighOfTheDearer()
    {
        DeepSeekQuote quote = Calls.Quote(Calls.Of("2026-11-16T09:55:00Z"));

        Assert.Equal((PriceBand.Peak, PriceBand.OffPeak, Instants.Of("2026-11-16T10:00:00Z")), (quote.Band, quote.NextBand, quote.NextBandAt));
        Assert.Equal((0.003m, 1.5m), (quote.Low, quote.High!.Value));
    }

    [Fact]
    public void ALongerDuration_TouchesMore() =>
        Assert.Equal(1.5m, Calls.Quote(Calls.Of("2026-11-16T00:00:00Z") with { Duration = TimeSpan.FromHours(1) }).High);

    [Fact]
    public void ACallFromNightToNoon_TouchesTheMorningInBetween()
    {
        DeepSeekQuote quote = Calls.Quote(Calls.Of("2026-11-16T00:30:00Z") with { Duration = TimeSpan.FromHours(4) });

        Assert.Equal((PriceBand.OffPeak, PriceBand.Peak, Instants.Of("2026-11-16T01:00:00Z")), (quote.Band, quote.NextBand, quote.NextBandAt));
        Assert.Equal((0.003m, 1.5m), (quote.Low, quote.High!.Value));
    }

    // A Saturday: off-peak all day, so that nothing but what the name stands for changes.
    [Fact]
    public void ANameThatBecomesAnotherModelDuringTheCall_IsPricedAsThatFromThenOn()
    {
        const string At = "2026-11-21T12:00:00Z";
        DeepSeekPriceCatalog catalog = Redirected("2026-11-21T12:05:00Z");

        DeepSeekQuote quote = QuotePricing.Of(Calls.Of(At, "deepseek-v4-pro"), catalog);
        DeepSeekQuote settled = QuotePricing.Of(Calls.Of("2026-11-21T12:05:00Z", "deepseek-v4-pro"), catalog);

        Assert.Equal((Instants.Of("2026-11-21T12:05:00Z"), settled.Expected), (quote.NextBandAt, quote.NextExpected));
        Assert.Equal(Calls.Quote(Calls.Of(At)).Low, quote.Low);
        Assert.Equal(Calls.Quote(Calls.Of(At, "deepseek-v4-pro")).High, quote.High);
    }

    [Fact]
    public void ACallThatMayEndWhenNoPriceIsKnown_IsNotQuoted()
    {
        DeepSeekPrice price = DeepSeekPriceCatalog.BuiltIn.Find("deepseek-flash", "USD", Instants.Of("2026-11-21")) with
        {
            Band = PriceBand.Flat,
            EffectiveTo = Instants.Of("2026-11-21T12:05:00Z"),
        };
        DeepSeekPriceCatalog catalog = new([price], BandCalendar.BuiltIn, []);

        Assert.Equal(0.75m, QuotePricing.Of(Calls.Of("2026-11-21T11:54:59Z"), catalog).High);
        Assert.Equal("PriceUnknown", Assert.Throws<CostException>(() => QuotePricing.Of(Calls.Of("2026-11-21T11:55:00Z"), catalog)).ErrorId);
    }

    [Fact]
    public void AReservation_IsCoveredUntilItEnds_ButTheCallCrossesNoBand()
    {
        DeepSeekQuote quote = Calls.Quote(Calls.Of("2026-11-16T00:00:00Z") with { CoveredUntil = Instants.Of("2026-11-16T01:00:00Z") });

        Assert.Equal((null, 1.5m), (quote.NextBand, quote.High!.Value));
    }

    [Fact]
    public void ANewPriceList_CountsWhenTheCallCanReachIt()
    {
        DeepSeekQuote quote = Calls.Quote(Calls.Of("2026-08-16T15:55:00Z", "deepseek-v4-pro"));

        Assert.Equal((PriceBand.Flat, PriceBand.OffPeak), (quote.Band, quote.NextBand));
        Assert.Equal(0.66m + 1.98m, quote.High);
        Assert.Equal(Instants.Of("2026-08-16T16:00:00Z"), quote.NextBandAt);
    }

    [Fact]
    public void OnAHoliday_NoPeakIsTouched()
    {
        DeepSeekQuote quote = Calls.Quote(Calls.Of("2026-10-01T00:55:00Z"));

        Assert.Equal((null, 0.75m, true), (quote.NextBand, quote.High!.Value, quote.IsVerified));
    }

    [Fact]
    public void OnAHolidayThatIsNotVerified_TheBoundReckonsWithThePeak()
    {
        DeepSeekQuote holiday = Calls.Quote(Calls.Of("2027-02-05T00:55:00Z"));
        DeepSeekQuote evening = Calls.Quote(Calls.Of("2027-02-05T12:00:00Z"));

        Assert.Equal((PriceBand.OffPeak, false, 1.5m), (holiday.Band, holiday.IsVerified, holiday.High!.Value));
        Assert.Equal((true, 0.75m), (evening.IsVerified, evening.High!.Value));
    }

    [Fact]
    public void OnAWorkingDayThatIsNotVerified_TheLeastReckonsWithAHoliday()
    {
        DeepSeekQuote quote = Calls.Quote(Calls.Of("2027-03-10T02:00:00Z"));

        Assert.Equal((PriceBand.Peak, false, 0.003m, 1.5m), (quote.Band, quote.IsVerified, quote.Low, quote.High!.Value));
    }

    [Fact]
    public void WithoutALongestAnswer_TheLimitOfTheModelBounds()
    {
        DeepSeekQuote quote = Calls.Quote(Calls.Of("2026-11-16T12:00:00Z", input: 0, most: null));

        Assert.Equal((393_216, 1000, 0.0006m, 0.2359296m), (quote.MaxOutputTokens!.Value, quote.OutputTokens, quote.Expected, quote.High!.Value));
    }

    [Fact]
    public void WithoutAnyKnownLimit_ThereIsNoBound()
    {
        DeepSeekPrice price = DeepSeekPriceCatalog.BuiltIn.Find("deepseek-flash", "USD", Instants.Of(Calls.Monday)) with { Model = "other", Band = PriceBand.Flat };
        DeepSeekQuote quote = QuotePricing.Of(Calls.Of(model: "other", most: null), new DeepSeekPriceCatalog([price], BandCalendar.BuiltIn, []));

        Assert.Equal((null, null), (quote.MaxOutputTokens, quote.High));
        Assert.Equal(0.3m + 0.0012m, quote.Expected);
    }

    [Fact]
    public void AnExpectedAnswerBeyondTheLongest_IsRefused()
    {
        CostException failure = Assert.Throws<CostException>(() => Calls.Quote(Calls.Of(most: 10) with { OutputTokens = 11 }));

        Assert.Equal("OutputBeyondMaximum", failure.ErrorId);
        Assert.Equal(10, Calls.Quote(Calls.Of(most: 10) with { OutputTokens = 10 }).OutputTokens);
    }

    [Fact]
    public void AnAlias_IsQuotedAsWhatItIsBilledAs()
    {
        DeepSeekQuote quote = Calls.Quote(Calls.Of(model: "deepseek-v4-flash"));

        Assert.Equal(("deepseek-v4-flash", "deepseek-flash", 1.5m), (quote.Model, quote.BilledAs, quote.High!.Value));
    }

    [Fact]
    public void ANameThatRetiresDuringTheCall_IsQuotedUntilThen()
    {
        Assert.Equal(0.42m, Calls.Quote(Calls.Of("2026-07-24T15:55:00Z", "deepseek-chat")).High);
        CostException failure = Assert.Throws<CostException>(() => Calls.Quote(Calls.Of("2026-07-24T15:59:00Z", "deepseek-chat")));
        Assert.Equal("ModelRetired", failure.ErrorId);
    }

    [Fact]
    public void WithoutAPriceForHits_TheLeastIsOfMisses() =>
        Assert.Equal(0.14m, Calls.Quote(Calls.Of("2024-06-01T00:00:00Z", "deepseek-chat")).Low);

    private static DeepSeekPriceCatalog Redirected(string from) => PriceTables.BuiltIn
        .With(PriceTableText.Recognize("names.csv", $"name,billed_as,from_utc,retired_at_utc\ndeepseek-v4-pro,deepseek-flash,{from},\n"), 1, null)
        .ToCatalog();
}
