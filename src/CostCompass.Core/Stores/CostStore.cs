namespace CostCompass.Stores;

/// <summary>The store of the accounts and histories, and its size.</summary>
public sealed record CostStore
{
    /// <summary>The file of the store. For a server, its host and database, never the password.</summary>
    public required string Path { get; init; }

    /// <summary>The kind of database, <c>SQLite</c> or <c>PostgreSQL</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Whether the store exists. The first command that writes creates it.</summary>
    public required bool Exists { get; init; }

    /// <summary>The schema version, or null if the store doesn't exist.</summary>
    public int? SchemaVersion { get; init; }

    /// <summary>The version of the database engine: of the SQLite in the module, or of the server. Null if no server was reached.</summary>
    public string? EngineVersion { get; init; }

    /// <summary>
    /// The state of a server: <c>Ok</c> for read and write access, <c>ReadOnly</c> for a copy that accepts no writes. Null for a file, which
    /// Test-CostStore checks.
    /// </summary>
    public string? Health { get; init; }

    /// <summary>Whether the connection to the server is encrypted, or null for a file.</summary>
    public bool? IsEncrypted { get; init; }

    /// <summary>The size on disk in bytes, including the write-ahead log. For a server, the size of its tables and indexes.</summary>
    public long SizeBytes { get; init; }

    /// <summary>The number of connected accounts.</summary>
    public int Accounts { get; init; }

    /// <summary>The number of series: one per account and currency.</summary>
    public int Series { get; init; }

    /// <summary>The number of snapshots.</summary>
    public long Snapshots { get; init; }

    /// <summary>The time of the oldest reading, or null.</summary>
    public DateTimeOffset? FirstSeen { get; init; }

    /// <summary>The time of the newest reading, or null.</summary>
    public DateTimeOffset? LastSeen { get; init; }
}
