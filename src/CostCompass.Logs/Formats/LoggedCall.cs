using CostCompass.Logs.Json;

namespace CostCompass.Logs.Formats;

/// <summary>A call in the log of an agent, before it is validated and added to the ledger.</summary>
internal readonly ref struct LoggedCall
{
    /// <summary>The agent.</summary>
    public required string Agent { get; init; }

    /// <summary>The identifier of the call in all logs that contain it, or null if there is none.</summary>
    public string? Id { get; init; }

    /// <summary>The completion time, in UTC ticks. 0 if the log doesn't contain it.</summary>
    public long At { get; init; }

    /// <summary>The start time, in UTC ticks. 0 if the log doesn't contain it.</summary>
    public long StartedAt { get; init; }

    /// <summary>The provider of the model.</summary>
    public string? Provider { get; init; }

    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>The tokens.</summary>
    public required TokenCounts Tokens { get; init; }

    /// <summary>The tokens in the other interpretation of the log, or null if the count is certain.</summary>
    public CallTokens? Otherwise { get; init; }

    /// <summary>The folder in which the agent worked.</summary>
    public string? Project { get; init; }

    /// <summary>The session.</summary>
    public string? Session { get; init; }

    /// <summary>Adds the call to its source, or reports the fault. A call without tokens is ignored.</summary>
    public void Give(CallSource source)
    {
        (int hits, int misses, int output, int reasoning, long _) = Tokens;
        if (hits == 0 && misses == 0 && output == 0)
        {
            return;
        }

        string? model = Model ?? source.Defaults.Model;
        long at = At > 0 ? At : source.Defaults.At?.UtcTicks ?? StartedAt;
        UsageFault? fault = hits == LogDocument.InvalidCount || misses == LogDocument.InvalidCount || output == LogDocument.InvalidCount
            || reasoning == LogDocument.InvalidCount ? Faults.BadCount
            : hits < 0 || misses < 0 || output < 0 ? Faults.Incomplete
            : reasoning > output ? Faults.Inconsistent
            : string.IsNullOrEmpty(model) ? Faults.NoModel
            : at <= 0 ? Faults.NoInstant
            : null;
        if (fault is not null)
        {
            source.Report(fault);
            return;
        }

        source.Add(
            new MeteredCall
            {
                Id = Id,
                At = new DateTimeOffset(at, TimeSpan.Zero),
                StartedAt = StartedAt > 0 && StartedAt < at ? new DateTimeOffset(StartedAt, TimeSpan.Zero) : null,
                Model = VendorModel.Name(Provider, model!),
                CacheHitTokens = hits,
                CacheMissTokens = misses,
                OutputTokens = output,
                ReasoningTokens = reasoning < 0 ? null : reasoning,
                Otherwise = Otherwise,
                Origin = source.Origin(Agent, Project, Session),
            },
            isWhole: false);
    }
}
