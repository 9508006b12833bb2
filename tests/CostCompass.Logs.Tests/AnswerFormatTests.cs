using static CostCompass.Logs.Tests.Metered;

namespace CostCompass.Logs.Tests;

public sealed class AnswerFormatTests
{
    private static readonly MeterDefaults Given = new() { Model = "deepseek-flash", At = Utc(Noon) };

    [Fact]
    public void AChatCompletion_HasItsHitsOnce_ThoughTheDetailsRepeatThem()
    {
        MeteredCall call = One(
            """
            {"id":"c1","object":"chat.completion","created":1794391200,"model":"deepseek-v4-pro","choices":[{"message":{"content":"usage {\"prompt_tokens\":9}"}}],
             "usage":{"prompt_tokens":1200,"completion_tokens":300,"total_tokens":1500,"prompt_cache_hit_tokens":1000,"prompt_cache_miss_tokens":200,
             "prompt_tokens_details":{"cached_tokens":1000},"completion_tokens_details":{"reasoning_tokens":120}}}
            """);

        Assert.Equal(("c1", "deepseek-v4-pro", Utc("2026-11-11T10:00:00Z"), (DateTimeOffset?)null), (call.Id, call.Model, call.At, call.StartedAt));
        Assert.Equal((1000L, 200L, 300L, 120L), Counts(call));
    }

    [Theory]
    [InlineData("""{"prompt_tokens":12,"completion_tokens":3,"prompt_cache_hit_tokens":10,"prompt_cache_miss_tokens":2}""", 10, 2, 3)]
    [InlineData("""{"prompt_tokens":12,"completion_tokens":3,"prompt_cache_hit_tokens":10}""", 10, 2, 3)]
    [InlineData("""{"prompt_tokens":12,"completion_tokens":3,"prompt_cache_miss_tokens":2}""", 10, 2, 3)]
    [InlineData("""{"completion_tokens":3,"prompt_cache_hit_tokens":10,"prompt_cache_miss_tokens":2}""", 10, 2, 3)]
    [InlineData("""{"prompt_tokens":12,"completion_tokens":3,"prompt_tokens_details":{"audio_tokens":null,"cached_tokens":4}}""", 4, 8, 3)]
    [InlineData("""{"prompt_tokens":12,"completion_tokens":3,"prompt_cache_miss_tokens":2,"prompt_tokens_details":{"cached_tokens":10}}""", 10, 2, 3)]
    [InlineData("""{"input_tokens":12,"output_tokens":3}""", 0, 12, 3)]
    [InlineData("""{"input_tokens":12,"cache_read_input_tokens":10,"cache_creation_input_tokens":null,"output_tokens":3}""", 10, 12, 3)]
    [InlineData("""{"input_tokens":12,"cache_read_input_tokens":10,"cache_creation_input_tokens":5,"output_tokens":3,"cache_creation":{"x":1}}""", 10, 17, 3)]
    [InlineData("""{"input_tokens":12,"input_tokens_details":{"cached_tokens":10},"output_tokens":3,"output_tokens_details":{"reasoning_tokens":0}}""", 10, 2, 3)]
    [InlineData("""{"output_tokens":3,"input_tokens":12,"total_tokens":15,"input_tokens_details":{"cached_tokens":0}}""", 0, 12, 3)]
    [InlineData("""{"prompt_tokens":0,"completion_tokens":3}""", 0, 0, 3)]
    [InlineData("""{"prompt_tokens":5,"prompt_tokens":12,"completion_tokens":3,"prompt_cache_hit_tokens":10}""", 10, 2, 3)]
    [InlineData("""{"prompt_\u0074okens":12,"completion_tokens":3,"prompt_cache_hit_tokens":10}""", 10, 2, 3)]
    public void AUsageByItself_OrInAnAnswer_IsReadTheSame(string usage, long hits, long misses, long output)
    {
        MeteredCall bare = One(usage, Given);
        MeteredCall answer = One($$"""{"usage":{{usage}},"id":"x"}""", Given);

        Assert.Equal((hits, misses, output), (bare.CacheHitTokens, bare.CacheMissTokens, bare.OutputTokens));
        Assert.Equal(bare with { Id = "x" }, answer);
        Assert.Equal(("deepseek-flash", Utc(Noon)), (bare.Model, bare.At));
    }

    [Theory]
    [InlineData("""{"prompt_tokens":12,"completion_tokens":3}""", "CacheSplitUnknown")]
    [InlineData("""{"input_tokens":12,"output_tokens":3,"total_tokens":15}""", "CacheSplitUnknown")]
    [InlineData("""{"prompt_tokens":12,"completion_tokens":3,"prompt_cache_hit_tokens":9,"prompt_cache_miss_tokens":2}""", "UsageInconsistent")]
    [InlineData("""{"prompt_tokens":12,"completion_tokens":3,"prompt_cache_hit_tokens":13}""", "UsageInconsistent")]
    [InlineData("""{"input_tokens":12,"output_tokens":3,"input_tokens_details":{"cached_tokens":13}}""", "UsageInconsistent")]
    [InlineData("""{"input_tokens":12,"output_tokens":3,"cache_read_input_tokens":2,"input_tokens_details":{"cached_tokens":2}}""", "UsageInconsistent")]
    [InlineData("""{"prompt_tokens":12,"completion_tokens":3,"prompt_cache_hit_tokens":9,"completion_tokens_details":{"reasoning_tokens":4}}""", "UsageInconsistent")]
    [InlineData("""{"prompt_tokens":-1,"completion_tokens":3,"prompt_cache_hit_tokens":9}""", "UsageCountInvalid")]
    [InlineData("""{"prompt_tokens":1.5,"completion_tokens":3,"prompt_cache_hit_tokens":0}""", "UsageCountInvalid")]
    [InlineData("""{"prompt_tokens":1e3,"completion_tokens":3,"prompt_cache_hit_tokens":0}""", "UsageCountInvalid")]
    [InlineData("""{"prompt_tokens":"12","completion_tokens":3,"prompt_cache_hit_tokens":0}""", "UsageCountInvalid")]
    [InlineData("""{"prompt_tokens":2147483648,"completion_tokens":3,"prompt_cache_hit_tokens":0}""", "UsageCountInvalid")]
    [InlineData("""{"prompt_tokens":99999999999999999999999999999999,"completion_tokens":3,"prompt_cache_hit_tokens":0}""", "UsageCountInvalid")]
    [InlineData("""{"input_tokens":2147483647,"output_tokens":3,"cache_creation_input_tokens":1}""", "UsageCountInvalid")]
    [InlineData("""{"prompt_tokens":12,"prompt_cache_hit_tokens":9}""", "UsageIncomplete")]
    [InlineData("""{"completion_tokens":12}""", "UsageIncomplete")]
    [InlineData("{}", "UsageIncomplete")]
    public void CountsThatCannotBeMeant_AreAFault(string usage, string errorId)
    {
        Assert.Equal(errorId, Fault($$"""{"usage":{{usage}}}""", Given).ErrorId);
    }

    [Fact]
    public void APromptWithoutAWordOnTheCache_IsTaken_WhenTheCallerSharesItOut()
    {
        MeteredCall call = One("""{"usage":{"prompt_tokens":12,"completion_tokens":3}}""", Given with { AcceptsUnknownSplit = true });

        Assert.Equal((0L, 12L, 3L, null), Counts(call));
    }

    [Fact]
    public void BeforeThereWasACache_APromptIsAllMisses()
    {
        MeteredCall call = One("""{"usage":{"prompt_tokens":12,"completion_tokens":3}}""", Given with { At = Utc("2024-08-01T23:59:59Z") });

        Assert.Equal((0L, 12L, 3L, null), Counts(call));
    }

    [Fact]
    public void AResponse_HasABeginningAndAnEnd()
    {
        MeteredCall call = One(
            """{"type":"response.completed","response":{"id":"resp_1","object":"response","created_at":1794391200,"completed_at":1794391260,"model":"deepseek-flash","usage":{"input_tokens":12,"input_tokens_details":{"cached_tokens":10},"output_tokens":3,"output_tokens_details":{"reasoning_tokens":1}}}}""");

        Assert.Equal(("resp_1", Utc("2026-11-11T10:01:00Z"), Utc("2026-11-11T10:00:00Z")), (call.Id, call.At, call.StartedAt));
        Assert.Equal((10L, 2L, 3L, 1L), Counts(call));
    }

    [Fact]
    public void AResponse_MayWriteItsInstantsAsText()
    {
        MeteredCall call = One(
            """{"object":"response","created_at":"2026-11-11T10:00:00Z","completed_at":"2026-11-11T18:01:00+08:00","model":"deepseek-flash","usage":{"input_tokens":12,"input_tokens_details":{"cached_tokens":10},"output_tokens":3}}""");

        Assert.Equal((Utc("2026-11-11T10:01:00Z"), Utc("2026-11-11T10:00:00Z")), (call.At, call.StartedAt));
    }

    [Fact]
    public void AnInstantOfCompletion_MakesCreatedTheBeginning()
    {
        MeteredCall call = One("""{"created":1794391200,"usage":{"input_tokens":12,"output_tokens":3}}""", Given with { At = Utc("2026-11-11T10:00:30Z") });

        Assert.Equal((Utc("2026-11-11T10:00:30Z"), Utc("2026-11-11T10:00:00Z")), (call.At, call.StartedAt));
    }

    [Fact]
    public void SavedEvents_AreOneCall_WithTheCountsOfTheLast()
    {
        MeteredCall call = One(
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_1","type":"message","model":"deepseek-v4-pro","usage":{"input_tokens":25,"cache_read_input_tokens":7,"output_tokens":1}}}

            event: ping
            data: {"type":"ping"}

            : keep-alive

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":15}}

            event: message_stop
            data: {"type":"message_stop"}
            """,
            Given);

        Assert.Equal(("msg_1", "deepseek-v4-pro"), (call.Id, call.Model));
        Assert.Equal((7L, 25L, 15L, null), Counts(call));
    }

    [Theory]
    [InlineData("""{"input_tokens":10,"cache_read_input_tokens":0,"output_tokens":0}""", """{"input_tokens":100,"cache_read_input_tokens":5000,"output_tokens":77}""", 5000, 100, 77)]
    [InlineData("""{"input_tokens":0,"output_tokens":0}""", """{"input_tokens":100,"cache_read_input_tokens":5000,"cache_creation_input_tokens":20,"output_tokens":77}""", 5000, 120, 77)]
    [InlineData("""{"input_tokens":10,"cache_read_input_tokens":4,"output_tokens":1}""", """{"input_tokens":null,"cache_read_input_tokens":5,"output_tokens":7}""", 5, 10, 7)]
    [InlineData("""{"output_tokens":1}""", """{"input_tokens":10,"output_tokens":7}""", 0, 10, 7)]
    public void OfEachCountOfAStream_TheLastEventThatHasItHolds(string first, string last, long hits, long misses, long output)
    {
        MeteredCall call = One(Stream(first, """{"output_tokens":1}""", last), Given);

        Assert.Equal((hits, misses, output, null), Counts(call));
    }

    [Theory]
    [InlineData("""{"input_tokens":"100","output_tokens":7}""", "UsageCountInvalid")]
    [InlineData("""{"input_tokens":100}""", "UsageIncomplete")]
    public void AnEventWhoseCountsCannotBeRead_IsAFault_AndTheStreamNoCall(string last, string errorId)
    {
        UsageFault fault = Fault(Stream("""{"input_tokens":10,"output_tokens":0}""", """{"output_tokens":1}""", last), Given);

        Assert.Equal((errorId, 3L), (fault.ErrorId, fault.Line));
    }

    [Fact]
    public void AStreamThatNeverCountsItsPrompt_IsAFault() =>
        Assert.Equal("UsageIncomplete", Fault(Stream("""{"output_tokens":1}""", """{"output_tokens":7}"""), Given).ErrorId);

    [Fact]
    public void AStreamThatWasCutOff_IsAFault_AtTheLineOfItsBeginning()
    {
        UsageFault fault = Fault(
            """

            {"type":"message_start","message":{"id":"msg_1","model":"deepseek-v4-pro","usage":{"input_tokens":25,"output_tokens":1}}}
            {"type":"content_block_delta","delta":{"text":"x"}}
            """,
            Given);

        Assert.Equal(("UsageIncomplete", 2L), (fault.ErrorId, fault.Line));
    }

    [Fact]
    public void OfStreamedChunks_OnlyTheLastHasUsage()
    {
        MeteredCall call = One(
            """
            data: {"id":"c","object":"chat.completion.chunk","created":1794391200,"model":"deepseek-flash","choices":[{"delta":{"content":"x"}}],"usage":null}
            data: {"id":"c","object":"chat.completion.chunk","created":1794391200,"model":"deepseek-flash","choices":[],"usage":{"prompt_tokens":12,"completion_tokens":3,"prompt_cache_hit_tokens":10,"prompt_cache_miss_tokens":2}}
            data: [DONE]

            """);

        Assert.Equal((10L, 2L, 3L, null), Counts(call));
    }

    [Theory]
    [InlineData("""{"model":"m","usage":{"input_tokens":1,"output_tokens":1}}""", "UsageInstantMissing")]
    [InlineData("""{"created":1794391200000,"model":"m","usage":{"input_tokens":1,"output_tokens":1}}""", "UsageInstantInvalid")]
    [InlineData("""{"created_at":"2026-11-10T12:00:00","model":"m","usage":{"input_tokens":1,"output_tokens":1}}""", "UsageInstantInvalid")]
    [InlineData("""{"created":"1794391200","model":"m","usage":{"input_tokens":1,"output_tokens":1}}""", "UsageInstantInvalid")]
    [InlineData("""{"timestamp":"2026-11-10T12:00:00","model":"m","usage":{"input_tokens":1,"output_tokens":1}}""", "UsageInstantInvalid")]
    [InlineData("""{"timestamp":"2026-02-30T12:00:00Z","model":"m","usage":{"input_tokens":1,"output_tokens":1}}""", "UsageInstantInvalid")]
    [InlineData("""{"timestamp":"2026-11-10T12:00:00Z","usage":{"input_tokens":1,"output_tokens":1}}""", "UsageModelMissing")]
    public void WhatIsNotSaid_IsNotGuessed(string answer, string errorId) => Assert.Equal(errorId, Fault(answer).ErrorId);

    [Theory]
    [InlineData("2026-11-10T12:00:00.000Z", 0)]
    [InlineData("2026-11-10T12:00:00.1234567890Z", 1_234_567)]
    [InlineData("2026-11-10T20:00:00+08:00", 0)]
    [InlineData("2026-11-10T08:29:59.5-0330", -5_000_000)]
    public void Timestamps_AreReadToTheTick(string timestamp, long ticks)
    {
        Assert.Equal(Utc(Noon).AddTicks(ticks), One(Line("a", timestamp, 1)).At);
    }

    private static string Stream(string first, params string[] later) => string.Join('\n', (string[])[
        $$$"""data: {"type":"message_start","message":{"id":"m","type":"message","model":"deepseek-v4-pro","usage":{{{first}}}}}""",
        .. later.Select(usage => $$"""data: {"type":"message_delta","delta":{},"usage":{{usage}}}"""),
        """data: {"type":"message_stop"}"""]);
}
