using System.Runtime.CompilerServices;

namespace CostCompass.Metering.Ledger;

/// <summary>What the calls of one model, price and span count together. Costs are linear in tokens, so they are priced as one.</summary>
internal sealed class GroupSums
{
    public long Calls { get; private set; }

    public long Hits { get; private set; }

    public long Misses { get; private set; }

    public long Output { get; private set; }

    public long? Reasoning { get; private set; }

    /// <summary>Web searches and fetches that the server made.</summary>
    public long Searches { get; private set; }

    /// <summary>How many of the calls have any.</summary>
    public long CallsWithSearches { get; private set; }

    /// <summary>The ticks of the first call.</summary>
    public long First { get; private set; } = long.MaxValue;

    /// <summary>The ticks of the last call.</summary>
    public long Last { get; private set; } = long.MinValue;

    /// <summary>Whether no price rests on holidays that are not verified.</summary>
    public bool IsVerified { get; private set; } = true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long ticks, long hits, long misses, long output, long reasoning, long searches, bool isVerified)
    {
        checked
        {
            Calls++;
            Hits += hits;
            Misses += misses;
            Output += output;
            Searches += searches;
            CallsWithSearches += searches > 0 ? 1 : 0;
            Reasoning = reasoning < 0 ? Reasoning : (Reasoning ?? 0) + reasoning;
        }

        IsVerified &= isVerified;
        First = Math.Min(First, ticks);
        Last = Math.Max(Last, ticks);
    }
}
