using System.Text;
using static CostCompass.Logs.Tests.Metered;

namespace CostCompass.Logs.Tests;

/// <summary>
/// Broken logs: nothing crashes or hangs, what is counted is what a plain reader counts, which parses each line with the runtime's
/// own parser and takes nothing but UTF-8, and each line that is lost has an error of its own.
/// </summary>
public sealed class MeteringFuzzTests
{
    private static readonly string[] Fragments =
        ["{", "}", "[", "]", "\"", "\\", ",", ":", "\n", "\r\n", "null", "-", "1e999", "99999999999", "\\u00", "\\ud800", "\"usage\":", "\"usage\":{}", "\0", "\u00e9", "data: ", "\uFEFF", "x", ":", "event: "];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void MutatedLogs_CountWhatAPlainReaderCounts(int seed)
    {
        var chance = new Random(seed);
        for (int round = 0; round < 400; round++)
        {
            List<byte[]> lines = [.. Enumerable.Range(0, 12).Select(number => Mutated(chance, SampleLine(chance, number)))];
            byte[] log = [.. lines.SelectMany(line => (byte[])[.. line, (byte)'\n'])];

            (List<MeteredCall> calls, List<UsageFault> faults) = Read(log);

            SortedDictionary<string, long> expected = PlainUsageReader.Count(lines);
            IEnumerable<string> found = calls.Select(call => $"{call.Id}:{call.CacheHitTokens}:{call.CacheMissTokens}:{call.OutputTokens}").Order(StringComparer.Ordinal);
            Assert.True(expected.Keys.Order(StringComparer.Ordinal).SequenceEqual(found), $"{string.Join(' ', expected.Keys)} | {string.Join(' ', found)} | {Encoding.UTF8.GetString(log)}");
            (HashSet<long> lost, HashSet<long> whole) = PlainUsageReader.Lines(lines);
            IEnumerable<long> named = faults.Select(fault => fault.Line).Distinct();
            Assert.True(lost.IsSubsetOf(named), $"{string.Join(' ', lost)} | {string.Join(' ', named)} | {Encoding.UTF8.GetString(log)}");
            Assert.True(!whole.Overlaps(named), $"{string.Join(' ', whole)} | {string.Join(' ', named)} | {Encoding.UTF8.GetString(log)}");
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void RandomBytes_AreNoCalls(int seed)
    {
        var chance = new Random(seed);
        for (int round = 0; round < 300; round++)
        {
            byte[] bytes = new byte[chance.Next(1, 3_000)];
            chance.NextBytes(bytes);
            if (round % 3 == 0)
            {
                byte[] alphabet = "{}[]\",:\\0123456789eE+-.truefalsn \n\""u8.ToArray();
                for (int index = 0; index < bytes.Length; index++)
                {
                    bytes[index] = alphabet[bytes[index] % alphabet.Length];
                }
            }

            // Two bytes that stand for gzip would make it a file of another kind.
            bytes[0] = bytes[0] is 0x1F or 0xFE or 0xFF ? (byte)'{' : bytes[0];
            Assert.Empty(Read(bytes).Calls);
        }
    }

    [Fact]
    public void EveryCutOfALog_CountsTheLinesThatAreWhole()
    {
        byte[] log = Encoding.UTF8.GetBytes(Line("é中a", Noon, 5) + "\n" + Line("b", Noon, 6) + "\n");
        int firstEnd = Array.IndexOf(log, (byte)'\n');
        for (int length = 0; length <= log.Length; length++)
        {
            (List<MeteredCall> calls, List<UsageFault> faults) = Read(log[..length]);

            Assert.Equal((length >= firstEnd ? 1 : 0) + (length >= log.Length - 1 ? 1 : 0), calls.Count);
            Assert.Equal(length == 0 || length == firstEnd || length == firstEnd + 1 || length >= log.Length - 1 ? 0 : 1, faults.Count);
        }
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    [InlineData("[{\"usage\":", "}]")]
    public void NestingTenThousandDeep_IsPassedOver(string open, string close)
    {
        string deep = string.Concat(Enumerable.Repeat(open, 10_000)) + "1" + string.Concat(Enumerable.Repeat(close, 10_000));

        Assert.Equal("b", One(deep + "\n" + Line("b", Noon, 6)).Id);
        Assert.Equal("b", One($$"""{"content":{{deep}},"id":"b","timestamp":"{{Noon}}","model":"m","usage":{"x":{{deep}},"input_tokens":1,"output_tokens":1} }""").Id);
        Assert.Equal("b", Assert.Single(Read(deep[..^1] + "\n" + Line("b", Noon, 6)).Calls).Id);
    }

    [Theory]
    [InlineData("[\n")]
    [InlineData("{\"a\":[\n")]
    [InlineData("{\"usage\":\n")]
    public void AFileOfNothingButOpenings_DoesNotHang(string opening)
    {
        byte[] file = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(opening, 100_000)));

        (List<MeteredCall> calls, List<UsageFault> faults) = Read(file);

        Assert.Empty(calls);
        Assert.NotEmpty(faults);
    }

    private static string SampleLine(Random chance, int number)
    {
        string id = $"id{number}";
        string chat = $$$"""{"id":"{{{id}}}","object":"chat.completion","created":1794391200,"model":"deepseek-flash","choices":[{"message":{"content":"a \"b\" \u00e9 中"}}],"usage":{"prompt_tokens":30,"completion_tokens":{{{number}}},"prompt_cache_hit_tokens":10,"prompt_cache_miss_tokens":20}}""";
        return chance.Next(5) switch
        {
            0 => """{"type":"user","message":{"role":"user","content":"text \"usage\" {}"},"timestamp":"2026-11-10T12:00:00Z"}""",
            1 => chat,
            2 => """{"type":"summary","summary":"x","deep":[[{"a":[1,2.5e-3,true,null]}]]}""",
            _ => Line(id, Noon, 100 + number, misses: chance.Next(1_000)),
        };
    }

    private static byte[] Mutated(Random chance, string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        for (int mutations = chance.Next(6) == 0 ? chance.Next(1, 4) : 0; mutations > 0; mutations--)
        {
            int at = chance.Next(bytes.Length + 1);
            int end = Math.Min(bytes.Length, at + chance.Next(1, 12));
            bytes = chance.Next(4) switch
            {
                0 => [.. bytes[..at], .. bytes[end..]],
                1 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(Fragments[chance.Next(Fragments.Length)]), .. bytes[at..]],
                2 => bytes[..at],
                _ => [.. bytes[..at], (byte)chance.Next(256), .. bytes[Math.Min(bytes.Length, at + 1)..]],
            };
        }

        return bytes;
    }
}
