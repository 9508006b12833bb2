namespace CostCompass.Quotes;

/// <summary>The actual cost of a reserved call, and the result for the reservation.</summary>
public sealed record DeepSeekSettlement
{
    /// <summary>The reservation.</summary>
    public required string Id { get; init; }

    /// <summary>The account that pays.</summary>
    public required string Account { get; init; }

    /// <summary>The model in the request.</summary>
    public required string Model { get; init; }

    /// <summary>The ISO 4217 code of all amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>When the call was complete, which determines its price.</summary>
    public required DateTimeOffset CompletedAt { get; init; }

    /// <summary>The band at that time.</summary>
    public required PriceBand Band { get; init; }

    /// <summary>Prompt tokens that were read from the cache.</summary>
    public required long CacheHitTokens { get; init; }

    /// <summary>Prompt tokens that weren't in the cache.</summary>
    public required long CacheMissTokens { get; init; }

    /// <summary>Output tokens, including reasoning.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>Web searches and fetches that the server made.</summary>
    public long Searches { get; init; }

    /// <summary>The reserved amount.</summary>
    public required decimal Reserved { get; init; }

    /// <summary>The actual cost of the call.</summary>
    public required decimal Actual { get; init; }

    /// <summary>The released amount: the reserved amount minus the cost. 0 if the reservation had expired, because expiry had already released it.</summary>
    public required decimal Refunded { get; init; }

    /// <summary>The amount by which the cost exceeds the reservation, or 0.</summary>
    public required decimal Overrun { get; init; }

    /// <summary>Whether the reservation had expired before it was settled.</summary>
    public required bool WasExpired { get; init; }

    /// <summary>
    /// Whether the price changed between the start and the end of the call. It isn't documented which one is charged.
    /// <see cref="Actual"/> uses the price at the end.
    /// </summary>
    public required bool IsAmbiguous { get; init; }

    /// <summary>The cost of the call at the price of its start, or null if that is the same price.</summary>
    public required decimal? ActualAtStart { get; init; }

    /// <summary>When it was settled.</summary>
    public required DateTimeOffset SettledAt { get; init; }

    /// <summary>The same settlement with its times in the local time zone.</summary>
    public DeepSeekSettlement ToLocal() => this with { CompletedAt = CompletedAt.ToLocalTime(), SettledAt = SettledAt.ToLocalTime() };
}
