namespace CostCompass.Quotes;

/// <summary>The data of a planned call.</summary>
public sealed record QuoteRequest
{
    /// <summary>The default maximum duration of a call.</summary>
    public static readonly TimeSpan UsualDuration = TimeSpan.FromMinutes(10);

    /// <summary>The default time that a reservation lasts longer than the call, to leave time for settling it.</summary>
    public static readonly TimeSpan TimeToSettle = TimeSpan.FromMinutes(5);

    /// <summary>The name in the request.</summary>
    public required string Model { get; init; }

    /// <summary>The currency of the balance that pays.</summary>
    public required string Currency { get; init; }

    /// <summary>When the call is made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Its maximum duration. The price is that of its completion.</summary>
    public TimeSpan Duration { get; init; } = UsualDuration;

    /// <summary>A later time by which it may still be complete, because the reservation lasts until then, or null.</summary>
    public DateTimeOffset? CoveredUntil { get; init; }

    /// <summary>The prompt tokens.</summary>
    public required TokenEstimate Input { get; init; }

    /// <summary>The expected share of cache hits in the prompt, from 0 to 1.</summary>
    public decimal CacheHitRate { get; init; }

    /// <summary>The expected output, or null for the default.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>The maximum output, as <c>max_tokens</c> of the request, or null for the limit of the model.</summary>
    public long? MaxOutputTokens { get; init; }

    /// <summary>The expected number of web searches and fetches of the server, or null for the maximum.</summary>
    public long? Searches { get; init; }

    /// <summary>The maximum number of web searches and fetches of the server, as <c>max_uses</c> of the tool, or null for the expected number.</summary>
    public long? MaxSearches { get; init; }

    /// <summary>The latest time at which the call may be complete.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside the supported range of dates.</exception>
    public DateTimeOffset LastInstant => CoveredUntil is { } covered && covered > At + Duration ? covered : At + Duration;
}
