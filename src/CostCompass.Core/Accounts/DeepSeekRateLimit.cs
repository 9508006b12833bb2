namespace CostCompass.Accounts;

/// <summary>A rate limit in the headers of a response. The value of a missing header is null, never 0.</summary>
public sealed record DeepSeekRateLimit
{
    /// <summary>The account that was queried.</summary>
    public required string Account { get; init; }

    /// <summary>What is counted.</summary>
    public required RateLimitKind Kind { get; init; }

    /// <summary>The limit per window, or null if it is unknown.</summary>
    public long? Limit { get; init; }

    /// <summary>The remaining number in the window, or null if it is unknown.</summary>
    public long? Remaining { get; init; }

    /// <summary>The time at which the window restarts, or null if it is unknown.</summary>
    public DateTimeOffset? ResetsAt { get; init; }
}
