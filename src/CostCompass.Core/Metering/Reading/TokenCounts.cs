using System.Runtime.CompilerServices;

namespace CostCompass.Metering.Reading;

/// <summary>Makes hits, misses, output and searches of the counts of a usage, in the way of the format that it is written in.</summary>
internal static class TokenCounts
{
    /// <summary>Fills in the counts of a call.</summary>
    /// <param name="usage">The counts as they were written.</param>
    /// <param name="isResponse">Whether the document says that it is of the Responses format.</param>
    /// <param name="acceptsUnknownSplit">Whether a prompt without a word on the cache is taken for misses.</param>
    /// <param name="call">The call.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static CallFault? Fill(in UsageCounts usage, bool isResponse, bool acceptsUnknownSplit, ref CallReading call)
    {
        if (HasInvalid(usage))
        {
            return CallFault.BadCount;
        }

        bool isChat = usage.PromptTokens >= 0 || usage.CompletionTokens >= 0 || usage.PromptHits >= 0 || usage.PromptMisses >= 0;
        CallFault? fault = isChat
            ? SplitPrompt(usage, acceptsUnknownSplit, ref call)
            : SplitInput(usage, isResponse, acceptsUnknownSplit, ref call);
        if (fault is not null)
        {
            return fault;
        }

        call.Output = isChat ? usage.CompletionTokens : usage.OutputTokens;
        call.Reasoning = usage.Reasoning;
        long searches = (long)Math.Max(0, usage.WebSearches) + Math.Max(0, usage.WebFetches);
        call.Searches = (int)Math.Min(searches, int.MaxValue);
        return searches > int.MaxValue ? CallFault.BadCount
            : call.Output < 0 ? CallFault.Incomplete
            : call.CacheHit < 0 || call.CacheMiss < 0 || call.Reasoning > call.Output ? CallFault.Inconsistent
            : null;
    }

    /// <summary>Whether something that stands for a count is none.</summary>
    public static bool HasInvalid(in UsageCounts usage) =>
        usage.PromptTokens == UsageCounts.Invalid || usage.CompletionTokens == UsageCounts.Invalid
        || usage.PromptHits == UsageCounts.Invalid || usage.PromptMisses == UsageCounts.Invalid
        || usage.InputTokens == UsageCounts.Invalid || usage.OutputTokens == UsageCounts.Invalid
        || usage.CacheRead == UsageCounts.Invalid || usage.CacheCreation == UsageCounts.Invalid
        || usage.Cached == UsageCounts.Invalid || usage.Reasoning == UsageCounts.Invalid
        || usage.WebSearches == UsageCounts.Invalid || usage.WebFetches == UsageCounts.Invalid;

    // Chat completions: prompt = hits + misses; the cached tokens of the details are the hits once more, or instead.
    private static CallFault? SplitPrompt(in UsageCounts usage, bool acceptsUnknownSplit, ref CallReading call)
    {
        int prompt = usage.PromptTokens;
        int misses = usage.PromptMisses;
        int hits = usage.PromptHits >= 0 || misses >= 0 ? usage.PromptHits : usage.Cached;
        if (hits >= 0 && misses >= 0)
        {
            (call.CacheHit, call.CacheMiss) = (hits, misses);
            return prompt >= 0 && (long)hits + misses != prompt ? CallFault.Inconsistent : null;
        }

        return prompt < 0 ? CallFault.Incomplete : SplitKnown(prompt, hits >= 0 ? hits : prompt - misses, hits >= 0 || misses >= 0, acceptsUnknownSplit, ref call);
    }

    private static CallFault? SplitInput(in UsageCounts usage, bool isResponse, bool acceptsUnknownSplit, ref CallReading call)
    {
        int input = usage.InputTokens;
        if (input < 0)
        {
            return CallFault.Incomplete;
        }

        bool isAnthropic = usage.CacheRead >= 0 || usage.CacheCreation >= 0;
        if (isAnthropic && (usage.HasInputDetails || isResponse))
        {
            // One format counts what was cached within the input and the other beside it.
            return CallFault.Inconsistent;
        }

        if (!isAnthropic && (usage.HasInputDetails || isResponse || usage.TotalTokens >= 0))
        {
            return SplitKnown(input, usage.Cached, usage.Cached >= 0, acceptsUnknownSplit, ref call);
        }

        long misses = (long)input + Math.Max(0, usage.CacheCreation);
        (call.CacheHit, call.CacheMiss) = (Math.Max(0, usage.CacheRead), (int)Math.Min(misses, int.MaxValue));
        return misses > int.MaxValue ? CallFault.BadCount : null;
    }

    private static CallFault? SplitKnown(int prompt, int hits, bool isKnown, bool acceptsUnknownSplit, ref CallReading call)
    {
        if (!isKnown)
        {
            (call.CacheHit, call.CacheMiss) = (0, prompt);
            return acceptsUnknownSplit || prompt == 0 ? null : CallFault.NoSplit;
        }

        (call.CacheHit, call.CacheMiss) = (hits, prompt - hits);
        return null;
    }
}
