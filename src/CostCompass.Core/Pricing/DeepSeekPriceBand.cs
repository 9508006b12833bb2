namespace CostCompass.Pricing;

/// <summary>The band at a time, and the next price change.</summary>
public sealed record DeepSeekPriceBand
{
    /// <summary>The requested time, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The band at that time.</summary>
    public required PriceBand Band { get; init; }

    /// <summary>
    /// The next time with another band. Nights, weekends and holidays without a change are skipped. Null if no change is
    /// known.
    /// </summary>
    public required DateTimeOffset? Until { get; init; }

    /// <summary>The band from <see cref="Until"/> on. Null if no change is known.</summary>
    public required PriceBand? Next { get; init; }

    /// <summary>
    /// False if the band or its end depends on a working day of a year whose public holidays aren't verified: such a day could turn out to
    /// be a holiday, and a holiday a working day.
    /// </summary>
    public required bool IsVerified { get; init; }
}
