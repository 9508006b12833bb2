namespace CostCompass.Logs;

/// <summary>
/// What a log says once for the lines that follow. With it and a place in the log, reading can go on from there.
/// </summary>
internal sealed record LogSession
{
    /// <summary>The id of the session.</summary>
    public string? Id { get; init; }

    /// <summary>The folder in which the agent works.</summary>
    public string? Project { get; init; }

    /// <summary>When it began, in ticks of UTC; 0 when that is not known.</summary>
    public long StartedAt { get; init; }

    /// <summary>How many of its events are those of the session that it was forked from; with <see cref="long.MaxValue"/>, those at its beginning.</summary>
    public long Inherited { get; init; }

    /// <summary>Who serves its models.</summary>
    public string? Provider { get; init; }

    /// <summary>The model that is in use.</summary>
    public string? Model { get; init; }

    /// <summary>The tokens of the session so far, as its log adds them up; null before the first call.</summary>
    public RunningTotal? Total { get; init; }

    /// <summary>Sums that only grow: of prompts, of what was cached of them, of answers.</summary>
    internal sealed record RunningTotal(int Input, int Cached, int Output, int Reasoning);
}
