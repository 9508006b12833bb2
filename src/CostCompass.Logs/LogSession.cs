namespace CostCompass.Logs;

/// <summary>
/// The data that a log contains once for all lines that follow. With this data and a position in the log, reading can continue from there.
/// </summary>
internal sealed record LogSession
{
    /// <summary>The ID of the session.</summary>
    public string? Id { get; init; }

    /// <summary>The folder in which the agent works.</summary>
    public string? Project { get; init; }

    /// <summary>The start time, in UTC ticks. 0 if it is unknown.</summary>
    public long StartedAt { get; init; }

    /// <summary>The number of events that come from the parent session of a fork. With <see cref="long.MaxValue"/>, those at the beginning.</summary>
    public long Inherited { get; init; }

    /// <summary>The provider of the models.</summary>
    public string? Provider { get; init; }

    /// <summary>The current model.</summary>
    public string? Model { get; init; }

    /// <summary>The token totals of the session so far, as the log contains them, or null before the first call.</summary>
    public RunningTotal? Total { get; init; }

    /// <summary>Totals that only increase: of the prompts, of their cached part, and of the responses.</summary>
    internal sealed record RunningTotal(int Input, int Cached, int Output, int Reasoning);
}
