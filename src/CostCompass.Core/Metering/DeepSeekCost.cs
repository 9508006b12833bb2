namespace CostCompass.Metering;

/// <summary>The cost of one call, or of a group of calls.</summary>
public sealed record DeepSeekCost
{
    /// <summary>The account to which the call was added. Null for calls that aren't in the store, and for groups.</summary>
    public string? Account { get; init; }

    /// <summary>The id of the response. Null if it had none, and for groups.</summary>
    public string? Id { get; init; }

    /// <summary>The time at which the call was complete. Null for groups.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>For groups by day or month, the start of the day or month. For other groups, the time of the first call. Null for a single call.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>For groups by day or month, its end (exclusive). For other groups, the time of the last call. Null for a single call.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The model's name as it was called. Null for a group with several models.</summary>
    public string? Model { get; init; }

    /// <summary>The band that was charged. Null for a group with several bands.</summary>
    public PriceBand? Band { get; init; }

    /// <summary>The agent that made the calls. Null if it is unknown, and for a group with several agents.</summary>
    public string? Agent { get; init; }

    /// <summary>The folder in which the agent worked. Null if it is unknown, and for a group with several folders.</summary>
    public string? Project { get; init; }

    /// <summary>The session of the agent. Null if it is unknown, and for a group with several sessions.</summary>
    public string? Session { get; init; }

    /// <summary>The ISO 4217 code of the price list.</summary>
    public required string Currency { get; init; }

    /// <summary>The number of calls.</summary>
    public long Calls { get; init; } = 1;

    /// <summary>Prompt tokens that were read from the cache.</summary>
    public required long CacheHitTokens { get; init; }

    /// <summary>Prompt tokens that weren't in the cache.</summary>
    public required long CacheMissTokens { get; init; }

    /// <summary>Tokens of the responses, including reasoning.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>Tokens of the reasoning, which are part of the output. Null if no response contains them.</summary>
    public long? ReasoningTokens { get; init; }

    /// <summary>Web searches and fetches that the server made for the responses. They are charged per use.</summary>
    public long Searches { get; init; }

    /// <summary>The share of the prompt tokens that was read from the cache, from 0 to 1. Null if there were no prompt tokens.</summary>
    public decimal? HitRatio => CacheHitTokens + CacheMissTokens is > 0 and var prompt ? decimal.Round(CacheHitTokens / (decimal)prompt, 6) : null;

    /// <summary>The cost in units of the currency, by the band at the time of completion. Nothing is rounded.</summary>
    public required decimal Cost { get; init; }

    /// <summary>The part of <see cref="Cost"/> that is charged per use and not per token. Null if that price is unknown. Then <see cref="Cost"/> doesn't include it.</summary>
    public decimal? UseCost { get; init; } = 0m;

    /// <summary>Whether <see cref="Cost"/> is complete. False if <see cref="UseCost"/> is unknown.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>
    /// Whether a call may have a different cost: it began in another band or before the price changed, and it isn't documented which of the two
    /// prices of 2026 is charged, or its log doesn't specify which of two ways it counts tokens. <see cref="Low"/> and <see cref="High"/> contain
    /// the lowest and the highest cost.
    /// </summary>
    public bool IsAmbiguous { get; init; }

    /// <summary>
    /// False if a price depends on a working day of a year whose public holidays aren't verified: such a day could turn out to be a
    /// holiday, and its peak hours off-peak.
    /// </summary>
    public bool IsVerified { get; init; } = true;

    /// <summary>The cost with each ambiguous call at its lowest possible cost. The same as <see cref="Cost"/> if none is ambiguous.</summary>
    public required decimal Low { get; init; }

    /// <summary>The cost with each ambiguous call at its highest possible cost. The same as <see cref="Cost"/> if none is ambiguous.</summary>
    public required decimal High { get; init; }
}
