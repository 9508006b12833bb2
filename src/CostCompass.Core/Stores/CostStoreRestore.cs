namespace CostCompass.Stores;

/// <summary>A store that was brought back from a backup.</summary>
public sealed record CostStoreRestore
{
    /// <summary>The file of the store.</summary>
    public required string Path { get; init; }

    /// <summary>The backup from which it was brought back.</summary>
    public required string Backup { get; init; }

    /// <summary>The file in which the former store is kept, or null if there was none.</summary>
    public string? SafetyCopy { get; init; }

    /// <summary>The version of the schema now. A backup of an earlier version is brought to the current one.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>How many accounts are in the store now.</summary>
    public required int Accounts { get; init; }

    /// <summary>How many snapshots are in the store now.</summary>
    public required long Snapshots { get; init; }

    /// <summary>The instant of the newest reading in the store now, or null if there is none.</summary>
    public DateTimeOffset? LastSeen { get; init; }
}
