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
    /// the times are equal, the counts decide, so that the result doesn't depend on the order. An origin that only one of them has is kept.
    /// </summary>
    /// <param name="stored">The call as it is stored.</param>
    /// <param name="incoming">The call that comes in.</param>
    /// <returns><paramref name="stored"/> itself if nothing changes.</returns>
    public static MeteredCall Merge(MeteredCall stored, MeteredCall incoming)
    {
        MeteredCall call = AsStored(incoming);
        DateTimeOffset knownStart = stored.StartedAt ?? stored.At;
        DateTimeOffset start = Instant.Earlier(knownStart, call.StartedAt ?? call.At);
        int order = Compare(call, stored);
        CallOrigin? origin = order > 0 ? call.Origin ?? stored.Origin
            : order < 0 || stored.Origin is null ? stored.Origin ?? call.Origin
            : First(stored.Origin, call.Origin);
        return order > 0 ? call with { Id = stored.Id, StartedAt = start == call.At ? null : start, Origin = origin }
            : start < knownStart ? stored with { StartedAt = start, Origin = origin }
            : origin != stored.Origin ? stored with { Origin = origin }
            : stored;
    }

    private static int Compare(MeteredCall call, MeteredCall other)
    {
        int order = Order(call).CompareTo(Order(other));
        return order != 0 ? order : string.CompareOrdinal(call.Model, other.Model);
    }

    // Two sessions that repeat the same call, such as a session and its copy: the order in which they are read doesn't matter.
    private static CallOrigin First(CallOrigin one, CallOrigin? other) =>
        other is null || string.CompareOrdinal(Text(one), Text(other)) <= 0 ? one : other;

    private static string Text(CallOrigin origin) => $"{origin.Session}\n{origin.Project}\n{origin.Agent}";

    private static (DateTimeOffset At, long Output, long CacheMiss, long CacheHit, long Reasoning, long Searches) Order(MeteredCall call) =>
        (call.At, call.OutputTokens, call.CacheMissTokens, call.CacheHitTokens, call.ReasoningTokens ?? -1, call.Searches);
}
