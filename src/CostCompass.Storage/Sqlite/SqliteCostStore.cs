using CostCompass.Storage.Sql;
using CostCompass.Storage.Sqlite.Care;

namespace CostCompass.Storage.Sqlite;

/// <summary>
/// The store of one person on one computer: a SQLite file with a write-ahead log. Several processes can read and write at the same time.
/// Writes wait for their turn.
/// </summary>
public sealed class SqliteCostStore : SqlCostStore
{
    private readonly SqliteDatabase _database;

    /// <summary>Creates the object. Nothing is opened or created.</summary>
    /// <param name="folder">The folder of the file.</param>
    public SqliteCostStore(string folder)
        : this(new SqliteDatabase(folder), folder)
    {
    }

    private SqliteCostStore(SqliteDatabase database, string folder)
        : base(database, folder)
    {
        _database = database;
        FilePath = database.FilePath;
        Care = new SqliteStoreCare(database);
    }

    /// <summary>The store with another schema version.</summary>
    /// <param name="folder">The folder of the file.</param>
    /// <param name="schema">The schema.</param>
    internal SqliteCostStore(string folder, StoreSchema schema)
        : this(new SqliteDatabase(folder) { Schema = new SqliteSchema(schema) }, folder)
    {
    }

    /// <summary>A store that accepts any rows, to check them.</summary>
    /// <param name="folder">The folder of the file.</param>
    internal static SqliteCostStore ToCheck(string folder) => new(new SqliteDatabase(folder, takesOrphans: true), folder);

    /// <summary>The file of the store.</summary>
    public string FilePath { get; }

    /// <inheritdoc/>
    public override IStoreCare Care { get; }

    internal override CostStoreCheck? FirstFault(CancellationToken cancellationToken) => SqliteStoreCare.FirstFault(_database, cancellationToken);

    /// <inheritdoc/>
    public override string ShownName => FilePath;

    private protected override CostStore Describe() => new() { Path = FilePath, Kind = "SQLite", Exists = false, EngineVersion = SqliteDatabase.EngineVersion };

    private protected override CostStore Describe(StoreConnection connection, CostStore store) => store with
    {
        SchemaVersion = _database.Schema.Version,
        SizeBytes = SizeOf(FilePath) + SizeOf(FilePath + "-wal"),
    };

    private static long SizeOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : 0;
    }
}
