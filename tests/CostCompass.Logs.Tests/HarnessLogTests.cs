using static CostCompass.Logs.Tests.AgentLines;
using static CostCompass.Logs.Tests.Metered;

namespace CostCompass.Logs.Tests;

public sealed class HarnessLogTests
{
    [Fact]
    public void AMessage_IsACall_WithTheMissesAsInput_AndTheReasoningWithinTheOutput()
    {
        MeteredCall call = One(Lines(
            HarnessHeader("s1"),
            """{"type":"turn/start","data":{"turn":1}}""",
            HarnessChunk(1, 168, 25),
            HarnessMessage("m1", 1, misses: 168, output: 25, hits: 2816, reasoning: 22, Envelope(5, AgentLines.Noon + 7000))));

        Assert.Equal((2816, 168, 25, 22L), Counts(call));
        Assert.Equal(("m1", "deepseek-v4-pro", Utc("2026-11-10T12:00:07Z")), (call.Id, call.Model, call.At));
        Assert.Equal(new CallOrigin("DeepSeek Harness", "/home/dev/app", "s1"), call.Origin);
        Assert.Null(call.Otherwise);
    }

    [Fact]
    public void TheUsageOfAChunk_IsNeverACall() =>
        Assert.Empty(Read(Lines(HarnessHeader("s1"), HarnessChunk(1, 10, 5), HarnessChunk(2, 12, 2))).Calls);

    [Fact]
    public void AMessageWithoutAnInstant_HasThatOfItsSession_OrTheOneThatIsGiven()
    {
        string text = Lines(HarnessHeader("s1", AgentLines.Noon - 60_000), HarnessMessage("m1", 1, 10, 5));

        Assert.Equal(Utc("2026-11-10T11:59:00Z"), One(text).At);
        Assert.Equal(Utc("2026-11-11T00:00:00Z"), One(text, new MeterDefaults { At = Utc("2026-11-11T00:00:00Z") }).At);
        Assert.Equal("UsageInstantMissing", Fault(Lines(HarnessHeader("s1", 0), HarnessMessage("m1", 1, 10, 5))).ErrorId);
        Assert.Equal("UsageInstantInvalid", Fault(Lines(HarnessHeader("s1"), HarnessMessage("m1", 1, 10, 5, envelope: "\"time\":\"noon\","))).ErrorId);
    }

    [Fact]
    public void WithoutAnIdOfItsOwn_TurnAndStepIdentifyACall()
    {
        string line = HarnessMessage("m1", 3, 10, 5).Replace(",\"id\":\"m1\"", "", StringComparison.Ordinal);

        Assert.Equal("s1/1/3", One(Lines(HarnessHeader("s1"), line, line)).Id);
    }

    [Fact]
    public void WhatAForkInherits_IsCountedInItsParent()
    {
        string[] parent = [HarnessHeader("p"), HarnessMessage("m1", 1, 2885, 25, envelope: Envelope(39, AgentLines.Noon)), HarnessMessage("m2", 2, 158, 147, envelope: Envelope(157, AgentLines.Noon + 1))];
        string[] fork = [HarnessHeader("f", parent: "p", seedLength: 42), HarnessMessage("m1", 1, 2885, 25, envelope: Envelope(39, AgentLines.Noon)), HarnessMessage("m9", 1, 97, 39, envelope: Envelope(96, AgentLines.Noon + 2))];

        Assert.Equal(["m9"], Read(Lines(fork)).Calls.Select(call => call.Id!));
        Assert.Equal(["m1", "m2", "m9"], ReadAll(Lines(parent), Lines(fork)).Select(call => call.Id!));
        Assert.Equal(["m1", "m2", "m9"], ReadAll(Lines(fork), Lines(parent)).Select(call => call.Id!));
    }

    // A line that stands for many events makes the number of the line smaller than that of the event.
    [Fact]
    public void WithoutANumber_AMessageComesAfterItsSources_AndElseByItsLine()
    {
        string inherited = HarnessMessage("m1", 1, 1, 1, envelope: "\"sourceEventSeqs\":[9,10,38],");
        string own = HarnessMessage("m2", 1, 2, 2, envelope: "\"sourceEventSeqs\":[43,44],");

        Assert.Equal("m2", One(Lines(HarnessHeader("f", parent: "p", seedLength: 42), inherited, own)).Id);
        Assert.Equal("m2", One(Lines(HarnessHeader("f", parent: "p", seedLength: 1), HarnessMessage("m1", 1, 1, 1), HarnessMessage("m2", 2, 2, 2))).Id);
    }

    [Fact]
    public void AModelOfAnotherVendor_IsNamedByIt()
    {
        Assert.Equal("openrouter/deepseek-v4-pro", One(Lines(HarnessHeader("s"), HarnessMessage("m", 1, 1, 1, provider: "openrouter"))).Model);
        Assert.Equal("deepseek-v4-pro", One(Lines(HarnessHeader("s"), HarnessMessage("m", 1, 1, 1, provider: "my-gateway"))).Model);
        Assert.Equal("claude-x", One(Lines(HarnessHeader("s"), HarnessMessage("m", 1, 1, 1, model: "claude-x"))).Model);
    }

    [Theory]
    [InlineData("\"inputTokens\":168", "\"inputTokens\":-1", "UsageCountInvalid")]
    [InlineData("\"outputTokens\":25", "\"outputTokens\":2.5", "UsageCountInvalid")]
    [InlineData("\"outputTokens\":25,", "", "UsageIncomplete")]
    [InlineData("\"reasoningTokens\":22", "\"reasoningTokens\":26", "UsageInconsistent")]
    [InlineData("\"model\":\"deepseek-v4-pro\"", "\"model\":null", "UsageModelMissing")]
    public void WhatCannotBe_IsAFault(string right, string wrong, string errorId) => Assert.Equal(errorId, Fault(Lines(
        HarnessHeader("s1"), HarnessMessage("m1", 1, 168, 25, 2816, 22).Replace(right, wrong, StringComparison.Ordinal))).ErrorId);

    [Fact]
    public void OfTheGenerationsInAFolder_TheLastCounts()
    {
        string[] names =
        [
            "/a/session.jsonl", "/a/session.v1.jsonl.zstd", "/a/session.v2.jsonl", "/a/session.v2.jsonl.zstd", "/b/session.v1.jsonl", "/b/other.jsonl",
            "/c/session.jsonl", "/c/session.jsonl.zstd",
        ];

        IEnumerable<FileInfo> left = LogReader.Current([.. names.Select(name => new FileInfo(name))]);

        Assert.Equal(
            ["a/session.v2.jsonl", "a/session.v2.jsonl.zstd", "b/session.v1.jsonl", "b/other.jsonl", "c/session.jsonl", "c/session.jsonl.zstd"],
            left.Select(file => $"{file.Directory!.Name}/{file.Name}"));
    }

    private static string Lines(params string[] lines) => string.Join('\n', lines) + "\n";

    private static IEnumerable<MeteredCall> ReadAll(params string[] files)
    {
        var reader = new LogReader(new MeterDefaults());
        for (int number = 0; number < files.Length; number++)
        {
            reader.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(files[number])), "log", number, fault => Assert.Fail(fault.Message));
        }

        return reader.Calls.TakeRest();
    }
}
