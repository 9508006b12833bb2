using static CostCompass.Logs.Tests.AgentLines;

namespace CostCompass.Logs.Tests;

/// <summary>A folder with the logs of all agents, with copies, forks and torn tails: whatever the order, each call counts once.</summary>
public sealed class EveryCallOnceTests
{
    private readonly Dictionary<string, (long Hits, long Misses, long Output)> _truth = [];
    private readonly List<(string Name, byte[] Bytes)> _files = [];
    private readonly Random _random;

    public EveryCallOnceTests() => _random = new Random(20261110);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void ReadTwice_InAnyOrder_EachCallCountsOnce(int seed)
    {
        var order = new Random(seed);
        using var folder = new TempFolder();
        MakeHarness();
        MakeClaudeCode();
        MakeCodex();
        MakeOpenCode();
        List<string> paths = _files.ConvertAll(file => folder.Write(file.Name, file.Bytes));

        var reader = new LogReader(new MeterDefaults());
        string[] twice = [.. paths.Concat(paths).OrderBy(_ => order.Next())];
        Parallel.ForEach(twice, new ParallelOptions { MaxDegreeOfParallelism = 2 }, path =>
            reader.ReadFile(path, paths.IndexOf(path), fault => Assert.Contains("torn", fault.Source, StringComparison.Ordinal)));

        List<MeteredCall> calls = [.. reader.Calls.TakeRest()];
        Assert.Equal(
            _truth.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}"),
            calls.OrderBy(call => call.Id, StringComparer.Ordinal).Select(call => $"{call.Id} {(call.CacheHitTokens, call.CacheMissTokens, call.OutputTokens)}"));
    }

    private (int Hits, int Misses, int Output) Call(string id)
    {
        (int hits, int misses, int output) = (_random.Next(1, 90_000), _random.Next(1, 9_000), _random.Next(1, 900));
        _truth.Add(id, (hits, misses, output));
        return (hits, misses, output);
    }

    // A parent with a fork, packed and plain, and copies of both that end anywhere.
    private void MakeHarness()
    {
        List<string> parent = [HarnessHeader("p")];
        for (int number = 0; number < 30; number++)
        {
            (int hits, int misses, int output) = Call($"h{number}");
            parent.Add(HarnessChunk(number, misses, output));
            parent.Add(HarnessMessage($"h{number}", number, misses, output, hits, envelope: Envelope(number, AgentLines.Noon + number)));
        }

        List<string> fork = [HarnessHeader("f", parent: "p", seedLength: 20), .. parent.Skip(1).Take(40)];
        for (int number = 20; number < 25; number++)
        {
            (int hits, int misses, int output) = Call($"f{number}");
            fork.Add(HarnessMessage($"f{number}", number, misses, output, hits, envelope: Envelope(number, AgentLines.Noon + 1000 + number)));
        }

        byte[] packed = Zstandard([.. parent.Select(line => line + "\n")]);
        Add("dsh/p/session.jsonl.zstd", packed);
        Add("dsh/f/session.v1.jsonl", Text(fork));
        Add("dsh/torn-p/session.jsonl.zstd", packed[..(packed.Length - _random.Next(1, 200))]);
        Add("dsh/torn-f/session.v1.jsonl", Torn(Text(fork)));
    }

    // A row for each block, a session that was resumed elsewhere, a subagent.
    private void MakeClaudeCode()
    {
        List<string> lines = [];
        for (int number = 0; number < 30; number++)
        {
            (int hits, int misses, int output) = Call($"c{number:00}");
            foreach (string block in new[] { "thinking", "text", "tool_use" })
            {
                lines.Add($$$"""{"type":"assistant","sessionId":"s","cwd":"/home/dev/app","message":{"id":"c{{{number:00}}}","model":"deepseek-v4-pro","content":[{"type":"{{{block}}}"}],"usage":{"input_tokens":{{{misses}}},"cache_read_input_tokens":{{{hits}}},"output_tokens":{{{output}}}}},"timestamp":"2026-11-10T12:{{{number:00}}}:00Z"}""");
            }
        }

        Add("claude/s.jsonl", Text(lines));
        Add("claude/resumed.jsonl", Text(lines.Take(40)));
        Add("claude/s/subagents/agent-1.jsonl", Text(lines.Skip(60)));
        Add("claude/torn.jsonl", Torn(Text(lines)));
    }

    private void MakeCodex()
    {
        List<string> parent = [CodexMeta("t1", "2026-11-10T12:00:00Z"), CodexTurn("2026-11-10T12:00:00Z")];
        (int Input, int Cached, int Output, int Reasoning) total = default;
        List<string> fork = [CodexMeta("t2", "2026-11-10T13:00:00Z", "\"forked_from_id\":\"t1\","), .. parent];
        for (int number = 0; number < 20; number++)
        {
            string line = Count("t1", $"2026-11-10T12:01:{number:00}Z", ref total);
            parent.AddRange([line, line]);
            if (number < 12)
            {
                fork.Add(line.Replace("T12:01:", "T13:00:00.", StringComparison.Ordinal));
            }
        }

        for (int number = 0; number < 5; number++)
        {
            fork.Add(Count("t2", $"2026-11-10T13:01:{number:00}Z", ref total));
        }

        Add("codex/rollout-t1.jsonl", Text(parent));
        Add("codex/rollout-t2.jsonl", Text(fork));
        Add("codex/archived/rollout-t1.jsonl.zst", Zstandard([.. parent.Select(line => line + "\n")]));
        Add("codex/torn/rollout-t2.jsonl", Torn(Text(fork)));
    }

    private string Count(string thread, string at, ref (int Input, int Cached, int Output, int Reasoning) total)
    {
        (int hits, int misses, int output) = (_random.Next(1, 9_000), _random.Next(1, 9_000), _random.Next(1, 900));
        total = (total.Input + hits + misses, total.Cached + hits, total.Output + output, total.Reasoning);
        _truth.Add($"{thread}/{total.Input}/{total.Cached}/{total.Output}/{total.Reasoning}", (hits, misses, output));
        return CodexCount(at, (hits + misses, hits, output, 0), total);
    }

    private void MakeOpenCode()
    {
        for (int number = 0; number < 20; number++)
        {
            (int hits, int misses, int output) = Call($"msg_{number}");
            byte[] message = Text([OpenCode($"msg_{number}", AgentLines.Noon + number, $$$"""{"total":{{{hits + misses + output}}},"input":{{{misses}}},"output":{{{output}}},"reasoning":0,"cache":{"read":{{{hits}}},"write":0}}""")]);
            Add($"opencode/ses_1/msg_{number}.json", message);
            Add($"opencode-copy/ses_1/msg_{number}.json", message);
        }
    }

    private void Add(string name, byte[] bytes) => _files.Add((name, bytes));

    private byte[] Torn(byte[] bytes) => bytes[..(bytes.Length - _random.Next(2, bytes.Length / 2))];

    private static byte[] Text(IEnumerable<string> lines) => System.Text.Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
}
