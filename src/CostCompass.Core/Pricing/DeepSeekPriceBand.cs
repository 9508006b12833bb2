namespace CostCompass.Pricing;

/// <summary>The band at an instant, and the next change that the price feels.</summary>
public sealed record DeepSeekPriceBand
{
    /// <summary>The instant that was requested, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The band at that instant.</summary>
    public required PriceBand Band { get; init; }

    /// <summary>
    /// The first later instant with another band: nights, weekends and holidays through which the band stays are walked over.
    /// Null when no change is known.
    /// </summary>
    public required DateTimeOffset? Until { get; init; }

    /// <summary>The band from <see cref="Until"/> on. Null when no change is known.</summary>
    public required PriceBand? Next { get; init; }

    /// <summary>
    /// False when the band or its end rests on a working day of a year whose public holidays aren't verified:
    /// such a day could turn out to be a holiday, and a holiday a working day.
    /// </summary>
    public required bool IsVerified { get; init; }
}
