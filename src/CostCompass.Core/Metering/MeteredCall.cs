namespace CostCompass.Metering;

/// <summary>
/// One call as it was metered: what was counted and when, but not what it cost. Prices are found when the call is read, so that a
/// newer catalog applies to older calls.
/// </summary>
public sealed record MeteredCall
{
    /// <summary>The id of the answer; null when it had none.</summary>
    public string? Id { get; init; }

    /// <summary>The instant at which the answer was complete, or the nearest to it that is known. It decides the price.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>An instant at which the call was already under way; null when none is known.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The model's name as it was called, which may be an alias.</summary>
    public required string Model { get; init; }

    /// <summary>Prompt tokens that were read from the cache.</summary>
    public required long CacheHitTokens { get; init; }

    /// <summary>Prompt tokens that were not in the cache, written to it or not.</summary>
    public required long CacheMissTokens { get; init; }

    /// <summary>Tokens of the answer, reasoning included.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>Tokens of the reasoning, which are among <see cref="OutputTokens"/>; null when the answer did not tell.</summary>
    public long? ReasoningTokens { get; init; }

    /// <summary>Web searches and fetches that the server made for the answer, which are charged per use.</summary>
    public long Searches { get; init; }

    /// <summary>
    /// The tokens if the log is meant the other way, where it doesn't say which of two ways it counts; null when it is certain.
    /// </summary>
    public CallTokens? Otherwise { get; init; }

    /// <summary>Who made the call; null when that isn't known.</summary>
    public CallOrigin? Origin { get; init; }
}
