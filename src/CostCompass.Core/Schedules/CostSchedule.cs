namespace CostCompass.Schedules;

/// <summary>A schedule that takes snapshots of all accounts without a user.</summary>
public sealed record CostSchedule
{
    /// <summary>The part of the operating system that runs it.</summary>
    public required ScheduleKind Kind { get; init; }

    /// <summary>The time between two runs.</summary>
    public required TimeSpan Every { get; init; }

    /// <summary>The full path of the program that it starts.</summary>
    public required string Program { get; init; }

    /// <summary>The full path of the module's manifest.</summary>
    public required string Module { get; init; }

    /// <summary>The folder of the store and the vault.</summary>
    public required string Folder { get; init; }

    /// <summary>The PowerShell command that it runs.</summary>
    public required string Command { get; init; }

    /// <summary>Where it is defined: a file, or the name of a task.</summary>
    public required string Location { get; init; }

    /// <summary>The time at which it was registered.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The first file that it needs and that no longer exists, for example after an update of PowerShell. Null if it can run.</summary>
    public string? MissingFile { get; init; }

    /// <summary>Whether the operating system runs it.</summary>
    public required bool IsActive { get; init; }

    /// <summary>The time of the next run, or null if it isn't known.</summary>
    public DateTimeOffset? NextRun { get; init; }

    /// <summary>The time of the last run, or null if there was none or it isn't known.</summary>
    public DateTimeOffset? LastRun { get; init; }
}
