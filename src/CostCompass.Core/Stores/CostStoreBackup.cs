namespace CostCompass.Stores;

/// <summary>A copy of a store that was made and verified.</summary>
public sealed record CostStoreBackup
{
    /// <summary>The file of the copy.</summary>
    public required string Path { get; init; }

    /// <summary>The store that was copied.</summary>
    public required string Store { get; init; }

    /// <summary>The size of the copy in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>The version of the schema.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>How many accounts are in the copy.</summary>
    public required int Accounts { get; init; }

    /// <summary>How many snapshots are in the copy.</summary>
    public required long Snapshots { get; init; }

    /// <summary>The instant of the newest reading in the copy, or null if there is none.</summary>
    public DateTimeOffset? LastSeen { get; init; }
}
