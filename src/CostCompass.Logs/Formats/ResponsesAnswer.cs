using System.Runtime.CompilerServices;
using CostCompass.Logs.Json;

namespace CostCompass.Logs.Formats;

/// <summary>
/// A response of the Responses API, or the event that completes one. The input includes the cached tokens. Anthropic's API counts cached
/// tokens in addition to the input, so a usage with the fields of both contradicts itself.
/// </summary>
internal sealed class ResponsesAnswer(FieldTree fields, string place, bool isUsageItself) : AnswerFormat(
    fields, place, isUsageItself, "input_tokens", "output_tokens", "input_tokens_details.cached_tokens", "output_tokens_details.reasoning_tokens",
    "cache_read_input_tokens", "cache_creation_input_tokens")
{
    private const int Input = 0, Output = 1, Cached = 2, Reasoning = 3, CacheRead = 4, CacheCreation = 5;

    private readonly int _kind = fields.Add(place + "object");
    private readonly int _details = fields.Add((isUsageItself ? "" : place + "usage.") + "input_tokens_details");
    private readonly int _total = fields.Add((isUsageItself ? "" : place + "usage.") + "total_tokens");

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override bool Owns(LogDocument document, ReadOnlySpan<int> fields) =>
        document[_details].IsObject
        || document.Is(_kind, "response"u8)
        || (document.Count(_total) >= 0 && document.Count(fields[CacheRead]) < 0 && document.Count(fields[CacheCreation]) < 0);

    /// <inheritdoc/>
    protected override bool IsWhole(ReadOnlySpan<int> counts) =>
        counts[Input] != LogDocument.NoCount && counts[Output] != LogDocument.NoCount;

    /// <inheritdoc/>
    protected override UsageFault? Split(ReadOnlySpan<int> counts, bool acceptsUnknownSplit, ref TokenCounts tokens)
    {
        (tokens.Output, tokens.Reasoning) = (counts[Output], counts[Reasoning]);
        return counts[Input] < 0 ? Faults.Incomplete
            : counts[CacheRead] >= 0 || counts[CacheCreation] >= 0 ? Faults.Inconsistent
            : SplitPrompt(counts[Input], counts[Cached], counts[Cached] >= 0, acceptsUnknownSplit, ref tokens);
    }
}
