using static CostCompass.Logs.Tests.Metered;

namespace CostCompass.Logs.Tests;

/// <summary>Web searches that the server makes for a call, which are charged per use.</summary>
public sealed class SearchTests
{
    private static readonly CostQuestion Dollars = new() { Currency = "USD" };
    private static readonly ZoneCalendar Utc0 = new(TimeZoneInfo.Utc);

    // 200 misses and 30 output tokens of v4-pro, off-peak.
    private const decimal Tokens = ((200 * 0.66m) + (30 * 1.98m)) / 1_000_000;

    [Fact]
    public void TheRowsOfACall_RepeatItsSearches_AndCountOnce()
    {
        MeteredCall call = One(string.Join('\n', Rows("msg_1", Noon, searches: 2, fetches: 1)));

        Assert.Equal(("msg_1", 200L, 30L, 3L), (call.Id, call.CacheMissTokens, call.OutputTokens, call.Searches));
        Assert.Equal(Tokens + 0.00225m, Price(call, Dollars).Cost);
    }

    [Theory]
    [InlineData("""{"web_search_requests":2}""", 2)]
    [InlineData("""{"web_fetch_requests":4,"web_search_requests":null}""", 4)]
    [InlineData("""{"code_execution_requests":9,"nested":{"web_search_requests":7}}""", 0)]
    [InlineData("{}", 0)]
    [InlineData("null", 0)]
    public void WhatAnAnswerSaysOfItsSearches_IsCounted(string json, long searches) =>
        Assert.Equal(searches, One(Line("a", Noon, 1).Replace("\"output_tokens\":1}", "\"output_tokens\":1,\"server_tool_use\":" + json + "}", StringComparison.Ordinal)).Searches);

    [Theory]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("\"2\"")]
    [InlineData("2147483647,\"web_fetch_requests\":1")]
    public void ACountOfSearchesThatCannotBe_IsAFault(string count) =>
        Assert.Equal("UsageCountInvalid", Fault(Line("a", Noon, 1).Replace("\"output_tokens\":1}", "\"output_tokens\":1,\"server_tool_use\":{\"web_search_requests\":" + count + "}}", StringComparison.Ordinal)).ErrorId);

    [Fact]
    public void AStreamedAnswer_HasTheSearchesOfItsLastEvent()
    {
        const string events = """
            data: {"type":"message_start","message":{"id":"a","model":"deepseek-v4-pro","usage":{"input_tokens":200,"output_tokens":1,"server_tool_use":{"web_search_requests":0,"web_fetch_requests":0}}}}

            data: {"type":"message_delta","usage":{"output_tokens":30,"server_tool_use":{"web_search_requests":2}}}

            data: {"type":"message_stop"}
            """;

        Assert.Equal(2, One(events, new MeterDefaults { At = Utc(Noon) }).Searches);
    }

    [Theory]
    [InlineData("USD", "2026-10-31T15:59:00Z", "0")]
    [InlineData("USD", "2026-10-31T15:59:59.9999999Z", "0")]
    [InlineData("USD", "2026-10-31T16:00:00Z", "0.0015")]
    [InlineData("USD", "2026-10-31T16:01:00Z", "0.0015")]
    [InlineData("CNY", "2026-10-31T15:59:00Z", "0")]
    [InlineData("CNY", "2026-10-31T16:00:00Z", "0.01")]
    public void Searches_AreFreeUntilTheirInstant_AndChargedFromItOn(string currency, string at, string useCost)
    {
        MeteredCall call = Call(at, searches: 2);
        CostQuestion question = Dollars with { Currency = currency };
        decimal expected = decimal.Parse(useCost, System.Globalization.CultureInfo.InvariantCulture);

        foreach (DeepSeekCost cost in new[] { Price(call, question), Total([call], question) })
        {
            Assert.Equal((2L, expected, true), (cost.Searches, cost.UseCost!.Value, cost.IsComplete));
            Assert.Equal(expected, cost.Cost - Price(call with { Searches = 0 }, question).Cost);
        }
    }

    [Fact]
    public void ACallAcrossTheInstant_HasBothCosts()
    {
        MeteredCall call = Call("2026-10-31T16:00:01Z", searches: 2) with { StartedAt = Utc("2026-10-31T15:59:59Z") };

        foreach (DeepSeekCost cost in new[] { Price(call, Dollars), Total([call], Dollars) })
        {
            Assert.Equal((true, Tokens + 0.0015m, Tokens, Tokens + 0.0015m), (cost.IsAmbiguous, cost.Cost, cost.Low, cost.High));
        }
    }

    [Fact]
    public void WhatIfs_LeaveSearchesAlone()
    {
        MeteredCall call = Call("2026-11-10T02:00:00Z", searches: 4);

        foreach (CostQuestion question in new[] { Dollars with { AsBand = PriceBand.OffPeak }, Dollars with { CacheHitRate = 1m }, Dollars with { AsModel = "deepseek-flash" } })
        {
            Assert.Equal((4L, 0.003m), (Total([call], question).Searches, Total([call], question).UseCost!.Value));
            Assert.Equal(Price(call, question).Cost, Total([call], question).Cost);
        }
    }

    [Fact]
    public void AnUnknownPriceOfSearches_MarksTheCost_AndIsNeverZero()
    {
        const string unread = "effective_from_utc,effective_to_utc,use,unit,per,usd_price,cny_price,confidence\n2026-11-01T00:00:00Z,,web-search,request,1000,unread,,unread\n";
        DeepSeekPriceCatalog catalog = PriceTables.BuiltIn.With(PriceTableText.Recognize("uses.csv", unread), 1, Utc(Noon)).ToCatalog();
        MeteredCall[] calls = [Call(Noon, searches: 2), Call(Noon, searches: 0)];
        var pricing = new CallPricing(catalog, Dollars, Utc0);
        var summation = new CostSummation(catalog, Dollars, UsageGrouping.Model, Utc0);
        Array.ForEach(calls, summation.Add);

        DeepSeekCost[] single = [.. calls.Select(call => pricing.Price(call)!)];
        DeepSeekCost total = summation.Totals().Single();

        Assert.Equal([(Tokens, (decimal?)null, false), (Tokens, 0m, true)], single.Select(cost => (cost.Cost, cost.UseCost, cost.IsComplete)));
        Assert.Equal((2 * Tokens, (decimal?)null, false, 2L), (total.Cost, total.UseCost, total.IsComplete, total.Searches));
        Assert.Equal((1L, 1L), (pricing.Incomplete, summation.Incomplete));
    }

    [Fact]
    public void TheLongContextOfAModel_IsTheSameModel()
    {
        MeteredCall[] calls = [Call(Noon) with { Model = "deepseek-v4-pro[1m]" }, Call(Noon), Call(Noon) with { Model = "DeepSeek-V4-Pro-0813[1M]" }];

        Assert.Equal("deepseek-v4-pro", Price(calls[0], Dollars).Model);
        Assert.Equal(3 * Tokens, Total(calls, Dollars, UsageGrouping.Month).Cost);
        Assert.Equal(2, Total(calls[..2], Dollars, UsageGrouping.Model).Calls);
    }

    [Theory]
    [InlineData("deepseek/deepseek-v4-pro")]
    [InlineData("openrouter/deepseek/deepseek-v4-pro")]
    [InlineData("deepseek/deepseek-v4-pro-0813[1m]")]
    [InlineData("deepseek-ai/DeepSeek-V4-Pro")]
    [InlineData("claude-sonnet-5[1m]")]
    [InlineData("gpt-6")]
    public void ARoutersModel_AndAnotherVendors_AreNamedOnceAndNeverPriced(string model)
    {
        var summation = new CostSummation(DeepSeekPriceCatalog.BuiltIn, Dollars, UsageGrouping.Model, Utc0);
        var pricing = new CallPricing(DeepSeekPriceCatalog.BuiltIn, Dollars, Utc0);
        foreach (MeteredCall call in new[] { Call(Noon) with { Model = model }, Call(Noon), Call(Noon) with { Model = model } })
        {
            summation.Add(call);
            pricing.Price(call);
        }

        foreach (UnpricedCalls unpriced in new[] { Assert.Single(summation.Unpriced), Assert.Single(pricing.Unpriced) })
        {
            Assert.Equal((2L, true, "UnknownModel"), (unpriced.Calls, unpriced.IsOtherVendor, unpriced.Failure.ErrorId));
        }

        Assert.Equal(Tokens, Assert.Single(summation.Totals()).Cost);
    }

    // As Claude Code writes a call of DeepSeek: a row per content block, the same usage in each, and no requestId.
    internal static IEnumerable<string> Rows(string id, string at, int searches, int fetches) =>
        new[] { """{"type":"thinking","thinking":"...","signature":"s"}""", """{"type":"text","text":"Found."}""", """{"type":"tool_use","id":"call_1","name":"Read","input":{}}""" }
            .Select(block => $$$"""{"parentUuid":null,"isSidechain":false,"userType":"external","cwd":"/home/dev/app","sessionId":"5f7c","version":"2.1.328","gitBranch":"main","message":{"id":"{{{id}}}","type":"message","role":"assistant","model":"deepseek-v4-pro","content":[{{{block}}}],"stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":200,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":30,"output_tokens_details":{"thinking_tokens":9},"server_tool_use":{"web_search_requests":{{{searches}}},"web_fetch_requests":{{{fetches}}}},"service_tier":"standard"}},"type":"assistant","uuid":"u","timestamp":"{{{at}}}"}""");

    private static MeteredCall Call(string at, long searches = 0) => new()
    {
        At = Utc(at),
        Model = "deepseek-v4-pro",
        CacheHitTokens = 0,
        CacheMissTokens = 200,
        OutputTokens = 30,
        Searches = searches,
    };

    private static DeepSeekCost Price(MeteredCall call, CostQuestion question) =>
        new CallPricing(DeepSeekPriceCatalog.BuiltIn, question, Utc0).Price(call)!;

    private static DeepSeekCost Total(MeteredCall[] calls, CostQuestion question, UsageGrouping grouping = UsageGrouping.Month)
    {
        var summation = new CostSummation(DeepSeekPriceCatalog.BuiltIn, question, grouping, Utc0);
        Array.ForEach(calls, summation.Add);
        return Assert.Single(summation.Totals());
    }
}
