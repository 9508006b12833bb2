namespace CostCompass.Accounts;

/// <summary>A rate limit as the headers of an answer state it. A header that is absent leaves null, never 0.</summary>
public sealed record DeepSeekRateLimit
{
    /// <summary>The account that was asked.</summary>
    public required string Account { get; init; }

    /// <summary>What is counted.</summary>
    public required RateLimitKind Kind { get; init; }

    /// <summary>How many are allowed in the window, or null if not stated.</summary>
    public long? Limit { get; init; }

    /// <summary>How many are left in the window, or null if not stated.</summary>
    public long? Remaining { get; init; }

    /// <summary>When the window starts again, or null if not stated.</summary>
    public DateTimeOffset? ResetsAt { get; init; }
}
