namespace CostCompass.Balances;

/// <summary>The result of an import of snapshots.</summary>
public sealed record CostSnapshotImport
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The number of rows that were read.</summary>
    public required long Rows { get; init; }

    /// <summary>The number of series in the file: one per account and currency.</summary>
    public required int Series { get; init; }

    /// <summary>The change in the number of snapshots. 0 if all were known, and negative if the file connects separate snapshots.</summary>
    public required long Added { get; init; }
}
