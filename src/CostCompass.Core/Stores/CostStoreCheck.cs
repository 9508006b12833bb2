namespace CostCompass.Stores;

/// <summary>The result of one check of the store.</summary>
public sealed record CostStoreCheck
{
    /// <summary>The name of the check, for example <c>Integrity</c> or <c>SnapshotOrder</c>.</summary>
    public required string Check { get; init; }

    /// <summary>Whether the check found no problem.</summary>
    public bool IsOk => Wrong == 0;

    /// <summary>The number of items that were checked: rows, tables, or the file.</summary>
    public long Examined { get; init; }

    /// <summary>The number of items with a problem.</summary>
    public long Wrong { get; init; }

    /// <summary>The first problem in words, or null.</summary>
    public string? Finding { get; init; }

    /// <summary>The next step, or null if there is no problem.</summary>
    public string? RecommendedAction { get; init; }
}
