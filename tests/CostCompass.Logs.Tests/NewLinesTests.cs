using System.Text;
using static CostCompass.Logs.Tests.AgentLines;

namespace CostCompass.Logs.Tests;

/// <summary>Only what is new in a log is read, and what is read that way is what reading all of it gives.</summary>
public sealed class NewLinesTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();

    public static TheoryData<string, string> Logs => new()
    {
        { "claude", string.Concat(Enumerable.Range(0, 4).Select(number => ClaudeLine(number, 1) + ClaudeLine(number, 30))) },
        { "codex", Lines(
            CodexMeta("t2", "2026-11-10T13:00:00Z", "\"forked_from_id\":\"t1\","), CodexTurn("2026-11-10T13:00:00Z"),
            CodexCount("2026-11-10T13:00:00.5Z", (100, 40, 5, 1), (100, 40, 5, 1)), CodexTurn("2026-11-10T13:01:00Z", "deepseek-v4-flash"),
            CodexCount("2026-11-10T13:01:00Z", (90, 30, 5, 1), (190, 70, 10, 2)), CodexCount("2026-11-10T13:01:01Z", (90, 30, 5, 1), (190, 70, 10, 2)),
            CodexCount("2026-11-10T13:02:00Z", (50, 0, 7, 0), (240, 70, 17, 2))) },
        { "harness", Lines(
            HarnessHeader("f", parent: "p", seedLength: 2), HarnessMessage("p1", 1, 10, 4), HarnessMessage("p2", 2, 11, 5), HarnessMessage("f1", 3, 12, 6),
            HarnessChunk(4, 13, 7), HarnessMessage("f2", 4, 13, 7, hits: 900)) },
        { "text-between", Lines(ClaudeLine(1, 2).TrimEnd(), "{\"type\":\"user\",\"message\":{\"content\":\"é漢 \\\"usage\\\"\"}}", ClaudeLine(2, 3).TrimEnd()) },
    };

    [Theory]
    [MemberData(nameof(Logs))]
    public void WhereverALogIsCut_TheRestIsReadFromTheLastWholeLine(string name, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        string[] whole = Texts(Calls(Append(name + "/whole.jsonl", bytes), null).Calls);
        Assert.NotEmpty(whole);
        var random = new Random(20261120);
        foreach (int cut in Enumerable.Range(0, bytes.Length + 1).Where(cut => random.Next(4) == 0 || IsEdge(bytes, cut)))
        {
            string path = Append(name + ".jsonl", bytes[..cut]);
            (List<MeteredCall> first, LogPlace? place, int _) = Calls(path, null);
            Append(name + ".jsonl", bytes);
            (List<MeteredCall> then, LogPlace? end, int read) = Calls(path, place);

            int lines = bytes.AsSpan(0, cut).LastIndexOf((byte)'\n') + 1;
            Assert.True((cut < bytes.Length ? bytes.Length - lines : 0) == read, $"{read} bytes were read after a cut at {cut}");
            Assert.Equal(bytes.Length, end!.Offset);
            Assert.Equal(whole, Texts(Merge(first, then)));
        }
    }

    [Fact]
    public void WhenNothingChanged_NothingIsRead()
    {
        string path = Append("a.jsonl", ClaudeLine(1, 5));
        LogPlace place = Calls(path, null).Place!;

        (List<MeteredCall> calls, LogPlace? again, int read) = Calls(path, place);

        Assert.Same(place, again);
        Assert.Equal((0, 0), (calls.Count, read));
    }

    [Theory]
    [InlineData("b", "a", true)]
    [InlineData("a", "b", true)]
    [InlineData("a", "a", false)]
    public void AFileThatReplacedALog_IsReadAsAWhole_EvenIfItIsLonger(string beginning, string end, bool isAnother)
    {
        string Text(string first, string last) => Padded(first) + string.Concat(Enumerable.Range(0, 50).Select(number => ClaudeLine(number, 5))) + Padded(last);
        string path = Append("a.jsonl", Text("a", "a"));
        LogPlace place = Calls(path, null).Place!;
        string replaced = Text(beginning, end) + ClaudeLine(90, 7);
        Append("a.jsonl", replaced);

        (List<MeteredCall> calls, LogPlace? _, int read) = Calls(path, place);

        Assert.Equal(isAnother ? 51 : 1, calls.Count);
        Assert.Equal(isAnother ? Encoding.UTF8.GetByteCount(replaced) : ClaudeLine(90, 7).Length, read);
    }

    [Fact]
    public void ALogThatBecameShorter_IsReadAsAWhole()
    {
        string path = Append("a.jsonl", ClaudeLine(1, 5) + ClaudeLine(2, 5) + "{\"torn");
        LogPlace place = Calls(path, null).Place!;
        Append("a.jsonl", ClaudeLine(1, 5) + ClaudeLine(2, 5));

        Assert.Equal(2, Calls(path, place).Calls.Count);
    }

    [Fact]
    public void ALogOfTheSameLengthWithANewTime_IsReadAsAWhole()
    {
        string path = Append("a.jsonl", Padded("a") + ClaudeLine(1, 5) + Padded("b"), Now.AddDays(-2));
        LogPlace place = Calls(path, null).Place!;
        Append("a.jsonl", Padded("a") + ClaudeLine(1, 6) + Padded("b"), Now.AddDays(-1));

        Assert.Equal(6, Assert.Single(Calls(path, place).Calls).OutputTokens);
    }

    [Fact]
    public void ALogWithTheSameLengthAndTime_AndOtherBytesAtItsEnds_IsReadAsAWhole()
    {
        string path = Append("a.jsonl", ClaudeLine(1, 5), Now.AddDays(-1));
        LogPlace place = Calls(path, null).Place!;
        Append("a.jsonl", ClaudeLine(1, 6), Now.AddDays(-1));

        Assert.Equal(6, Assert.Single(Calls(path, place).Calls).OutputTokens);
    }

    [Fact]
    public void ALastLineThatIsNotWhole_IsNoFault_UnlessAnotherLineFollows()
    {
        string path = Append("a.jsonl", ClaudeLine(1, 5) + ClaudeLine(2, 5)[..60]);
        LogPlace place = Calls(path, null).Place!;
        Append("a.jsonl", ClaudeLine(1, 5) + ClaudeLine(2, 5)[..60] + "\n" + ClaudeLine(3, 5));

        var faults = new List<UsageFault>();
        var reader = new LogReader(new MeterDefaults());
        LogPlace? end = reader.ReadChanges(path, 0, place, Now, faults.Add);

        Assert.Equal((2L, "UsageUnreadable"), (Assert.Single(faults).Line, faults[0].ErrorId));
        Assert.Equal("c3", Assert.Single(reader.Calls.TakeRest()).Id);
        Assert.Same(end, reader.ReadChanges(path, 0, end, Now, faults.Add));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"Inherited\":\"x\"}")]
    public void APlaceWhoseSessionIsNotReadable_IsNotUsed(string session)
    {
        string path = Append("a.jsonl", ClaudeLine(1, 5));
        LogPlace place = Calls(path, null).Place! with { Session = session };
        Append("a.jsonl", ClaudeLine(1, 5) + ClaudeLine(2, 5));

        Assert.Equal(2, Calls(path, place).Calls.Count);
    }

    [Fact]
    public void ADocument_IsReadAsAWholeWhenItChanged_AndNotBefore()
    {
        string Task(int count) => "[" + string.Join(",", Enumerable.Range(0, count).Select(number =>
            ClineRequest(AgentLines.Noon + number, "{\"tokensIn\":10,\"tokensOut\":5,\"cacheReads\":0,\"cacheWrites\":0}", ",\"modelInfo\":{\"modelId\":\"deepseek-v4-pro\",\"providerId\":\"deepseek\"}"))) + "]";
        string path = Append("7/ui_messages.json", Task(2), Now.AddDays(-2));
        (List<MeteredCall> first, LogPlace? place, int _) = Calls(path, null);
        Assert.Equal((2, 0L), (first.Count, place!.Offset));
        Assert.Same(place, Calls(path, place).Place);

        Append("7/ui_messages.json", Task(3), Now.AddDays(-1));
        Assert.Equal(3, Calls(path, place).Calls.Count);
    }

    [Fact]
    public void ADocumentThatChangedJustNow_IsReadAgain_BecauseItsTimeMayBeTheSame()
    {
        string path = Append("a.json", ClaudeLine(1, 5).TrimEnd(), Now.AddSeconds(-1));
        LogPlace place = Calls(path, null).Place!;

        Assert.Single(Calls(path, place).Calls);
    }

    [Fact]
    public void ADocumentWithAFault_IsReadAgain()
    {
        string path = Append("7/ui_messages.json", "[" + ClineRequest(AgentLines.Noon, "{\"tokensIn\":10,\"tokensOut\":5}") + "]", Now.AddDays(-1));
        var faults = new List<UsageFault>();

        Assert.Null(new LogReader(new MeterDefaults()).ReadChanges(path, 0, null, Now, faults.Add));
        Assert.Equal("UsageModelMissing", Assert.Single(faults).ErrorId);
    }

    [Fact]
    public void ACompressedLogThatGrew_IsReadAsAWhole()
    {
        string path = Append("session.jsonl.zstd", Zstandard(HarnessHeader("p") + "\n", HarnessMessage("a", 1, 5, 6) + "\n"), Now.AddDays(-2));
        (List<MeteredCall> _, LogPlace? place, int _) = Calls(path, null);
        Assert.Same(place, Calls(path, place).Place);
        Append("session.jsonl.zstd", Zstandard(HarnessHeader("p") + "\n", HarnessMessage("a", 1, 5, 6) + "\n", HarnessMessage("b", 2, 5, 6) + "\n"), Now.AddDays(-1));

        Assert.Equal(["a", "b"], Calls(path, place).Calls.Select(call => call.Id));
    }

    [Fact]
    public void ADatabase_IsReadAgainWhenOnlyItsWriteAheadLogChanged()
    {
        string path = Append("opencode.db", "none", Now.AddDays(-2));
        File.Delete(path);
        using (Microsoft.Data.Sqlite.SqliteConnection writer = OpenCodeTests.Create(path))
        {
            OpenCodeTests.Insert(writer, "m1", OpenCodeData(AgentLines.Noon, "{\"input\":5,\"output\":6,\"reasoning\":0,\"cache\":{\"read\":0,\"write\":0}}"));
            DateTimeOffset later = DateTimeOffset.UtcNow.AddMinutes(1);
            (List<MeteredCall> first, LogPlace? place, int _) = Calls(path, null, later);
            Assert.Single(first);
            Assert.Same(place, Calls(path, place, later).Place);

            OpenCodeTests.Insert(writer, "m2", OpenCodeData(AgentLines.Noon + 1, "{\"input\":5,\"output\":6,\"reasoning\":0,\"cache\":{\"read\":0,\"write\":0}}"));

            Assert.Equal(2, Calls(path, place, later).Calls.Count);
        }
    }

    public void Dispose() => _folder.Dispose();

    // At the end, and just before and after the end of a line.
    private static bool IsEdge(byte[] bytes, int cut) => cut == bytes.Length || bytes[cut] == (byte)'\n' || (cut > 0 && bytes[cut - 1] == (byte)'\n');

    private string Append(string name, string text, DateTimeOffset? at = null) => Append(name, Encoding.UTF8.GetBytes(text), at);

    // An old file, unless the test is about its time.
    private string Append(string name, byte[] bytes, DateTimeOffset? at = null)
    {
        string path = _folder.Write(name, bytes);
        File.SetLastWriteTimeUtc(path, (at ?? Now.AddDays(-1)).UtcDateTime);
        return path;
    }

    private static (List<MeteredCall> Calls, LogPlace? Place, int Read) Calls(string path, LogPlace? before, DateTimeOffset? now = null)
    {
        int read = 0;
        var reader = new LogReader(new MeterDefaults());
        LogPlace? place = reader.ReadChanges(path, 0, before, now ?? Now, fault => Assert.Fail($"{fault.Line}: {fault.Message}"), bytes => read += bytes);
        return ([.. reader.Calls.TakeRest()], place, read);
    }

    private static IEnumerable<MeteredCall> Merge(IEnumerable<MeteredCall> first, IEnumerable<MeteredCall> then) =>
        first.Concat(then).GroupBy(call => call.Id).Select(states => states.Aggregate(CallMerge.Merge));

    private static string[] Texts(IEnumerable<MeteredCall> calls) => [.. calls.Select(call => $"{CallMerge.AsStored(call)}").Order(StringComparer.Ordinal)];

    private static string Lines(params string[] lines) => string.Concat(lines.Select(line => line + "\n"));

    private static string Padded(string word) => $"{{\"type\":\"user\",\"text\":\"{word}{new string('x', 5000)}{word}\"}}\n";

    private static string ClaudeLine(int number, int output) =>
        $$$"""{"type":"assistant","sessionId":"s","cwd":"/home/dev/app","message":{"id":"c{{{number}}}","model":"deepseek-v4-pro","usage":{"input_tokens":70,"output_tokens":{{{output}}}}},"timestamp":"2026-11-10T12:{{{number % 60:00}}}:{{{output:00}}}Z"}""" + "\n";
}
