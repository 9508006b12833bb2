namespace CostCompass.Metering;

/// <summary>
/// One metered call: the counts and the time, but not the cost. The price is determined when the call is read, so that a newer
/// catalog applies to older calls.
/// </summary>
public sealed record MeteredCall
{
    /// <summary>The id of the response, or null.</summary>
    public string? Id { get; init; }

    /// <summary>The time at which the response was complete, or the nearest known time. It determines the price.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>A time at which the call was already in progress, or null if none is known.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The model's name as it was called, which may be an alias.</summary>
    public required string Model { get; init; }

    /// <summary>Prompt tokens that were read from the cache.</summary>
    public required long CacheHitTokens { get; init; }

    /// <summary>Prompt tokens that weren't in the cache, whether they were written to it or not.</summary>
    public required long CacheMissTokens { get; init; }

    /// <summary>Tokens of the response, including reasoning.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>Tokens of the reasoning, which are part of <see cref="OutputTokens"/>. Null if the response doesn't contain them.</summary>
    public long? ReasoningTokens { get; init; }

    /// <summary>Web searches and fetches that the server made for the response, which are charged per use.</summary>
    public long Searches { get; init; }

    /// <summary>
    /// The tokens in the other interpretation, if the log doesn't specify which of two ways it counts, or null if the count is certain.
    /// </summary>
    public CallTokens? Otherwise { get; init; }

    /// <summary>The origin of the call, or null if it is unknown.</summary>
    public CallOrigin? Origin { get; init; }

    /// <summary>The call whose cost was calculated, or null if it is the cost of a group.</summary>
    /// <param name="cost">The cost.</param>
    public static MeteredCall? Of(DeepSeekCost cost) => cost is not { At: { } at, Model: { } model } ? null : new MeteredCall
    {
        Id = cost.Id,
        At = at,
        Model = model,
        CacheHitTokens = cost.CacheHitTokens,
        CacheMissTokens = cost.CacheMissTokens,
        OutputTokens = cost.OutputTokens,
        ReasoningTokens = cost.ReasoningTokens,
        Searches = cost.Searches,
        Origin = cost.Agent is { } agent ? new CallOrigin(agent, cost.Project, cost.Session) : null,
    };
}
