namespace CostCompass.Metering;

/// <summary>What became of calls that were added to an account.</summary>
public sealed record DeepSeekUsageAddition
{
    /// <summary>The account's name.</summary>
    public required string Account { get; init; }

    /// <summary>How many calls were read.</summary>
    public required long Calls { get; init; }

    /// <summary>How many of them were not there before.</summary>
    public required long Added { get; init; }

    /// <summary>How many took the place of an earlier state of the same answer.</summary>
    public required long Replaced { get; init; }

    /// <summary>The instant of the first of the calls that were read; null when there was none.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The instant of the last of the calls that were read; null when there was none.</summary>
    public DateTimeOffset? To { get; init; }
}
