namespace CostCompass.Metering;

/// <summary>A folder in which an agent keeps what its calls used.</summary>
public sealed record DeepSeekLogSource
{
    /// <summary>The agent.</summary>
    public required string Agent { get; init; }

    /// <summary>The folder.</summary>
    public required string Path { get; init; }

    /// <summary>How many logs are in it.</summary>
    public required int Files { get; init; }

    /// <summary>How many bytes they have together.</summary>
    public required long Size { get; init; }

    /// <summary>How many calls they contain, each once, those of other vendors' models among them.</summary>
    public required long Calls { get; init; }

    /// <summary>The instant of the first call; null without calls.</summary>
    public DateTimeOffset? FirstCall { get; init; }

    /// <summary>The instant of the last call; null without calls.</summary>
    public DateTimeOffset? LastCall { get; init; }

    /// <summary>Whether the agent deletes old logs by itself.</summary>
    public bool DeletesLogs => DaysKept is not null;

    /// <summary>After how many days without a change the agent deletes a log; null when it keeps its logs.</summary>
    public int? DaysKept { get; init; }
}
