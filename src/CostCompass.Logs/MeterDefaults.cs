namespace CostCompass.Logs;

/// <summary>Values for what a call doesn't contain.</summary>
public sealed record MeterDefaults
{
    /// <summary>The model of calls without one.</summary>
    public string? Model { get; init; }

    /// <summary>The completion time of calls without one.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>
    /// Whether calls without a number of cache hits are accepted, with the whole prompt as misses. This is for a caller that splits the
    /// prompt again. Otherwise they are faults, because a guess could be wrong by a factor of 50.
    /// </summary>
    public bool AcceptsUnknownSplit { get; init; }
}
