namespace CostCompass.Metering;

/// <summary>A folder in which an agent stores logs of its calls.</summary>
public sealed record DeepSeekLogSource
{
    /// <summary>The agent.</summary>
    public required string Agent { get; init; }

    /// <summary>The folder.</summary>
    public required string Path { get; init; }

    /// <summary>The number of logs in the folder.</summary>
    public required int Files { get; init; }

    /// <summary>The total size of the logs in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The number of calls in the logs. Each call counts once, and calls of other vendors' models are included.</summary>
    public required long Calls { get; init; }

    /// <summary>The time of the first call, or null if there are no calls.</summary>
    public DateTimeOffset? FirstCall { get; init; }

    /// <summary>The time of the last call, or null if there are no calls.</summary>
    public DateTimeOffset? LastCall { get; init; }

    /// <summary>Whether the agent deletes old logs automatically.</summary>
    public bool DeletesLogs => DaysKept is not null;

    /// <summary>The number of days after the last change when the agent deletes a log, or null if it keeps its logs.</summary>
    public int? DaysKept { get; init; }

    /// <summary>The number of logs whose calls are in the store: Add-DeepSeekUsage has read them since their last change.</summary>
    public int FilesKept { get; init; }

    /// <summary>Whether the calls of all logs are in the store.</summary>
    public bool IsKept => FilesKept == Files;

    /// <summary>
    /// The last time at which Add-DeepSeekUsage found something new in the folder. Calls until then are in the store. Null if it never read the
    /// folder.
    /// </summary>
    public DateTimeOffset? KeptUntil { get; init; }

    /// <summary>The time from which the agent deletes a log that isn't kept in the store, or null if there is no such log.</summary>
    public DateTimeOffset? NextLoss { get; init; }
}
