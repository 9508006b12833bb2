using static CostCompass.Logs.Tests.AgentLines;
using static CostCompass.Logs.Tests.Metered;

namespace CostCompass.Logs.Tests;

public sealed class ClineTests
{
    private const string Metadata = """{"files_in_context":[],"model_usage":[{"ts":1794312000500,"model_id":"deepseek-v4-pro","model_provider_id":"deepseek","mode":"act"},{"ts":1794312060500,"model_id":"deepseek-flash","model_provider_id":"deepseek","mode":"plan"}]}""";
    private const string Folder = "Code/User/globalStorage/saoudrizwan.claude-dev/tasks/1794311999000/";

    private static readonly string[] Noise =
    [
        """{"ts":1794311999000,"type":"say","say":"task","text":"count the \"tokensIn\" of it"}""",
        """{"ts":1794311999500,"type":"say","say":"api_req_started","text":"{\"request\":\"...\"}"}""",
        """{"ts":1794312000100,"type":"say","say":"text","text":"{\"tokensIn\":1,\"tokensOut\":1}"}""",
    ];

    [Fact]
    public void ARequest_IsACall_OfTheModelThatWasInUse()
    {
        using var folder = new TempFolder();
        folder.Write(Folder + "task_metadata.json", Metadata);
        folder.Write(Folder + "api_conversation_history.json", """[{"role":"user","content":[{"type":"text","text":"<environment_details>\n# Current Working Directory (/home/dev/app) Files\n</environment_details>"}]}]""");
        string path = folder.Write(Folder + "ui_messages.json", Array([.. Noise, Request(0), Request(60_000)]));

        (List<MeteredCall> calls, List<UsageFault> faults) = TempFolder.Read(path);

        Assert.Empty(faults);
        Assert.Equal(["deepseek-v4-pro", "deepseek-flash"], calls.Select(call => call.Model));
        Assert.Equal((3000, 1000, 500, null), Counts(calls[0]));
        Assert.Equal((Utc(Metered.Noon), new CallOrigin("Cline", "/home/dev/app", "1794311999000")), (calls[0].At, calls[0].Origin));
    }

    // tokensIn, cacheReads, cacheWrites: what is certain by the numbers alone.
    [Theory]
    [InlineData(0, 3000, 1000, 3000, 1000, null)]
    [InlineData(1000, 3000, 0, 3000, 1000, null)]
    [InlineData(4000, 3000, 1000, 3000, 1000, null)]
    [InlineData(1000, 0, 0, 0, 1000, null)]
    [InlineData(4000, 3000, 0, 3000, 4000, 1000)]
    public void WhetherTheInputContainsTheCachedTokens_IsDecided_OrBothAreKept(int input, int reads, int writes, int hits, int misses, int? otherMisses)
    {
        MeteredCall call = Task($$"""{"tokensIn":{{input}},"tokensOut":500,"cacheReads":{{reads}},"cacheWrites":{{writes}}}""");

        Assert.Equal((hits, misses, 500, null), Counts(call));
        Assert.Equal(otherMisses is { } other ? new CallTokens(hits, other, 500) : null, call.Otherwise);
    }

    [Theory]
    [InlineData(4000)]
    [InlineData(1000)]
    public void TheCost_DecidesWhatTheNumbersLeaveOpen(int misses)
    {
        DeepSeekPrice price = DeepSeekPriceCatalog.BuiltIn.Find("deepseek-v4-pro", "USD", Utc(Metered.Noon));
        double cost = (double)(((3000 * price.CacheHit!.Value) + (misses * price.CacheMiss) + (500 * price.Output)) / 1_000_000m);

        MeteredCall call = Task($$"""{"tokensIn":4000,"tokensOut":500,"cacheReads":3000,"cacheWrites":0,"cost":{{cost.ToString("R", CultureInfo.InvariantCulture)}}}""");

        Assert.Equal((3000, misses, 500, null), Counts(call));
        Assert.Null(call.Otherwise);
    }

    [Fact]
    public void AnUncertainCall_HasBothCosts()
    {
        MeteredCall call = Task("""{"tokensIn":4000,"tokensOut":500,"cacheReads":3000,"cacheWrites":0}""");
        var question = new CostQuestion { Currency = "USD" };
        var sum = new CostSummation(DeepSeekPriceCatalog.BuiltIn, question, UsageGrouping.Agent, new ZoneCalendar(TimeZoneInfo.Utc));
        sum.Add(call);

        foreach (DeepSeekCost cost in new[] { new CallPricing(DeepSeekPriceCatalog.BuiltIn, question, new ZoneCalendar(TimeZoneInfo.Utc)).Price(call)!, sum.Totals().Single() })
        {
            // Off-peak: 0.022 a million hits, 0.66 a million misses, 1.98 a million tokens of output.
            Assert.Equal(((3000 * 0.022m) + (4000 * 0.66m) + (500 * 1.98m)) / 1_000_000m, cost.Cost);
            Assert.Equal(((3000 * 0.022m) + (1000 * 0.66m) + (500 * 1.98m)) / 1_000_000m, cost.Low);
            Assert.Equal((cost.Cost, true, "Cline"), (cost.High, cost.IsAmbiguous, cost.Agent));
        }
    }

    [Fact]
    public void WithoutAWordOnTheCache_ThePromptIsBetweenAllMissesAndAllHits()
    {
        MeteredCall call = Task("""{"tokensIn":4000,"tokensOut":500}""");

        Assert.Equal((0, 4000, 500, null), Counts(call));
        Assert.Equal(new CallTokens(4000, 0, 500), call.Otherwise);
    }

    [Fact]
    public void RequestsThatWereTakenBack_AreCounted_AndThoseWithoutAnAnswerAreNot()
    {
        using var folder = new TempFolder();
        folder.Write(Folder + "task_metadata.json", Metadata);
        string deleted = Request(5000).Replace("api_req_started", "deleted_api_reqs", StringComparison.Ordinal);

        Assert.Equal(2, TempFolder.Read(folder.Write(Folder + "ui_messages.json", Array([.. Noise, Request(0), deleted]))).Calls.Count);
    }

    [Fact]
    public void AModelWithTheMessage_Counts_AndWithoutAnyTheCallIsNamed()
    {
        using var folder = new TempFolder();
        string request = ClineRequest(AgentLines.Noon, """{"tokensIn":1,"tokensOut":2,"cacheReads":0,"cacheWrites":0}""", ",\"modelInfo\":{\"providerId\":\"deepseek\",\"modelId\":\"deepseek-flash\",\"mode\":\"act\"}");

        Assert.Equal("deepseek-flash", Assert.Single(TempFolder.Read(folder.Write("a/ui_messages.json", Array(request))).Calls).Model);
        Assert.Equal("UsageModelMissing", Assert.Single(TempFolder.Read(folder.Write("b/ui_messages.json", Array(Request(0)))).Faults).ErrorId);
        Assert.Equal("deepseek-v4-pro", Assert.Single(TempFolder.Read(folder.Write("c/ui_messages.json", Array(Request(0))), new MeterDefaults { Model = "deepseek-v4-pro" }).Calls).Model);
    }

    [Theory]
    [InlineData("rooveterinaryinc.roo-cline", "Roo Code")]
    [InlineData("kilocode.kilo-code", "Kilo Code")]
    public void RooAndKiloCode_TellTheModelInWhatTheySend_AndTheProtocolInTheRequest(string extension, string agent)
    {
        using var folder = new TempFolder();
        string task = $"Code/User/globalStorage/{extension}/tasks/0198-uuid/";
        folder.Write(task + "history_item.json", """{"id":"0198-uuid","workspace":"/home/dev/roo"}""");
        folder.Write(task + "api_conversation_history.json", """
            [{"role":"user","ts":1794312000010,"content":[{"type":"text","text":"<environment_details>\n<model>deepseek-v4-pro</model>\n</environment_details>"}]},
             {"role":"assistant","ts":1794312009000,"content":"as <model>someone</model> said"},
             {"role":"user","ts":1794312060010,"content":"<environment_details><model>deepseek-flash</model></environment_details>"}]
            """);
        string path = folder.Write(task + "ui_messages.json", Array(
            ClineRequest(AgentLines.Noon, """{"apiProtocol":"openai","tokensIn":4000,"tokensOut":500,"cacheReads":3000,"cacheWrites":0,"cost":0.5}"""),
            ClineRequest(AgentLines.Noon + 60_000, """{"tokensIn":4000,"tokensOut":500,"cacheReads":3000,"cacheWrites":0}""")));

        List<MeteredCall> calls = TempFolder.Read(path).Calls;

        Assert.Equal(["deepseek-v4-pro", "deepseek-flash"], calls.Select(call => call.Model));
        Assert.Equal(new CallOrigin(agent, "/home/dev/roo", "0198-uuid"), calls[0].Origin);
        Assert.Equal(((3000, 1000, 500, null), (CallTokens?)null), (Counts(calls[0]), calls[0].Otherwise));
        Assert.Equal(((3000, 1000, 500, null), new CallTokens(3000, 4000, 500)), (Counts(calls[1]), calls[1].Otherwise));
    }

    [Fact]
    public void AMessageOfTheCommandLine_HasTheCachedTokensWithinTheInput()
    {
        using var folder = new TempFolder();
        folder.Write("sessions/s9/s9.json", """{"session_id":"s9","cwd":"/home/dev/app"}""");
        string path = folder.Write("sessions/s9/s9.messages.json", """
            {"version":1,"messages":[
              {"role":"user","content":"hi","ts":1794311990000},
              {"role":"assistant","id":"a1","ts":1794312000000,"content":[{"type":"text","text":"hi"}],"modelInfo":{"id":"deepseek-v4-pro","provider":"deepseek"},"metrics":{"inputTokens":1101,"outputTokens":11,"cacheReadTokens":1000,"cacheWriteTokens":0,"cost":0}},
              7,
              {"role":"assistant","id":"a2","ts":1794312001000,"modelInfo":{"id":"deepseek-v4-pro","provider":"openrouter"},"metrics":{"inputTokens":1,"outputTokens":1}},
              {"role":"assistant","id":"a3","ts":1794312002000,"modelInfo":{"id":"m"}}]}
            """);

        (List<MeteredCall> calls, List<UsageFault> faults) = TempFolder.Read(path);

        Assert.Empty(faults);
        Assert.Equal(["deepseek-v4-pro", "openrouter/deepseek-v4-pro"], calls.Select(call => call.Model));
        Assert.Equal((1000, 101, 11, null), Counts(calls[0]));
        Assert.Equal(("a1", new CallOrigin("Cline", "/home/dev/app", "s9"), (CallTokens?)null), (calls[0].Id, calls[0].Origin, calls[0].Otherwise));
    }

    private static MeteredCall Task(string request)
    {
        using var folder = new TempFolder();
        folder.Write(Folder + "task_metadata.json", Metadata);
        (List<MeteredCall> calls, List<UsageFault> faults) = TempFolder.Read(folder.Write(Folder + "ui_messages.json", Array(ClineRequest(AgentLines.Noon, request))));
        Assert.Empty(faults);
        return Assert.Single(calls);
    }

    private static string Request(long after) =>
        ClineRequest(AgentLines.Noon + after, """{"request":"...","tokensIn":0,"tokensOut":500,"cacheReads":3000,"cacheWrites":1000,"cost":0.0001}""");

    private static string Array(params string[] messages) => "[" + string.Join(",", messages) + "]";
}
