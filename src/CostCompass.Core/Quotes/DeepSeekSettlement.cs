namespace CostCompass.Quotes;

/// <summary>What a reserved call did cost, and what became of the reservation.</summary>
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

    /// <summary>When the call was complete, by which it is priced.</summary>
    public required DateTimeOffset CompletedAt { get; init; }

    /// <summary>The band at that instant.</summary>
    public required PriceBand Band { get; init; }

    /// <summary>Prompt tokens that were read from the cache.</summary>
    public required long CacheHitTokens { get; init; }

    /// <summary>Prompt tokens that were not.</summary>
    public required long CacheMissTokens { get; init; }

    /// <summary>Tokens of the answer, reasoning included.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>Web searches and fetches that the server made.</summary>
    public long Searches { get; init; }

    /// <summary>What was held.</summary>
    public required decimal Reserved { get; init; }

    /// <summary>What the call did cost.</summary>
    public required decimal Actual { get; init; }

    /// <summary>What is free again: held less the cost. 0 when the reservation had expired, since that had freed all of it.</summary>
    public required decimal Refunded { get; init; }

    /// <summary>By how much the call did cost more than was reserved; 0 when it did not.</summary>
    public required decimal Overrun { get; init; }

    /// <summary>Whether the reservation had expired before it was settled.</summary>
    public required bool WasExpired { get; init; }

    /// <summary>
    /// Whether the price changed between the beginning of the call and its end. Which of them decides is not documented;
    /// <see cref="Actual"/> goes by the end.
    /// </summary>
    public required bool IsAmbiguous { get; init; }

    /// <summary>What the call would have cost at the price of its beginning; null when that is the same price.</summary>
    public required decimal? ActualAtStart { get; init; }

    /// <summary>When it was settled.</summary>
    public required DateTimeOffset SettledAt { get; init; }

    /// <summary>The same settlement with its instants in the local time zone.</summary>
    public DeepSeekSettlement ToLocal() => this with { CompletedAt = CompletedAt.ToLocalTime(), SettledAt = SettledAt.ToLocalTime() };
}
