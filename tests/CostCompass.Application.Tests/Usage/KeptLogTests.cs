using System.Text;
using CostCompass.Application.Tests.Stack;
using CostCompass.Logs;

namespace CostCompass.Application.Tests.Usage;

/// <summary>Logs that grow, are copied, torn and replaced between runs: the store has each call once, as one reading of everything has.</summary>
public sealed class KeptLogTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    private readonly StoreForTest _home = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("costcompass-kept-");
    private int _written;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void ReadAgainAndAgainWhileTheyGrow_EachCallIsStoredOnce(int seed)
    {
        var random = new Random(seed);
        Dictionary<string, byte[]> logs = MakeLogs(random);
        Dictionary<string, int> lengths = logs.Keys.ToDictionary(name => name, _ => 0);
        while (lengths.Any(one => one.Value < logs[one.Key].Length))
        {
            foreach ((string name, byte[] bytes) in logs.Where(_ => random.Next(3) > 0))
            {
                lengths[name] = Math.Min(bytes.Length, lengths[name] + random.Next(1, 1500));
                Write(name, bytes[..lengths[name]]);
            }

            // Sometimes the command ends before anything is saved.
            Run(isSaved: random.Next(4) > 0);
        }

        Run();
        Assert.Equal(Texts(Whole()), Texts(Stored()));
        Assert.Equal((0, logs.Count), (Run().Places.Count, Run().Skipped));
    }

    [Fact]
    public void WhenALogIsReplacedBetweenRuns_TheCallsOfBothAreStored()
    {
        Write("a.jsonl", Lines(ClaudeLine("a", 1), ClaudeLine("b", 2)));
        Run();
        Write("a.jsonl", Lines(ClaudeLine("c", 1), ClaudeLine("b", 2), ClaudeLine("d", 2)));
        Run();

        Assert.Equal(["a", "b", "c", "d"], Stored().Select(call => call.Id).Order(StringComparer.Ordinal));
    }

    public void Dispose()
    {
        _home.Dispose();
        _folder.Delete(recursive: true);
    }

    private UsageFileReading Run(bool isSaved = true)
    {
        var reader = new LogReader(new MeterDefaults());
        Dictionary<string, LogPlace> before = _home.Store.Usage.ReadPlaces("here", "team").ToDictionary(place => place.Path);
        var reading = new UsageFileReading(reader)
        {
            Before = before,
            Now = Now,
            Report = fault => Assert.Fail($"{fault.Source}, line {fault.Line}, {fault.Message}"),
            Fail = (path, failure) => throw failure,
            Advance = _ => { },
        };
        reading.Read(UsageFileReading.Find(_folder.FullName), 0, CancellationToken.None);
        if (isSaved)
        {
            _home.Store.Usage.AddFromLogs("team", [.. reader.Calls.TakeRest()], "here", reading.Places, []);
        }

        return reading;
    }

    private List<MeteredCall> Stored() => [.. _home.Store.Usage.Read("team", DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Select(stored => stored.Call)];

    private List<MeteredCall> Whole()
    {
        var reader = new LogReader(new MeterDefaults());
        foreach (FileInfo file in UsageFileReading.Find(_folder.FullName))
        {
            reader.ReadFile(file.FullName, 0, fault => Assert.Fail(fault.Message));
        }

        return [.. reader.Calls.TakeRest().Select(CallMerge.AsStored)];
    }

    // The time of a file says nothing here: it is old, and other for each change.
    private void Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, Now.UtcDateTime.AddDays(-5).AddSeconds(_written++));
    }

    // Rows for each block of a response, a copy of a session, a Codex session with a fork, and a session of Harness.
    private static Dictionary<string, byte[]> MakeLogs(Random random)
    {
        List<string> claude = [];
        for (int number = 0; number < 30; number++)
        {
            int output = random.Next(1, 900);
            claude.AddRange(Enumerable.Range(1, 3).Select(block => ClaudeLine($"c{number}", number, output * block / 3, block)));
        }

        List<string> codex = [Codex("session_meta", 0, "\"id\":\"t1\",\"cwd\":\"/home/dev/tool\",\"model_provider\":\"deepseek\""), Codex("turn_context", 0, "\"model\":\"deepseek-v4-pro\"")];
        List<string> fork = [Codex("session_meta", 1800, "\"id\":\"t2\",\"cwd\":\"/home/dev/tool\",\"forked_from_id\":\"t1\",\"model_provider\":\"deepseek\""), codex[1]];
        (int input, int output) total = (0, 0);
        for (int number = 1; number < 30; number++)
        {
            total = (total.input + random.Next(1, 9000), total.output + random.Next(1, 900));
            string count = $"\"type\":\"token_count\",\"info\":{{\"total_token_usage\":{{\"input_tokens\":{total.input},\"cached_input_tokens\":0,\"output_tokens\":{total.output}}}}}";
            codex.Add(Codex("event_msg", number, count));
            fork.Add(Codex("event_msg", number < 12 ? 1800 : 1800 + number, count));
        }

        List<string> harness = ["""{"type":"session","version":0,"id":"h","createdAt":1794312000000,"cwd":"/home/dev/app","parentSession":"p","seedLength":3}"""];
        harness.AddRange(Enumerable.Range(0, 20).Select(number =>
            $$$"""{"type":"assistant/message","data":{"turn":1,"step":{{{number}}},"message":{"role":"assistant","source":{"kind":"model","provider":"deepseek-official","model":"deepseek-v4-pro"},"id":"h{{{number}}}"},"usage":{"inputTokens":{{{number + 1}}},"outputTokens":5,"cacheReadTokens":7} } }"""));
        return new()
        {
            ["s.jsonl"] = Lines([.. claude]),
            ["resumed.jsonl"] = Lines([.. claude.Take(40)]),
            ["rollout-t1.jsonl"] = Lines([.. codex]),
            ["rollout-t2.jsonl"] = Lines([.. fork]),
            ["session.jsonl"] = Lines([.. harness]),
        };
    }

    private static string ClaudeLine(string id, int minute, int output = 5, int second = 0) =>
        $$$"""{"type":"assistant","sessionId":"s","cwd":"/home/dev/é","message":{"id":"{{{id}}}","model":"deepseek-v4-pro","usage":{"input_tokens":70,"output_tokens":{{{output}}}}},"timestamp":"2026-11-10T12:{{{minute:00}}}:{{{second:00}}}Z"}""";

    private static string Codex(string type, int second, string payload) =>
        $"{{\"timestamp\":\"2026-11-10T12:{second / 60:00}:{second % 60:00}Z\",\"type\":\"{type}\",\"payload\":{{{payload}}}}}";

    private static byte[] Lines(params string[] lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));

    private static IEnumerable<string> Texts(IEnumerable<MeteredCall> calls) => calls.Select(call => $"{call}").Order(StringComparer.Ordinal);
}
