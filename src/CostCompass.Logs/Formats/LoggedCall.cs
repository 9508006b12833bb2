using CostCompass.Logs.Json;

namespace CostCompass.Logs.Formats;

/// <summary>A call as the log of an agent tells it, to be checked and made a call of the ledger.</summary>
internal readonly ref struct LoggedCall
{
    /// <summary>The agent.</summary>
    public required string Agent { get; init; }

    /// <summary>What identifies the call in all logs that have it; null for nothing.</summary>
    public string? Id { get; init; }

    /// <summary>When it was complete, in ticks of UTC; 0 when the log doesn't tell.</summary>
    public long At { get; init; }

    /// <summary>When it began, in ticks of UTC; 0 when the log doesn't tell.</summary>
    public long StartedAt { get; init; }

    /// <summary>Who served the model.</summary>
    public string? Provider { get; init; }

    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>What it used.</summary>
    public required TokenCounts Tokens { get; init; }

    /// <summary>What it used if the log is meant the other way; null when it is certain.</summary>
    public CallTokens? Otherwise { get; init; }

    /// <summary>The folder in which the agent worked.</summary>
    public string? Project { get; init; }

    /// <summary>The session.</summary>
    public string? Session { get; init; }

    /// <summary>Gives the call to its source, or tells what is wrong with it. A call that used nothing is none.</summary>
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
