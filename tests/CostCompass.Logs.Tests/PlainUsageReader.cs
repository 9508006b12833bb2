using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace CostCompass.Logs.Tests;

/// <summary>Slow and plain: the runtime's parser for each line, and the rules once more.</summary>
internal static class PlainUsageReader
{
    /// <summary>Counts the calls of lines, each with how it is written in the comparison.</summary>
    public static SortedDictionary<string, long> Count(IEnumerable<byte[]> mutated) => Oracle(mutated.SelectMany(Documents));

    /// <summary>The numbers of the lines that are no JSON and would matter, and of those that are a call by themselves.</summary>
    public static (HashSet<long> Lost, HashSet<long> Whole) Lines(IEnumerable<byte[]> mutated)
    {
        var lost = new HashSet<long>();
        var whole = new HashSet<long>();
        long number = 1;
        foreach (byte[] line in mutated)
        {
            // One document over several lines that is whole but no UTF-8 is named by the first of them.
            bool isDocument = Parse(line) is not null;
            bool isOnlyFirst = !isDocument && Parse(Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(line))) is not null;
            bool isFirst = true;
            foreach (byte[] piece in SplitLines(line))
            {
                string text = Encoding.Latin1.GetString(piece).Trim(' ', '\t', '\r', '\u00EF', '\u00BB', '\u00BF');
                bool isEvent = text.StartsWith(':') || text.StartsWith("event:", StringComparison.Ordinal);
                bool matters = new[] { "\"usage\"", "\"model\"", "_tokens\"" }.Any(name => text.Contains(name, StringComparison.Ordinal))
                    || !(isEvent || (text.StartsWith('{') && text.EndsWith('}')));
                if (!isDocument && (isFirst || !isOnlyFirst) && text.Length > 0 && matters && Parse(piece) is null)
                {
                    lost.Add(number);
                }
                else if (Oracle([piece]).Count > 0)
                {
                    whole.Add(number);
                }

                isFirst = false;
                number++;
            }
        }

        return (lost, whole);
    }

    // Of the states of an id the last counts.
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
            // Half of a surrogate pair: the text is taken as it is written.
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
            string strict = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(line).Trim(' ', '\t', '\r', '\uFEFF');
            string text = strict.StartsWith("data:", StringComparison.Ordinal) ? strict[5..] : strict;
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 100_000 });
            return document.RootElement.Clone();
        }
        catch (Exception exception) when (exception is JsonException or DecoderFallbackException)
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
