namespace CostCompass.Metering;

/// <summary>A question about the cost of calls: which calls, in which currency, and under which what-if assumptions.</summary>
public sealed record CostQuestion
{
    /// <summary>The ISO 4217 code of the price list.</summary>
    public required string Currency { get; init; }

    /// <summary>Only calls that were complete at or after this instant.</summary>
    public DateTimeOffset After { get; init; } = DateTimeOffset.MinValue;

    /// <summary>Only calls that were complete before this instant.</summary>
    public DateTimeOffset Before { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>The assumed share of cache hits in each prompt, from 0 to 1. Null for the actual hits.</summary>
    public decimal? CacheHitRate { get; init; }

    /// <summary>The band in which every call is priced. Null for the actual band.</summary>
    public PriceBand? AsBand { get; init; }

    /// <summary>The model at whose price every call is priced. Null for the actual model.</summary>
    public string? AsModel { get; init; }

    internal bool Covers(long ticks) => ticks >= After.UtcTicks && ticks < Before.UtcTicks;

    internal (long Hits, long Misses) Split(long hits, long misses)
    {
        if (CacheHitRate is not { } rate)
        {
            return (hits, misses);
        }

        long cached = (long)decimal.Round((hits + misses) * rate);
        return (cached, hits + misses - cached);
    }
}
