namespace CostCompass.Metering;

/// <summary>The result of adding calls to an account.</summary>
public sealed record DeepSeekUsageAddition
{
    /// <summary>The account's name.</summary>
    public required string Account { get; init; }

    /// <summary>The number of calls that were read.</summary>
    public required long Calls { get; init; }

    /// <summary>The number of new calls.</summary>
    public required long Added { get; init; }

    /// <summary>The number of calls that replaced an earlier state of the same response.</summary>
    public required long Replaced { get; init; }

    /// <summary>
    /// The number of calls without an id that were skipped because another call of the same input has the same time, model and tokens:
    /// two equal calls can't be distinguished from one call that occurs twice.
    /// </summary>
    public required long Merged { get; init; }

    /// <summary>The number of logs of agents that were found. Null if the calls come from other input.</summary>
    public int? Files { get; init; }

    /// <summary>The number of these logs that contained something new and were read. Null if the calls come from other input.</summary>
    public int? FilesRead { get; init; }

    /// <summary>The time of the first call that was read, or null.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The time of the last call that was read, or null.</summary>
    public DateTimeOffset? To { get; init; }
}
