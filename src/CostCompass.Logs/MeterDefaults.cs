namespace CostCompass.Logs;

/// <summary>What the caller knows of calls that do not say it themselves.</summary>
public sealed record MeterDefaults
{
    /// <summary>The model of calls that name none.</summary>
    public string? Model { get; init; }

    /// <summary>The instant at which calls were complete that have no instant of completion of their own.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>
    /// Whether calls that do not say how much of their prompt was read from the cache are taken, with all of it as misses: for a
    /// caller who shares the prompt out anew. Otherwise they are faults, since a guess could be wrong fiftyfold.
    /// </summary>
    public bool AcceptsUnknownSplit { get; init; }
}
