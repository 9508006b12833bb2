namespace CostCompass.Stores;

/// <summary>Where the accounts and histories are kept, and how much there is.</summary>
public sealed record CostStore
{
    /// <summary>The file of the store.</summary>
    public required string Path { get; init; }

    /// <summary>The kind of database, for example <c>SQLite</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Whether the store has been made yet. The first command that writes makes it.</summary>
    public required bool Exists { get; init; }

    /// <summary>The version of the schema; null when there is no store.</summary>
    public int? SchemaVersion { get; init; }

    /// <summary>The size on disk in bytes, write-ahead log included.</summary>
    public long SizeBytes { get; init; }

    /// <summary>How many accounts are connected.</summary>
    public int Accounts { get; init; }

    /// <summary>How many series there are: one per account and currency.</summary>
    public int Series { get; init; }

    /// <summary>How many snapshots there are.</summary>
    public long Snapshots { get; init; }

    /// <summary>The instant of the oldest reading; null when there is none.</summary>
    public DateTimeOffset? FirstSeen { get; init; }

    /// <summary>The instant of the newest reading; null when there is none.</summary>
    public DateTimeOffset? LastSeen { get; init; }
}
