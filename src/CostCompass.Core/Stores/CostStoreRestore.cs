namespace CostCompass.Stores;

/// <summary>A store that was restored from a backup.</summary>
public sealed record CostStoreRestore
{
    /// <summary>The file of the store.</summary>
    public required string Path { get; init; }

    /// <summary>The backup that was restored.</summary>
    public required string Backup { get; init; }

    /// <summary>The file with the previous store, or null if there was none.</summary>
    public string? SafetyCopy { get; init; }

    /// <summary>The schema version now. A backup of an earlier version is upgraded to the current one.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>The number of accounts in the store now.</summary>
    public required int Accounts { get; init; }

    /// <summary>The number of snapshots in the store now.</summary>
    public required long Snapshots { get; init; }

    /// <summary>The time of the newest reading in the store now, or null.</summary>
    public DateTimeOffset? LastSeen { get; init; }
}
