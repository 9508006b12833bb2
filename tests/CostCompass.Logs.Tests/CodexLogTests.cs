using static CostCompass.Logs.Tests.AgentLines;
using static CostCompass.Logs.Tests.Metered;

namespace CostCompass.Logs.Tests;

public sealed class CodexLogTests
{
    private const string Start = "2026-11-10T12:00:00.100Z";

    private static readonly string First = CodexCount("2026-11-10T12:00:09.500Z", (3103, 3000, 13, 5), (3103, 3000, 13, 5));
    private static readonly string Second = CodexCount("2026-11-10T12:00:19.500Z", (4000, 3100, 20, 0), (7103, 6100, 33, 5));

    [Fact]
    public void ACountOfTokens_IsACall_WithTheCachedOnesWithinTheInput_AndTheReasoningWithinTheOutput()
    {
        MeteredCall call = One(Lines(CodexMeta("t1", Start), CodexTurn(Start), First));

        Assert.Equal((3000, 103, 13, 5L), Counts(call));
        Assert.Equal(("deepseek-v4-pro", Utc("2026-11-10T12:00:09.5Z")), (call.Model, call.At));
        Assert.Equal(new CallOrigin("Codex", "/home/dev/app", "t1"), call.Origin);
    }

    [Fact]
    public void AnEventWithTheSumsOfTheOneBefore_IsTheSameCall()
    {
        string[] counts = [First, First.Replace("09.500", "09.900", StringComparison.Ordinal), Second, Second.Replace("19.500", "25.000", StringComparison.Ordinal)];

        Assert.Equal(
            [(13L, Utc("2026-11-10T12:00:09.5Z")), (20L, Utc("2026-11-10T12:00:19.5Z"))],
            Read(Lines([CodexMeta("t1", Start), CodexTurn(Start), .. counts])).Calls.Select(call => (call.OutputTokens, call.At)));
    }

    [Fact]
    public void AnEventThatOnlyTellsOfLimits_IsNoCall() => Assert.Empty(Read(Lines(
        CodexMeta("t1", Start), CodexTurn(Start), """{"timestamp":"2026-11-10T12:00:09Z","type":"event_msg","payload":{"type":"token_count","info":null,"rate_limits":{"primary":{"used_percent":1.5}}}}""")).Calls);

    [Fact]
    public void WithoutTheLastCall_TheSumsTellIt()
    {
        static string WithoutLast(string line) => line[..line.IndexOf(",\"last_token_usage\"", StringComparison.Ordinal)] + "}}}";

        List<MeteredCall> calls = Read(Lines(CodexMeta("t1", Start), CodexTurn(Start), WithoutLast(First), WithoutLast(Second))).Calls;

        Assert.Equal([(3000L, 103L, 13L, 5L), (3100L, 900L, 20L, 0L)], calls.Select(Counts).Select(one => (one.Hits, one.Misses, one.Output, one.Reasoning!.Value)));
    }

    [Fact]
    public void TheModelOfATurn_IsThatOfItsCalls()
    {
        List<MeteredCall> calls = Read(Lines(CodexMeta("t1", Start), CodexTurn(Start), First, CodexTurn(Start, "deepseek-flash"), Second)).Calls;

        Assert.Equal(["deepseek-v4-pro", "deepseek-flash"], calls.Select(call => call.Model));
        Assert.Equal("UsageModelMissing", Fault(Lines(CodexMeta("t1", Start), First)).ErrorId);
        Assert.Equal("openrouter/deepseek-v4-pro", One(Lines(CodexMeta("t1", Start, provider: "openrouter"), CodexTurn(Start), First)).Model);
    }

    [Theory]
    [InlineData("\"forked_from_id\":\"t1\",")]
    [InlineData("\"source\":{\"subagent\":{\"thread_spawn\":{\"parent_thread_id\":\"t1\",\"depth\":1}}},")]
    public void WhatAForkCopies_IsCountedInItsParent(string lineage)
    {
        const string at = "2026-11-10T13:00:00.000Z";
        string[] parent = [CodexMeta("t1", Start), CodexTurn(Start), First, Second];
        string[] fork =
        [
            CodexMeta("t2", at, lineage), CodexMeta("t1", at), CodexTurn(at), At(First, "13:00:00.010"), At(Second, "13:00:00.020"),
            CodexCount("2026-11-10T13:00:07Z", (4100, 4000, 7, 0), (11203, 10100, 40, 5)),
        ];

        foreach (string[][] order in new[] { new[] { parent, fork }, [fork, parent], [fork, parent, fork] })
        {
            Assert.Equal(
                ["t1 13", "t1 20", "t2 7"],
                ReadAll([.. order.Select(Lines)]).Select(call => $"{call.Origin!.Session} {call.OutputTokens}"));
        }
    }

    [Fact]
    public void CachedTokensBeyondTheInput_AreAFault() => Assert.Equal("UsageInconsistent", Fault(Lines(
        CodexMeta("t1", Start), CodexTurn(Start), CodexCount("2026-11-10T12:00:09.500Z", (100, 101, 1, 0), (100, 101, 1, 0)))).ErrorId);

    [Fact]
    public void APackedRollout_IsReadTheSame() =>
        Assert.Equal(2, Read(Zstandard(Lines(CodexMeta("t1", Start), CodexTurn(Start), First), Lines(Second))).Calls.Count);

    private static string At(string line, string time) =>
        System.Text.RegularExpressions.Regex.Replace(line, "T12:00:[0-9.]+Z", $"T{time}Z");

    private static string Lines(params string[] lines) => string.Join('\n', lines) + "\n";

    private static IEnumerable<MeteredCall> ReadAll(string[] files)
    {
        var reader = new LogReader(new MeterDefaults());
        for (int number = 0; number < files.Length; number++)
        {
            reader.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(files[number])), "log", number, fault => Assert.Fail(fault.Message));
        }

        return reader.Calls.TakeRest();
    }
}
