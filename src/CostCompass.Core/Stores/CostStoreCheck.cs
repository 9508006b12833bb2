namespace CostCompass.Stores;

/// <summary>What one check of the store found.</summary>
public sealed record CostStoreCheck
{
    /// <summary>What was checked, for example <c>Integrity</c> or <c>SnapshotOrder</c>.</summary>
    public required string Check { get; init; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsOk => Wrong == 0;

    /// <summary>How many things were looked at: rows, tables, or the file.</summary>
    public long Examined { get; init; }

    /// <summary>How many of them are wrong.</summary>
    public long Wrong { get; init; }

    /// <summary>The first thing that is wrong, in words, or null if nothing is.</summary>
    public string? Finding { get; init; }

    /// <summary>The next step, or null if nothing is wrong.</summary>
    public string? RecommendedAction { get; init; }
}
