using CostCompass.Storage.Sql;

namespace CostCompass.Storage.Postgres;

/// <summary>The store of a team: a database on a server with PostgreSQL 15 or later, which several hosts share. It contains no API keys.</summary>
public sealed class PostgresCostStore : SqlCostStore
{
    private readonly PostgresDatabase _database;

    /// <summary>Creates the object. Nothing is opened or created.</summary>
    /// <param name="connectionString">The connection string, with user and password.</param>
    /// <param name="definitionFolder">The folder with the provider definitions of this computer.</param>
    /// <exception cref="Errors.CostException"><c>InvalidConnectionString</c>, <c>StoreTlsRequired</c>.</exception>
    public PostgresCostStore(string connectionString, string definitionFolder)
        : this(new PostgresDatabase(PostgresAddress.Parse(connectionString)), definitionFolder)
    {
    }

    private PostgresCostStore(PostgresDatabase database, string definitionFolder)
        : base(database, definitionFolder)
    {
        _database = database;
        Care = new PostgresStoreCare(this, database.Address);
    }

    /// <summary>The store with another clock.</summary>
    /// <param name="connectionString">The connection string, with user and password.</param>
    /// <param name="definitionFolder">The folder with the provider definitions of this computer.</param>
    /// <param name="clock">The clock of the computer.</param>
    internal PostgresCostStore(string connectionString, string definitionFolder, TimeProvider clock)
        : this(new PostgresDatabase(PostgresAddress.Parse(connectionString)) { Clock = clock }, definitionFolder)
    {
    }

    /// <summary>The store with another schema version.</summary>
    /// <param name="connectionString">The connection string, with user and password.</param>
    /// <param name="definitionFolder">The folder with the provider definitions of this computer.</param>
    /// <param name="schema">The schema.</param>
    internal PostgresCostStore(string connectionString, string definitionFolder, StoreSchema schema)
        : this(PostgresDatabase.Of(PostgresAddress.Parse(connectionString), schema), definitionFolder)
    {
    }

    /// <summary>The store for a check: what can't be read is a finding.</summary>
    /// <param name="address">The address of the store.</param>
    internal static PostgresCostStore Checked(PostgresAddress address) => new(new PostgresDatabase(address, isChecked: true), "");

    /// <inheritdoc/>
    public override IStoreCare Care { get; }

    /// <inheritdoc/>
    public override string ShownName => _database.Address.Shown;

    private protected override CostStore Describe() => new() { Path = _database.Address.Shown, Kind = "PostgreSQL", Exists = false };

    private protected override CostStore Describe(StoreConnection connection, CostStore store) => store with
    {
        SchemaVersion = _database.Schema.ReadVersion(((PostgresStoreConnection)connection).Connection),
        Health = connection.ReadInteger("SELECT CASE WHEN pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on' OR NOT has_any_column_privilege('series', 'INSERT') THEN 0 ELSE 1 END") == 1 ? "Ok" : "ReadOnly",
        IsEncrypted = connection.ReadInteger("SELECT count(*) FROM pg_catalog.pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl") > 0,
        EngineVersion = ((PostgresStoreConnection)connection).Connection.PostgreSqlVersion.ToString(),
        SizeBytes = connection.ReadInteger(
            """
            SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relkind = 'r'
            """,
            _database.Address.Schema),
    };
}
