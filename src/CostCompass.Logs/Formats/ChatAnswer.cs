using System.Runtime.CompilerServices;
using CostCompass.Logs.Json;

namespace CostCompass.Logs.Formats;

/// <summary>
/// A response of the chat completions API, complete or the last chunk of a stream. The prompt consists of hits and misses, and the cached
/// tokens in the details repeat or replace the hits.
/// </summary>
internal sealed class ChatAnswer(FieldTree fields, string place, bool isUsageItself) : AnswerFormat(
    fields, place, isUsageItself, "prompt_tokens", "completion_tokens", "prompt_cache_hit_tokens", "prompt_cache_miss_tokens",
    "prompt_tokens_details.cached_tokens", "completion_tokens_details.reasoning_tokens")
{
    private const int Prompt = 0, Completion = 1, Hits = 2, Misses = 3, Cached = 4, Reasoning = 5;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override bool Owns(LogDocument document, ReadOnlySpan<int> fields) =>
        !(document[fields[Prompt]].IsNull && document[fields[Completion]].IsNull && document[fields[Hits]].IsNull && document[fields[Misses]].IsNull);

    /// <inheritdoc/>
    protected override bool IsWhole(ReadOnlySpan<int> counts) =>
        (counts[Prompt] != LogDocument.NoCount || counts[Hits] != LogDocument.NoCount) && counts[Completion] != LogDocument.NoCount;

    /// <inheritdoc/>
    protected override UsageFault? Split(ReadOnlySpan<int> counts, bool acceptsUnknownSplit, ref TokenCounts tokens)
    {
        (int prompt, int misses) = (counts[Prompt], counts[Misses]);
        int hits = counts[Hits] >= 0 || misses >= 0 ? counts[Hits] : counts[Cached];
        (tokens.Output, tokens.Reasoning) = (counts[Completion], counts[Reasoning]);
        if (hits >= 0 && misses >= 0)
        {
            (tokens.Hits, tokens.Misses) = (hits, misses);
            return prompt >= 0 && (long)hits + misses != prompt ? Faults.Inconsistent : null;
        }

        return prompt < 0 ? Faults.Incomplete
            : SplitPrompt(prompt, hits >= 0 ? hits : prompt - misses, hits >= 0 || misses >= 0, acceptsUnknownSplit, ref tokens);
    }
}
