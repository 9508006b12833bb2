using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using CostCompass.Metering;
using static CostCompass.Core.Tests.Metering.Metered;

namespace CostCompass.Core.Tests.Metering;

/// <summary>
/// Broken logs: nothing crashes or hangs, and what is counted is what a plain reader counts, which parses each line with the
/// runtime's own parser.
/// </summary>
public sealed class MeteringFuzzTests
{
    private static readonly string[] Fragments =
        ["{", "}", "[", "]", "\"", "\\", ",", ":", "\n", "\r\n", "null", "-", "1e999", "99999999999", "\\u00", "\\ud800", "\"usage\":", "\"usage\":{}", "\0", "\u00e9", "data: "];

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

            SortedDictionary<string, long> expected = Oracle(lines.SelectMany(Documents));
            IEnumerable<string> found = calls.Select(call => $"{call.Id}:{call.CacheHitTokens}:{call.CacheMissTokens}:{call.OutputTokens}").Order(StringComparer.Ordinal);
            Assert.True(expected.Keys.Order(StringComparer.Ordinal).SequenceEqual(found), $"{string.Join(' ', expected.Keys)} | {string.Join(' ', found)} | {Encoding.UTF8.GetString(log)}");
            Assert.All(faults, fault => Assert.InRange(fault.Line, 1, log.Count(one => one == (byte)'\n') + 1));
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

    // Slow and plain: the runtime's parser for each line, and the rules once more. Of the states of an id the last counts.
    private static SortedDictionary<string, long> Oracle(IEnumerable<byte[]> lines)
    {
        var byId = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (byte[] line in lines)
        {
            if (Parse(line) is not { ValueKind: JsonValueKind.Object } root)
            {
                continue;
            }

            JsonElement inner = Member(root, "message") is { ValueKind: JsonValueKind.Object } message ? message : default;
            bool isInner = Member(inner, "usage") is { ValueKind: JsonValueKind.Object };
            JsonElement answer = isInner ? inner : root;
            if (Member(answer, "usage") is not { ValueKind: JsonValueKind.Object } usage
                || (Member(answer, "model") ?? Member(root, "model")) is not { ValueKind: JsonValueKind.String }
                || !HasInstant(root, answer))
            {
                continue;
            }

            string? id = Text(answer, "id") ?? Text(root, "requestId") ?? Text(root, "id");
            (long Hits, long Misses, long Output)? counts = Member(usage, "prompt_tokens") is null && Member(usage, "completion_tokens") is null
                    && Member(usage, "prompt_cache_hit_tokens") is null && Member(usage, "prompt_cache_miss_tokens") is null
                ? (Count(usage, "cache_read_input_tokens", 0), Sum(Count(usage, "input_tokens", null), Count(usage, "cache_creation_input_tokens", 0)), Count(usage, "output_tokens", null)) is ({ } read, { } misses, { } output)
                    ? (read, misses, output) : null
                : Chat(usage, root);
            if (counts is { } known)
            {
                byId[id ?? $"none{byId.Count}"] = $"{id}:{known.Hits}:{known.Misses}:{known.Output}";
            }
        }

        var expected = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (string one in byId.Values)
        {
            expected[one] = 1;
        }

        return expected;
    }

    private static (long, long, long)? Chat(JsonElement usage, JsonElement root)
    {
        long? prompt = Count(usage, "prompt_tokens", null);
        bool isPromptThere = Member(usage, "prompt_tokens") is not null and not { ValueKind: JsonValueKind.Null };
        long? hits = Count(usage, "prompt_cache_hit_tokens", null);
        long? misses = Count(usage, "prompt_cache_miss_tokens", null);
        if ((isPromptThere && prompt is null) || IsBad(usage, "prompt_cache_hit_tokens") || IsBad(usage, "prompt_cache_miss_tokens"))
        {
            return null;
        }

        // A mutated instant may lie before there was a cache.
        bool hadNoCache = Text(root, "timestamp") is null && Member(root, "created")?.GetDecimal() < 1_722_556_800m;
        hits ??= misses is null && hadNoCache ? 0 : prompt - misses;
        misses ??= prompt - hits;
        return (hits, misses, Count(usage, "completion_tokens", null)) is ({ } h and >= 0, { } m and >= 0, { } output) && (prompt is null || h + m == prompt)
            ? (h, m, output) : null;
    }

    private static bool IsBad(JsonElement usage, string name) =>
        Member(usage, name) is { ValueKind: not JsonValueKind.Null } && Count(usage, name, null) is null;

    private static long? Sum(long? left, long? right) => left + right;

    private static long? Count(JsonElement usage, string name, long? absent) => Member(usage, name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => absent,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out int count) && count >= 0 && number.GetRawText().All(char.IsAsciiDigit) => count,
        _ => null,
    };

    private static bool HasInstant(JsonElement root, JsonElement answer)
    {
        // Stamps and seconds of the samples are mutated too; both readers must agree on which of them are instants.
        if (Text(root, "timestamp") is { } stamp)
        {
            return DateTimeOffset.TryParseExact(
                stamp, "yyyy-MM-dd'T'HH:mm:ssK", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _)
                && stamp.EndsWith('Z');
        }

        return Member(answer, "created") is { ValueKind: JsonValueKind.Number } created
            && created.TryGetDecimal(out decimal seconds) && seconds is >= 1m and <= 253_402_300_799m;
    }

    private static string? Text(JsonElement element, string name)
    {
        try
        {
            return Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8, or half of a surrogate pair: the text is taken as it is written.
            return Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(element.GetProperty(name))[1..^1]);
        }
    }

    private static JsonElement? Member(JsonElement element, string name)
    {
        JsonElement? found = null;
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in element.EnumerateObject())
            {
                found = IsNamed(property, name) ? property.Value : found;
            }
        }

        return found;
    }

    private static bool IsNamed(JsonProperty property, string name)
    {
        try
        {
            return property.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return false;
        }
    }

    private static JsonElement? Parse(byte[] line)
    {
        try
        {
            ReadOnlySpan<byte> text = line.AsSpan().Trim(" \t\r"u8);
            text = text.StartsWith("data:"u8) ? text[5..] : text;
            using var document = JsonDocument.Parse(text.ToArray(), new JsonDocumentOptions { MaxDepth = 100_000 });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A mutation may have put a line break in: between two tokens it changes nothing, elsewhere there are two lines.
    private static IEnumerable<byte[]> Documents(byte[] line) => Parse(line) is null ? SplitLines(line) : [line];

    private static IEnumerable<byte[]> SplitLines(byte[] log)
    {
        int start = 0;
        for (int index = 0; index < log.Length; index++)
        {
            if (log[index] == (byte)'\n')
            {
                yield return log[start..index];
                start = index + 1;
            }
        }

        yield return log[start..];
    }
}
