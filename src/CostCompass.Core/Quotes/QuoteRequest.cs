namespace CostCompass.Quotes;

/// <summary>What a call is about to be.</summary>
public sealed record QuoteRequest
{
    /// <summary>How long a call may take unless said otherwise.</summary>
    public static readonly TimeSpan UsualDuration = TimeSpan.FromMinutes(10);

    /// <summary>How much longer than the call a reservation lasts unless said otherwise, to leave time for settling it.</summary>
    public static readonly TimeSpan TimeToSettle = TimeSpan.FromMinutes(5);

    /// <summary>The name in the request.</summary>
    public required string Model { get; init; }

    /// <summary>The currency of the balance that pays.</summary>
    public required string Currency { get; init; }

    /// <summary>When the call is made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How long it may take at most: it is priced by its completion.</summary>
    public TimeSpan Duration { get; init; } = UsualDuration;

    /// <summary>A later instant by which it may still be complete, because a reservation stands until then, or null for none.</summary>
    public DateTimeOffset? CoveredUntil { get; init; }

    /// <summary>The tokens of the prompt.</summary>
    public required TokenEstimate Input { get; init; }

    /// <summary>Which part of the prompt is expected to be in the cache, from 0 to 1.</summary>
    public decimal CacheHitRate { get; init; }

    /// <summary>The expected length of the answer, or null for the usual one.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>The longest answer, as <c>max_tokens</c> of the request, or null for the limit of the model.</summary>
    public long? MaxOutputTokens { get; init; }

    /// <summary>The expected web searches and fetches of the server, or null for as many as there can be.</summary>
    public long? Searches { get; init; }

    /// <summary>The most web searches and fetches of the server, as <c>max_uses</c> of the tool, or null for as many as are expected.</summary>
    public long? MaxSearches { get; init; }

    /// <summary>The last instant by which the call may be complete.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It lies beyond the calendar.</exception>
    public DateTimeOffset LastInstant => CoveredUntil is { } covered && covered > At + Duration ? covered : At + Duration;
}
