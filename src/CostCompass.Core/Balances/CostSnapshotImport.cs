namespace CostCompass.Balances;

/// <summary>What an import of snapshots did.</summary>
public sealed record CostSnapshotImport
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>How many rows were read.</summary>
    public required long Rows { get; init; }

    /// <summary>How many series they belong to: one per account and currency.</summary>
    public required int Series { get; init; }

    /// <summary>By how many snapshots the store has grown; 0 when everything was known, and below 0 when the file joins what was apart.</summary>
    public required long Added { get; init; }
}
