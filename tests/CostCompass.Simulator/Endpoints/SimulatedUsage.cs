using System.Text.Json.Nodes;

namespace CostCompass.Simulator.Endpoints;

/// <summary>The tokens of a call: those that the request asks for in <c>simulated_usage</c>, else counted from the lengths of its texts.</summary>
internal sealed record SimulatedUsage(long HitTokens, long MissTokens, long OutputTokens, long ReasoningTokens)
{
    private const long OrdinaryOutput = 50;

    /// <exception cref="FormatException">A count is no whole number of 0 or more.</exception>
    public static SimulatedUsage Of(JsonObject request)
    {
        var asked = request["simulated_usage"] as JsonObject ?? [];
        var limit = Count(request, "max_tokens") ?? long.MaxValue;
        return new SimulatedUsage(
            Count(asked, "prompt_cache_hit_tokens") ?? 0,
            Count(asked, "prompt_cache_miss_tokens") ?? Estimate(request["messages"]),
            Count(asked, "completion_tokens") ?? Math.Min(OrdinaryOutput, limit),
            Count(asked, "reasoning_tokens") ?? 0);
    }

    public JsonObject ToJson()
    {
        var usage = new JsonObject
        {
            ["prompt_tokens"] = HitTokens + MissTokens,
            ["completion_tokens"] = OutputTokens,
            ["total_tokens"] = HitTokens + MissTokens + OutputTokens,
            ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = HitTokens },
            ["prompt_cache_hit_tokens"] = HitTokens,
            ["prompt_cache_miss_tokens"] = MissTokens,
        };
        if (ReasoningTokens > 0)
        {
            usage["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = ReasoningTokens };
        }

        return usage;
    }

    private static long? Count(JsonObject values, string name)
    {
        if (values[name] is not { } value)
        {
            return null;
        }

        return value is JsonValue number && number.TryGetValue<long>(out var count) && count >= 0
            ? count
            : throw new FormatException($"{name} is no whole number of 0 or more.");
    }

    // About 0.3 token for an English character and 0.6 for a Chinese one, as the provider's documentation has it.
    private static long Estimate(JsonNode? node)
    {
        var text = string.Concat(Texts(node));
        var chinese = text.Count(character => character is >= '\u2E80' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF');
        return (long)Math.Ceiling(((text.Length - chinese) * 0.3m) + (chinese * 0.6m));
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Texts),
        JsonObject message => Texts(message["content"]).Concat(Texts(message["text"])),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
