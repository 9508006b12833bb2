namespace CostCompass.Stores;

/// <summary>A verified copy of a store.</summary>
public sealed record CostStoreBackup
{
    /// <summary>The file of the copy.</summary>
    public required string Path { get; init; }

    /// <summary>The store that was copied.</summary>
    public required string Store { get; init; }

    /// <summary>The size of the copy in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>The schema version.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>The number of accounts in the copy.</summary>
    public required int Accounts { get; init; }

    /// <summary>The number of snapshots in the copy.</summary>
    public required long Snapshots { get; init; }

    /// <summary>The time of the newest reading in the copy, or null.</summary>
    public DateTimeOffset? LastSeen { get; init; }
}
