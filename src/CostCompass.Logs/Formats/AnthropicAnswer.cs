using System.Runtime.CompilerServices;
using CostCompass.Logs.Json;

namespace CostCompass.Logs.Formats;

/// <summary>
/// A response of Anthropic's API. Cache reads are counted in addition to the input, and cache writes aren't hits. A usage that no other
/// format recognizes is read as this one.
/// </summary>
internal class AnthropicAnswer(FieldTree fields, string place, bool isUsageItself) : AnswerFormat(fields, place, isUsageItself, Names)
{
    /// <summary>The counts of a usage.</summary>
    protected static readonly string[] Names =
        ["input_tokens", "output_tokens", "cache_read_input_tokens", "cache_creation_input_tokens", "output_tokens_details.reasoning_tokens"];

    /// <summary>The indexes of counts in <see cref="Names"/>.</summary>
    protected const int Input = 0, Output = 1, CacheRead = 2, CacheCreation = 3, Reasoning = 4;

    /// <inheritdoc/>
    protected override bool Owns(LogDocument document, ReadOnlySpan<int> fields) => true;

    /// <inheritdoc/>
    protected override bool IsWhole(ReadOnlySpan<int> counts) =>
        counts[Input] != LogDocument.NoCount && counts[Output] != LogDocument.NoCount;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override UsageFault? Split(ReadOnlySpan<int> counts, bool acceptsUnknownSplit, ref TokenCounts tokens)
    {
        if (counts[Input] < 0)
        {
            return Faults.Incomplete;
        }

        long misses = (long)counts[Input] + Math.Max(0, counts[CacheCreation]);
        tokens = new TokenCounts(Math.Max(0, counts[CacheRead]), (int)Math.Min(misses, int.MaxValue), counts[Output], counts[Reasoning]);
        return misses > int.MaxValue ? Faults.BadCount : null;
    }
}
