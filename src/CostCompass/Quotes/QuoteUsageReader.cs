using System.Globalization;
using CostCompass.Errors;

namespace CostCompass.Quotes;

/// <summary>
/// Reads the usage of one answer for Complete-DeepSeekQuote, from the <c>usage</c> object or from the whole answer, in the three
/// formats of DeepSeek's API: chat completions, Anthropic and Responses.
/// </summary>
internal static class QuoteUsageReader
{
    /// <summary>The model that an answer names; null when it names none.</summary>
    /// <param name="given">The answer or its usage.</param>
    public static string? ModelOf(object given) => PropertyBag.Get(given, "model") as string;

    /// <summary>The tokens of an answer.</summary>
    /// <param name="given">The answer or its usage.</param>
    /// <param name="assumedMisses">Whether the usage does not tell the cache hits, so that the whole prompt was counted as misses.</param>
    /// <exception cref="CostException"><c>UsageNotFound</c> or <c>UsageInvalid</c>.</exception>
    public static CallUsage Read(object given, out bool assumedMisses)
    {
        object? usage = PropertyBag.Get(given, "usage") ?? PropertyBag.Unwrap(given);
        if (Count(usage, "prompt_tokens") is { } prompt)
        {
            long? hits = Count(usage, "prompt_cache_hit_tokens") ?? Count(PropertyBag.Get(usage, "prompt_tokens_details"), "cached_tokens");
            assumedMisses = hits is null;
            return Checked(prompt, hits, Count(usage, "prompt_cache_miss_tokens"), Required(usage, "completion_tokens"));
        }

        if (Count(usage, "input_tokens") is { } input)
        {
            long output = Required(usage, "output_tokens");
            if (Count(PropertyBag.Get(usage, "input_tokens_details"), "cached_tokens") is { } cached)
            {
                // Responses: the input holds the cached tokens.
                assumedMisses = false;
                return Checked(input, cached, null, output);
            }

            // Anthropic: it does not. What is written to the cache costs what a miss costs.
            long? read = Count(usage, "cache_read_input_tokens");
            long? written = Count(usage, "cache_creation_input_tokens");
            assumedMisses = read is null && written is null;
            return new CallUsage(read ?? 0, input + (written ?? 0), output);
        }

        throw new CostException(
            "UsageNotFound",
            CostErrorKind.InvalidInput,
            "What was given holds no usage: neither prompt_tokens nor input_tokens is in it.",
            "Give the answer of the API as an object (ConvertFrom-Json makes one of text), or its usage. A stream carries it on its last chunk.");
    }

    private static CallUsage Checked(long prompt, long? hits, long? misses, long output)
    {
        long rest = prompt - (hits ?? 0);
        return rest >= 0 && (misses ?? rest) == rest
            ? new CallUsage(hits ?? 0, rest, output)
            : throw Invalid(string.Create(
                CultureInfo.InvariantCulture, $"{prompt} tokens of the prompt are not {hits ?? 0} hits and {misses ?? 0} misses together"));
    }

    private static long Required(object? usage, string name) => Count(usage, name) ?? throw Invalid($"{name} is missing");

    private static long? Count(object? bag, string name)
    {
        object? value = PropertyBag.Get(bag, name);
        if (value is null)
        {
            return null;
        }

        string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out decimal number)
            && number == decimal.Truncate(number)
            && number <= MaximumTokens
            ? (long)number
            : throw Invalid($"{name} is no number of tokens");
    }

    // Far above what a call can hold, and far below what an amount can.
    private const long MaximumTokens = 1_000_000_000_000;

    private static CostException Invalid(string reason) => new(
        "UsageInvalid",
        CostErrorKind.InvalidInput,
        $"The usage cannot be counted: {reason}.",
        "Give the usage as the API answered it, or the counts with -CacheHitTokens, -CacheMissTokens and -OutputTokens.");
}
