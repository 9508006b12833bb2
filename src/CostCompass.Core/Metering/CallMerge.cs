namespace CostCompass.Metering;

/// <summary>
/// What holds of a call that a store was told of twice, under one id: its last state, whatever the order in which the states come in.
/// </summary>
public static class CallMerge
{
    /// <summary>A call as a store keeps it: instants in whole microseconds.</summary>
    /// <param name="call">The call.</param>
    public static MeteredCall AsStored(MeteredCall call) => call with
    {
        At = Instant.Truncate(call.At),
        StartedAt = call.StartedAt is { } start ? Instant.Truncate(start) : null,
    };

    /// <summary>
    /// The state that was complete later, with the earliest start that any of them knew. An earlier state was seen of the same call, so that
    /// the call was under way then. After the instant the counts decide, so that the result does not depend on the order.
    /// </summary>
    /// <param name="stored">The call as it is stored.</param>
    /// <param name="incoming">The call that comes in.</param>
    /// <returns><paramref name="stored"/> itself when nothing changes.</returns>
    public static MeteredCall Merge(MeteredCall stored, MeteredCall incoming)
    {
        MeteredCall call = AsStored(incoming);
        DateTimeOffset knownStart = stored.StartedAt ?? stored.At;
        DateTimeOffset start = Instant.Earlier(knownStart, call.StartedAt ?? call.At);
        return IsLater(call, stored) ? call with { Id = stored.Id, StartedAt = start == call.At ? null : start }
            : start < knownStart ? stored with { StartedAt = start }
            : stored;
    }

    private static bool IsLater(MeteredCall call, MeteredCall other)
    {
        int order = Order(call).CompareTo(Order(other));
        return order > 0 || (order == 0 && string.CompareOrdinal(call.Model, other.Model) > 0);
    }

    private static (DateTimeOffset At, long Output, long CacheMiss, long CacheHit, long Reasoning, long Searches) Order(MeteredCall call) =>
        (call.At, call.OutputTokens, call.CacheMissTokens, call.CacheHitTokens, call.ReasoningTokens ?? -1, call.Searches);
}
