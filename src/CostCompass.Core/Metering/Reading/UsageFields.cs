using System.Runtime.CompilerServices;

namespace CostCompass.Metering.Reading;

/// <summary>Reads the members of a <c>usage</c>.</summary>
internal static class UsageFields
{
    /// <summary>Reads a whole usage.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool ReadAll(ref JsonCursor json, ReadOnlySpan<byte> data, ref UsageCounts usage)
    {
        json.Take((byte)'{');
        if (json.Peek() == (byte)'}')
        {
            return json.Take((byte)'}');
        }

        do
        {
            if (!json.TakeName(out JsonText name) || !Read(ref json, data, name.Bytes(data), ref usage))
            {
                return false;
            }
        }
        while (json.Take((byte)','));

        return json.Take((byte)'}');
    }

    /// <summary>Reads the value of one member; one that counts nothing is passed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Read(ref JsonCursor json, ReadOnlySpan<byte> data, ReadOnlySpan<byte> name, ref UsageCounts usage)
    {
        bool isRead;
        int count;
        switch (name.Length)
        {
            case 12 when name.SequenceEqual("input_tokens"u8):
                isRead = UsageCounts.Read(ref json, data, out count);
                usage.InputTokens = count;
                return isRead;
            case 12 when name.SequenceEqual("total_tokens"u8):
                isRead = UsageCounts.Read(ref json, data, out count);
                usage.TotalTokens = count;
                return isRead;
            case 13 when name.SequenceEqual("output_tokens"u8):
                isRead = UsageCounts.Read(ref json, data, out count);
                usage.OutputTokens = count;
                return isRead;
            case 13 when name.SequenceEqual("prompt_tokens"u8):
                isRead = UsageCounts.Read(ref json, data, out count);
                usage.PromptTokens = count;
                return isRead;
            case 15 when name.SequenceEqual("server_tool_use"u8):
                return ReadSearches(ref json, data, ref usage);
            case 17 when name.SequenceEqual("completion_tokens"u8):
                isRead = UsageCounts.Read(ref json, data, out count);
                usage.CompletionTokens = count;
                return isRead;
            case 23 when name.SequenceEqual("prompt_cache_hit_tokens"u8):
                isRead = UsageCounts.Read(ref json, data, out count);
                usage.PromptHits = count;
                return isRead;
            case 24 when name.SequenceEqual("prompt_cache_miss_tokens"u8):
                isRead = UsageCounts.Read(ref json, data, out count);
                usage.PromptMisses = count;
                return isRead;
            case 23 when name.SequenceEqual("cache_read_input_tokens"u8):
                isRead = UsageCounts.Read(ref json, data, out count);
                usage.CacheRead = count;
                return isRead;
            case 27 when name.SequenceEqual("cache_creation_input_tokens"u8):
                isRead = UsageCounts.Read(ref json, data, out count);
                usage.CacheCreation = count;
                return isRead;
            case 20 when name.SequenceEqual("input_tokens_details"u8):
                usage.HasInputDetails = json.Peek() == (byte)'{';
                return ReadDetails(ref json, data, "cached_tokens"u8, out count) && Set(usage.Cached = count);
            case 21 when name.SequenceEqual("prompt_tokens_details"u8):
                return ReadDetails(ref json, data, "cached_tokens"u8, out count) && Set(usage.Cached = count);
            case 21 when name.SequenceEqual("output_tokens_details"u8):
            case 25 when name.SequenceEqual("completion_tokens_details"u8):
                return ReadDetails(ref json, data, "reasoning_tokens"u8, out count) && Set(usage.Reasoning = count);
            default:
                return json.SkipValue();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool ReadDetails(ref JsonCursor json, ReadOnlySpan<byte> data, ReadOnlySpan<byte> wanted, out int count)
    {
        count = UsageCounts.None;
        if (json.Peek() != (byte)'{')
        {
            return json.SkipValue();
        }

        json.Take((byte)'{');
        if (json.Peek() == (byte)'}')
        {
            return json.Take((byte)'}');
        }

        do
        {
            if (!json.TakeName(out JsonText name)
                || !(name.Bytes(data).SequenceEqual(wanted) ? UsageCounts.Read(ref json, data, out count) : json.SkipValue()))
            {
                return false;
            }
        }
        while (json.Take((byte)','));

        return json.Take((byte)'}');
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool ReadSearches(ref JsonCursor json, ReadOnlySpan<byte> data, ref UsageCounts usage)
    {
        (usage.WebSearches, usage.WebFetches) = (UsageCounts.None, UsageCounts.None);
        if (json.Peek() != (byte)'{')
        {
            return json.SkipValue();
        }

        json.Take((byte)'{');
        if (json.Peek() == (byte)'}')
        {
            return json.Take((byte)'}');
        }

        do
        {
            if (!json.TakeName(out JsonText name))
            {
                return false;
            }

            ReadOnlySpan<byte> field = name.Bytes(data);
            bool isRead = field.Length switch
            {
                19 when field.SequenceEqual("web_search_requests"u8) => UsageCounts.Read(ref json, data, out int count) && Set(usage.WebSearches = count),
                18 when field.SequenceEqual("web_fetch_requests"u8) => UsageCounts.Read(ref json, data, out int count) && Set(usage.WebFetches = count),
                _ => json.SkipValue(),
            };
            if (!isRead)
            {
                return false;
            }
        }
        while (json.Take((byte)','));

        return json.Take((byte)'}');
    }

    private static bool Set(int _) => true;
}
