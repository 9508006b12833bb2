namespace CostCompass.Stores;

/// <summary>Where the accounts and histories are kept, and how much there is.</summary>
public sealed record CostStore
{
    /// <summary>The file of the store; for one on a server host and database, never the password.</summary>
    public required string Path { get; init; }

    /// <summary>The kind of database, <c>SQLite</c> or <c>PostgreSQL</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Whether the store has been made yet. The first command that writes makes it.</summary>
    public required bool Exists { get; init; }

    /// <summary>The version of the schema, or null if there is no store.</summary>
    public int? SchemaVersion { get; init; }

    /// <summary>The version of the database engine: of the SQLite in the module, or of the server, or null if no server was reached.</summary>
    public string? EngineVersion { get; init; }

    /// <summary>
    /// What a server is ready for: <c>Ok</c> for reading and writing, <c>ReadOnly</c> for a copy that takes no writes, or null for a file, which
    /// Test-CostStore checks.
    /// </summary>
    public string? Health { get; init; }

    /// <summary>Whether the connection to the server is encrypted, or null for a file.</summary>
    public bool? IsEncrypted { get; init; }

    /// <summary>The size on disk in bytes, write-ahead log included; of a store on a server that of its tables and indexes.</summary>
    public long SizeBytes { get; init; }

    /// <summary>How many accounts are connected.</summary>
    public int Accounts { get; init; }

    /// <summary>How many series there are: one per account and currency.</summary>
    public int Series { get; init; }

    /// <summary>How many snapshots there are.</summary>
    public long Snapshots { get; init; }

    /// <summary>The instant of the oldest reading, or null if there is none.</summary>
    public DateTimeOffset? FirstSeen { get; init; }

    /// <summary>The instant of the newest reading, or null if there is none.</summary>
    public DateTimeOffset? LastSeen { get; init; }
}
