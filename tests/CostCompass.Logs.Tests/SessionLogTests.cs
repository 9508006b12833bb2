using System.IO.Compression;
using System.Text;
using static CostCompass.Logs.Tests.Metered;

namespace CostCompass.Logs.Tests;

public sealed class SessionLogTests
{
    private const string User = """{"type":"user","message":{"role":"user","content":"{\"usage\":{\"input_tokens\":5}}"},"toolUseResult":{"usage":{"input_tokens":7,"output_tokens":7}},"timestamp":"2026-11-10T12:00:00Z"}""";
    private const string Summary = """{"type":"summary","summary":"a talk","leafUuid":"u"}""";

    [Fact]
    public void OfTheLinesOfAnAnswer_TheLastCounts_Once()
    {
        MeteredCall call = One(string.Join('\n', Summary, User, Line("a", Noon, 5), Line("a", "2026-11-10T12:00:02Z", 70), User, Line("a", "2026-11-10T12:00:03Z", 60)));

        Assert.Equal(("a", 60L, Utc("2026-11-10T12:00:03Z"), Utc(Noon)), (call.Id, call.OutputTokens, call.At, call.StartedAt));
    }

    [Fact]
    public void AtOneInstant_TheLaterLineCounts()
    {
        MeteredCall call = One(Line("a", Noon, 5) + "\n" + Line("a", Noon, 3));

        Assert.Equal((3L, (DateTimeOffset?)null), (call.OutputTokens, call.StartedAt));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void AnAnswerInTwoFiles_CountsOnce_WhicheverIsReadFirst(int first, int second)
    {
        string[] files = [Line("a", Noon, 5) + "\n" + Line("b", Noon, 1), Line("a", "2026-11-10T12:00:09Z", 70) + "\n" + Line("b", Noon, 2)];
        var reader = new LogReader(new MeterDefaults());
        foreach (int number in new[] { first, second })
        {
            reader.Read(new MemoryStream(Encoding.UTF8.GetBytes(files[number])), "log", number, fault => Assert.Fail(fault.Message));
        }

        Assert.Equal([("b", 2L), ("a", 70L)], reader.Calls.TakeRest().Select(call => (call.Id!, call.OutputTokens)));
    }

    [Fact]
    public void WithoutAMessageId_TheRequestStandsForTheAnswer()
    {
        string line = Line("a", Noon, 5).Replace("\"id\":\"a\",", "", StringComparison.Ordinal);

        Assert.Equal("r", One(line + "\n" + line).Id);
    }

    [Fact]
    public void CallsWithoutAnyId_EachCount()
    {
        const string call = """{"timestamp":"2026-11-10T12:00:00Z","model":"m","usage":{"input_tokens":1,"output_tokens":1}}""";

        Assert.Equal(2, Read(call + "\n" + call).Calls.Count);
    }

    [Fact]
    public void LinesThatCannotBeRead_AreNamed_AndTheRestIsCounted()
    {
        string[] lines =
        [
            Summary, Line("a", Noon, 5), Line("b", Noon, 6)[..^40], Line("c", Noon, 7), "{\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}", User, "",
            Line("d", Noon, 8) + "x", Line("e", Noon, 9), Line("f", Noon, 10).Replace("\"requestId\"", "\"requestId", StringComparison.Ordinal),
            Line("g", Noon, 11) + "\r", Line("h", Noon, 12)[..50],
        ];

        (List<MeteredCall> calls, List<UsageFault> faults) = Read(string.Join('\n', lines));

        Assert.Equal("a c e g", string.Join(' ', calls.Select(call => call.Id)));
        Assert.Equal(
            [(3L, "UsageUnreadable"), (5L, "UsageInstantMissing"), (8L, "UsageUnreadable"), (10L, "UsageUnreadable"), (12L, "UsageUnreadable")],
            faults.Select(fault => (fault.Line, fault.ErrorId)));
        Assert.All(faults, fault => Assert.Equal("log", fault.Source));
    }

    [Fact]
    public void LinesOfTheProgramItself_AreNoCalls()
    {
        Assert.Empty(Read("""{"type":"assistant","message":{"id":"x","model":"<synthetic>","usage":{"input_tokens":0,"output_tokens":0}},"timestamp":"2026-11-10T12:00:00Z"}""").Calls);
    }

    [Fact]
    public void Arrays_ConcatenatedAndIndentedDocuments_AreReadAsLinesAre()
    {
        string a = Line("a", Noon, 1);
        string b = Line("b", Noon, 2);
        string indented = "{\n  \"message\": {\n    \"id\": \"c\",\n    \"model\": \"m\",\n    \"usage\": {\n      \"input_tokens\": 1,\n      \"output_tokens\": 3\n    }\n  },\n  \"timestamp\": \"2026-11-10T12:00:00Z\"\n}\n";

        foreach (string text in new[] { $"[{a},{b},{indented}]", $"[\n{a},\n  {b}\n,{indented}\n]\n", a + b + indented, indented + a + "\n\n" + b, $"[{a}]\n[{b},1,null,[{{}}]]\n{indented}" })
        {
            (List<MeteredCall> calls, List<UsageFault> faults) = Read(text);
            Assert.Empty(faults);
            Assert.Equal(["a 1", "b 2", "c 3"], calls.Select(call => $"{call.Id} {call.OutputTokens}").Order());
        }
    }

    [Fact]
    public void WhateverItsDress_AFileIsReadTheSame()
    {
        string text = string.Join('\n', Enumerable.Range(0, 500).Select(number => Line($"id{number}", Noon, number)));
        byte[] plain = Encoding.UTF8.GetBytes(text);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(plain);
        }

        byte[][] dresses = [plain, [0xEF, 0xBB, 0xBF, .. plain], packed.ToArray(), [.. packed.ToArray(), .. packed.ToArray()],
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)], [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(text)]];
        foreach (byte[] dress in dresses)
        {
            (List<MeteredCall> calls, List<UsageFault> faults) = Read(dress);
            Assert.Empty(faults);
            Assert.Equal(500 * 499 / 2, calls.Sum(call => call.OutputTokens));
        }
    }

    [Fact]
    public void ALineLongerThanTheBuffer_IsReadWhole()
    {
        string filler = new('x', 3_000_000);
        string text = $$$"""{"filler":"{{{filler}}}","timestamp":"{{{Noon}}}","id":"a","model":"m","usage":{"input_tokens":1,"output_tokens":2}}""";

        (List<MeteredCall> calls, List<UsageFault> faults) = Read(text + "\n" + Line("b", Noon, 3) + "\n" + text[..^1]);

        Assert.Equal(["a", "b"], calls.Select(call => call.Id!).Order());
        Assert.Equal(3, Assert.Single(faults).Line);
    }

    [Fact]
    public void AValueBeyondTheLimit_IsNamed_AndTheRestIsCounted()
    {
        byte[] tooLong = [.. Encoding.UTF8.GetBytes("{\"usage\":\""), .. Enumerable.Repeat((byte)'x', (64 << 20) + 10), .. Encoding.UTF8.GetBytes("\"}\n" + Line("b", Noon, 3))];

        (List<MeteredCall> calls, List<UsageFault> faults) = Read(tooLong);

        Assert.Equal("b", Assert.Single(calls).Id);
        Assert.Equal((1L, "UsageTooLong"), (Assert.Single(faults).Line, faults[0].ErrorId));
    }

    [Fact]
    public void WholeAnswers_AreGivenOutAtOnce_AndStatesOfOneAtTheEnd()
    {
        var reader = new LogReader(new MeterDefaults());
        var faults = new List<UsageFault>();
        void Take(string text) => reader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "input", 0, faults.Add);
        const string whole = """{"created":1794391200,"id":"w","model":"m","usage":{"input_tokens":1,"output_tokens":2}}""";

        Take(whole);
        Assert.Equal("w", Assert.Single(reader.Calls.TakeSettled()).Id);
        Take(Line("a", Noon, 5));
        Take(whole);
        Assert.Empty(reader.Calls.TakeSettled());
        Assert.Empty(faults);
        Take(whole.Replace("\"output_tokens\":2", "\"output_tokens\":3", StringComparison.Ordinal));

        Assert.Equal("UsageConflict", Assert.Single(faults).ErrorId);
        Assert.Equal("a", Assert.Single(reader.Calls.TakeRest()).Id);
    }
}
