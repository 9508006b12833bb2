namespace CostCompass.Metering;

/// <summary>
/// Decides between two states of a call with the same id: the last state counts, whatever the order in which they arrive.
/// </summary>
public static class CallMerge
{
    /// <summary>A call as a store keeps it: with times in whole microseconds.</summary>
    /// <param name="call">The call.</param>
    public static MeteredCall AsStored(MeteredCall call) => call with
    {
        At = Instant.Truncate(call.At),
        StartedAt = call.StartedAt is { } start ? Instant.Truncate(start) : null,
    };

    /// <summary>
    /// The state that was completed later, with the earliest known start: the call was in progress when an earlier state was logged. If
    /// the times are equal, the counts decide, so that the result doesn't depend on the order.
    /// </summary>
    /// <param name="stored">The call as it is stored.</param>
    /// <param name="incoming">The call that comes in.</param>
    /// <returns><paramref name="stored"/> itself if nothing changes.</returns>
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
