namespace CostCompass.Pricing;

/// <summary>What one model costs in one currency and one band, and from when until when. Prices are per 1,000,000 tokens.</summary>
public sealed record DeepSeekPrice : IDatedPrice
{
    /// <summary>The model under which the usage is billed. It differs from the name in the request when that was an alias.</summary>
    public required string Model { get; init; }

    /// <summary>The ISO 4217 code. The price lists in USD and CNY are published separately; neither is a conversion of the other.</summary>
    public required string Currency { get; init; }

    /// <summary>The band in which the price applies.</summary>
    public required PriceBand Band { get; init; }

    /// <summary>Per 1,000,000 prompt tokens that were read from the cache. Null when no such price was published.</summary>
    public required decimal? CacheHit { get; init; }

    /// <summary>Per 1,000,000 prompt tokens that weren't in the cache.</summary>
    public required decimal CacheMiss { get; init; }

    /// <summary>Per 1,000,000 tokens of the answer, reasoning included.</summary>
    public required decimal Output { get; init; }

    /// <summary>The first instant of the price, in UTC.</summary>
    public required DateTimeOffset EffectiveFrom { get; init; }

    /// <summary>The first instant at which the price no longer applies, in UTC. Null while it is in force.</summary>
    public required DateTimeOffset? EffectiveTo { get; init; }

    /// <summary>
    /// For the price at an instant: false when its band rests on a working day of a year whose public holidays aren't verified.
    /// Null for a price without an instant.
    /// </summary>
    public bool? IsVerified { get; init; }

    /// <summary>How well the price is known.</summary>
    public required PriceConfidence Confidence { get; init; }

    /// <summary>Where the price is from, in a few words.</summary>
    public required string Source { get; init; }

    /// <summary>Whether the price is in force at an instant, whatever the hour of the day.</summary>
    /// <param name="at">The instant.</param>
    public bool IsInForceAt(DateTimeOffset at) => EffectiveFrom <= at && (EffectiveTo is not { } end || at < end);
}
