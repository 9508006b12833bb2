namespace CostCompass.Core.Tests.Metering;

public sealed class CostSummationTests
{
    private const string Noon = "2026-11-10T12:00:00Z";

    private static readonly CostQuestion Dollars = new() { Currency = "USD" };
    private static readonly ZoneCalendar Utc0 = new(TimeZoneInfo.Utc);

    [Theory]
    [InlineData("deepseek-v4-flash", "2026-05-10T00:00:00Z", "USD", "0.5138")]
    [InlineData("deepseek-flash", "2026-11-10T12:00:00Z", "USD", "0.8505")]
    [InlineData("deepseek-flash", "2026-11-10T02:00:00Z", "USD", "1.701")]
    public void TheWorkedFigures_ComeOutExactly(string model, string at, string currency, string cost)
    {
        MeteredCall call = Call(at, model) with { CacheHitTokens = 8_500_000, CacheMissTokens = 1_500_000, OutputTokens = 1_000_000 };
        CostQuestion question = Dollars with { Currency = currency };

        DeepSeekCost single = new CallPricing(DeepSeekPriceCatalog.BuiltIn, question, Utc0).Price(call)!;

        Assert.Equal((decimal.Parse(cost, System.Globalization.CultureInfo.InvariantCulture), 0.85m), (single.Cost, single.HitRatio));
        Assert.Equal(single.Cost, Assert.Single(Totals([call], question, UsageGrouping.Month)).Cost);
    }

    [Fact]
    public void AHitRate_SharesEachPromptOutAnew()
    {
        MeteredCall call = Call("2026-11-10T12:00:00Z", "deepseek-flash") with { CacheHitTokens = 0, CacheMissTokens = 10_000_000, OutputTokens = 1_000_000 };

        DeepSeekCost cost = Assert.Single(Totals([call], Dollars with { CacheHitRate = 0.85m }, UsageGrouping.Model));

        Assert.Equal((8_500_000L, 1_500_000L, 0.8505m), (cost.CacheHitTokens, cost.CacheMissTokens, cost.Cost));
    }

    [Fact]
    public void AsBandAndAsModel_PriceWhatWouldHaveBeen()
    {
        MeteredCall[] calls = [Call("2026-11-10T02:00:00Z"), Call("2026-11-10T12:00:00Z", "claude-x")];
        decimal offPeak = ((1_000 * 0.022m) + (200 * 0.66m) + (30 * 1.98m)) / 1_000_000;

        Assert.Equal(2 * offPeak, Totals([calls[0]], Dollars, UsageGrouping.Band).Single().Cost);
        Assert.Equal(offPeak, Totals([calls[0]], Dollars with { AsBand = PriceBand.OffPeak }, UsageGrouping.Band).Single().Cost);
        DeepSeekCost both = Totals(calls, Dollars with { AsModel = "deepseek-v4-pro" }, UsageGrouping.Day).Single();
        Assert.Equal((2L, 3 * offPeak, "deepseek-v4-pro", (PriceBand?)null), (both.Calls, both.Cost, both.Model, both.Band));
    }

    [Fact]
    public void ACallAcrossAnEdgeOfTheBands_HasBothCosts()
    {
        MeteredCall call = Call("2026-11-10T04:00:00Z") with { StartedAt = Utc("2026-11-10T03:59:59.9999999Z") };
        decimal offPeak = ((1_000 * 0.022m) + (200 * 0.66m) + (30 * 1.98m)) / 1_000_000;

        foreach (DeepSeekCost cost in new[] { new CallPricing(DeepSeekPriceCatalog.BuiltIn, Dollars, Utc0).Price(call)!, Totals([call], Dollars, UsageGrouping.Model).Single() })
        {
            Assert.Equal((true, offPeak, offPeak, 2 * offPeak), (cost.IsAmbiguous, cost.Cost, cost.Low, cost.High));
        }

        Assert.False(Totals([call with { StartedAt = Utc("2026-11-10T04:00:00Z") }], Dollars, UsageGrouping.Model).Single().IsAmbiguous);
        Assert.False(Totals([call], Dollars with { AsBand = PriceBand.Peak }, UsageGrouping.Model).Single().IsAmbiguous);
    }

    [Fact]
    public void ACallAcrossAChangeOfPrice_HasBothCosts_ThoughTheBandStays()
    {
        // The discount of three quarters began on 26 April: 1M misses cost 1.74 before and 0.435 after.
        MeteredCall call = Call("2026-04-26T00:00:01Z") with
        {
            StartedAt = Utc("2026-04-25T23:59:59Z"), CacheHitTokens = 0, CacheMissTokens = 1_000_000, OutputTokens = 0,
        };

        foreach (DeepSeekCost cost in new[] { new CallPricing(DeepSeekPriceCatalog.BuiltIn, Dollars, Utc0).Price(call)!, Totals([call], Dollars, UsageGrouping.Model).Single() })
        {
            Assert.Equal((true, 0.435m, 0.435m, 1.74m), (cost.IsAmbiguous, cost.Cost, cost.Low, cost.High));
        }
    }

    [Theory]
    [InlineData("2027-03-03T02:00:00Z", false)]
    [InlineData("2027-03-03T12:00:00Z", true)]
    [InlineData("2026-11-10T02:00:00Z", true)]
    public void APriceThatRestsOnUnverifiedHolidays_IsMarked(string at, bool isVerified)
    {
        MeteredCall call = Call(at);

        Assert.Equal(isVerified, new CallPricing(DeepSeekPriceCatalog.BuiltIn, Dollars, Utc0).Price(call)!.IsVerified);
        Assert.Equal(isVerified, Totals([call, Call("2026-11-10T02:00:00Z")], Dollars, UsageGrouping.Model).Single().IsVerified);
        Assert.True(Totals([call], Dollars with { AsBand = PriceBand.Peak }, UsageGrouping.Model).Single().IsVerified);
    }

    [Fact]
    public void TheCheapHoursOf2025_AreOffPeak()
    {
        MeteredCall call = Call("2025-06-10T12:00:00Z", "deepseek-chat") with { CacheHitTokens = 0, CacheMissTokens = 1_000_000, OutputTokens = 0 };

        Assert.Equal(0.135m, new CallPricing(DeepSeekPriceCatalog.BuiltIn, Dollars with { AsBand = PriceBand.OffPeak }, Utc0).Price(call)!.Cost);
        Assert.Equal(0.27m, new CallPricing(DeepSeekPriceCatalog.BuiltIn, Dollars with { AsBand = PriceBand.Peak }, Utc0).Price(call)!.Cost);
    }

    [Fact]
    public void ACallThatCostsTheSameInBothBands_IsNotAmbiguous()
    {
        MeteredCall call = Call("2026-11-10T04:00:00Z") with
        {
            StartedAt = Utc("2026-11-10T03:59:59Z"), CacheHitTokens = 0, CacheMissTokens = 0, OutputTokens = 0,
        };

        Assert.False(new CallPricing(DeepSeekPriceCatalog.BuiltIn, Dollars, Utc0).Price(call)!.IsAmbiguous);
        Assert.False(Totals([call], Dollars, UsageGrouping.Model).Single().IsAmbiguous);
    }

    [Theory]
    [InlineData("UTC", "2026-11-10T00:00:00+00:00", "2026-11-11T00:00:00+00:00")]
    [InlineData("Asia/Shanghai", "2026-11-11T00:00:00+08:00", "2026-11-12T00:00:00+08:00")]
    public void DaysAreThoseOfTheTimeZone(string zone, string from, string to)
    {
        var calendar = new ZoneCalendar(TimeZoneInfo.FindSystemTimeZoneById(zone));
        var summation = new CostSummation(DeepSeekPriceCatalog.BuiltIn, Dollars, UsageGrouping.Day, calendar);
        summation.Add(Call("2026-11-10T23:00:00Z"));

        DeepSeekCost day = Assert.Single(summation.Totals());

        Assert.Equal((from, to), (day.From!.Value.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture), day.To!.Value.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void ASpan_HoldsItsStartAndNotItsEnd()
    {
        MeteredCall[] calls = [Call("2026-11-10T11:59:59Z"), Call(Noon), Call("2026-11-10T12:00:01Z")];

        Assert.Equal(1, Totals(calls, Dollars with { After = Utc(Noon), Before = Utc("2026-11-10T12:00:01Z") }, UsageGrouping.Model).Single().Calls);
    }

    [Fact]
    public void WhatHasNoPrice_IsNamedByModelAndReason_AndNeverZero()
    {
        var summation = new CostSummation(DeepSeekPriceCatalog.BuiltIn, Dollars, UsageGrouping.Month, Utc0);
        summation.Add(Call("2026-08-02T00:00:00Z", "deepseek-chat"));
        summation.Add(Call("2026-08-01T00:00:00Z", "deepseek-chat"));
        summation.Add(Call("2023-01-01T00:00:00Z", "deepseek-chat"));
        summation.Add(Call(Noon, "claude-x"));
        summation.Add(Call(Noon, "deepseek-nine"));

        Assert.Empty(summation.Totals());
        Assert.Equal(
            [("claude-x", 1L, "UnknownModel", true), ("deepseek-chat", 1L, "PriceUnknown", false), ("deepseek-chat", 2L, "ModelRetired", false), ("deepseek-nine", 1L, "UnknownModel", false)],
            summation.Unpriced.Select(one => (one.Model, one.Calls, one.Failure.ErrorId, one.IsOtherVendor)));
        Assert.Equal(Utc("2026-08-01T00:00:00Z"), summation.Unpriced[2].First);
    }

    [Fact]
    public void ARetiredName_IsPricedUpToItsLastInstant_WithinTheHour()
    {
        var summation = new CostSummation(DeepSeekPriceCatalog.BuiltIn, Dollars, UsageGrouping.Month, Utc0);
        summation.Add(Call("2026-07-24T15:58:59.9999999Z", "deepseek-chat"));
        summation.Add(Call("2026-07-24T15:59:00Z", "deepseek-chat"));

        Assert.Equal((1L, 1L), (summation.Totals().Single().Calls, summation.Unpriced.Single().Calls));
        Assert.Equal(["deepseek-chat"], summation.PricedModels);
    }

    [Theory]
    [InlineData(UsageGrouping.Model)]
    [InlineData(UsageGrouping.Day)]
    [InlineData(UsageGrouping.Month)]
    [InlineData(UsageGrouping.Band)]
    public void Groups_AddUpToTheCalls_ToTheLastDigit(UsageGrouping grouping)
    {
        var chance = new Random(7);
        string[] models = ["deepseek-v4-pro", "deepseek-flash", "deepseek-v4-flash", "deepseek-v4-pro-0813"];
        MeteredCall[] calls = [.. Enumerable.Range(0, 3_000).Select(_ =>
        {
            DateTimeOffset at = Utc("2026-08-01T00:00:00Z").AddSeconds(chance.Next(125 * 86_400));
            return new MeteredCall
            {
                At = at,
                StartedAt = chance.Next(3) == 0 ? at.AddSeconds(-chance.Next(1, 900)) : null,
                Model = at < Utc("2026-09-10T04:00:00Z") ? models[chance.Next(2) * 2] : models[chance.Next(4)],
                CacheHitTokens = chance.Next(1_000_000),
                CacheMissTokens = chance.Next(100_000),
                OutputTokens = chance.Next(10_000),
                Searches = chance.Next(4) == 0 ? chance.Next(20) : 0,
            };
        })];
        var pricing = new CallPricing(DeepSeekPriceCatalog.BuiltIn, Dollars, Utc0);
        DeepSeekCost[] single = [.. calls.Select(call => pricing.Price(call)!)];
        IReadOnlyList<DeepSeekCost> groups = Totals(calls, Dollars, grouping);

        Assert.Equal(single.Sum(one => one.Cost), groups.Sum(group => group.Cost));
        Assert.Equal((single.Sum(one => one.Low), single.Sum(one => one.High)), (groups.Sum(group => group.Low), groups.Sum(group => group.High)));
        Assert.Equal((single.Sum(one => one.UseCost), single.Sum(one => one.Searches)), (groups.Sum(group => group.UseCost), groups.Sum(group => group.Searches)));
        Assert.Equal(3_000, groups.Sum(group => group.Calls));
        Assert.Contains(single, one => one.IsAmbiguous);
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static MeteredCall Call(string at, string model = "deepseek-v4-pro") => new()
    {
        At = Utc(at),
        Model = model,
        CacheHitTokens = 1_000,
        CacheMissTokens = 200,
        OutputTokens = 30,
    };

    private static IReadOnlyList<DeepSeekCost> Totals(MeteredCall[] calls, CostQuestion question, UsageGrouping grouping)
    {
        var summation = new CostSummation(DeepSeekPriceCatalog.BuiltIn, question, grouping, Utc0);
        foreach (MeteredCall call in calls)
        {
            summation.Add(call);
        }

        Assert.Empty(summation.Unpriced);
        return [.. summation.Totals()];
    }
}
