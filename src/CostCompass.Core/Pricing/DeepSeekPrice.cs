namespace CostCompass.Pricing;

/// <summary>The price of one model in one currency and band, with the period in which it applies. Prices are per 1,000,000 tokens.</summary>
public sealed record DeepSeekPrice : IDatedPrice
{
    /// <summary>The model that is billed. It differs from the name in the request if that was an alias.</summary>
    public required string Model { get; init; }

    /// <summary>The ISO 4217 code. The price lists in USD and CNY are published separately, and neither is a conversion of the other.</summary>
    public required string Currency { get; init; }

    /// <summary>The band in which the price applies.</summary>
    public required PriceBand Band { get; init; }

    /// <summary>Per 1,000,000 prompt tokens that were read from the cache. Null if no such price was published.</summary>
    public required decimal? CacheHit { get; init; }

    /// <summary>Per 1,000,000 prompt tokens that weren't in the cache.</summary>
    public required decimal CacheMiss { get; init; }

    /// <summary>Per 1,000,000 tokens of the answer, reasoning included.</summary>
    public required decimal Output { get; init; }

    /// <summary>The time from which the price applies, in UTC.</summary>
    public required DateTimeOffset EffectiveFrom { get; init; }

    /// <summary>The time from which the price no longer applies, in UTC. Null while it applies.</summary>
    public required DateTimeOffset? EffectiveTo { get; init; }

    /// <summary>
    /// For the price at a time: false if its band depends on a working day of a year whose public holidays aren't verified. Null for a
    /// price without a time.
    /// </summary>
    public bool? IsVerified { get; init; }

    /// <summary>How certain the price is.</summary>
    public required PriceConfidence Confidence { get; init; }

    /// <summary>The source of the price, in a few words.</summary>
    public required string Source { get; init; }

    /// <summary>Whether the price applies at a time, regardless of the hour of the day.</summary>
    /// <param name="at">The time.</param>
    public bool IsInForceAt(DateTimeOffset at) => EffectiveFrom <= at && (EffectiveTo is not { } end || at < end);
}
