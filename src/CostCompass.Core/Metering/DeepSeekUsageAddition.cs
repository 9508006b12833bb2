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

    /// <summary>
    /// How many calls without an id were left out because another of the same input has the same instant, model and tokens: two
    /// calls that happen to be equal cannot be told from one that is there twice.
    /// </summary>
    public required long Merged { get; init; }

    /// <summary>The instant of the first of the calls that were read; null when there was none.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The instant of the last of the calls that were read; null when there was none.</summary>
    public DateTimeOffset? To { get; init; }
}
