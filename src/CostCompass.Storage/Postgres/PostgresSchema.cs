using CostCompass.Storage.Sql;
using Npgsql;

namespace CostCompass.Storage.Postgres;

/// <summary>The tables of a store on a server. The upgrade to the current version runs in one transaction, with a lock that others wait for.</summary>
/// <param name="schema">The tables.</param>
/// <param name="address">The store.</param>
internal sealed class PostgresSchema(StoreSchema schema, PostgresAddress address)
{
    // What a server has instead of what a file has. Text is compared byte by byte, whatever the language of the database, and names that
    // aren't case-sensitive by the rules of the domain.
    private static readonly (string OfFile, string OfServer)[] _dialect =
    [
        (" INTEGER PRIMARY KEY AUTOINCREMENT", " INTEGER PRIMARY KEY"),
        (" INTEGER PRIMARY KEY", " bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY"),
        (" INTEGER", " bigint"),
        (" TEXT", " text COLLATE \"C\""),
        (" COLLATE NOCASE", ""),
        (" STRICT, WITHOUT ROWID", ""),
        (" STRICT", ""),
    ];

    // What only a server has, before and after the tables of the first version.
    private const string Before =
        """
        CREATE TABLE store_version (
            version     integer NOT NULL PRIMARY KEY,
            upgraded_at timestamptz NOT NULL DEFAULT now()
        );

        -- One row for each write of the last day or so: whether one whose end was not heard of has happened.
        CREATE TABLE write_mark (
            mark       uuid NOT NULL PRIMARY KEY,
            written_at timestamptz NOT NULL DEFAULT now()
        );
        CREATE INDEX write_mark_written_at ON write_mark (written_at);

        """;

    private const string After =
        """

        CREATE UNIQUE INDEX account_folded ON account (lower(name));

        -- Each row of an import would look its series up: series are removed after their snapshots.
        ALTER TABLE snapshot DROP CONSTRAINT snapshot_series_id_fkey;

        -- Who may write rows must not be able to lock everybody out, by a version that nobody knows, by a sequence at its end, or by rows with
        -- the numbers that come next. So others than the owner insert every column but the number. An identity column needs no right to its sequence.
        DO $withhold$
        DECLARE
            other record;
        BEGIN
            FOR other IN SELECT DISTINCT granted.grantee FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace,
                         aclexplode(c.relacl) granted
                         WHERE n.nspname = '{schema}' AND c.relkind IN ('r', 'S') AND granted.grantee NOT IN (0, c.relowner)
            LOOP
                EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON store_version FROM %s', other.grantee::regrole);
                EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA {schema} FROM %s', other.grantee::regrole);
            END LOOP;
            FOR other IN SELECT c.relname, granted.grantee, string_agg(quote_ident(a.attname), ', ') AS columns
                         FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                         JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity = '',
                         aclexplode(c.relacl) granted
                         WHERE n.nspname = '{schema}' AND c.relkind = 'r' AND granted.privilege_type = 'INSERT' AND granted.grantee NOT IN (0, c.relowner)
                         AND EXISTS (SELECT 1 FROM pg_catalog.pg_attribute i WHERE i.attrelid = c.oid AND i.attidentity <> '')
                         GROUP BY c.relname, granted.grantee
            LOOP
                EXECUTE format('REVOKE INSERT ON {schema}.%I FROM %s', other.relname, other.grantee::regrole);
                EXECUTE format('GRANT INSERT (%s) ON {schema}.%I TO %s', other.columns, other.relname, other.grantee::regrole);
            END LOOP;
        END
        $withhold$;
        """;

    /// <summary>The version of the tables of this module.</summary>
    public int Version => schema.Version;

    /// <summary>The statement for the version of existing tables: 0 if someone has emptied the version table.</summary>
    public string SelectVersion => $"SELECT coalesce(max(version), 0) FROM {address.Schema}.store_version";

    /// <summary>The version of a store, or null if there is none.</summary>
    /// <param name="connection">An open connection.</param>
    /// <exception cref="CostException"><c>StoreNewer</c>, <c>StoreNotUtf8</c>, <c>StoreDamaged</c>.</exception>
    public int? ReadVersion(NpgsqlConnection connection)
    {
        RequireUtf8(connection);

        // Read from the catalog like any table, because a name lookup caches a missing table for a while.
        using var find = new NpgsqlCommand(
            "SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = 'store_version'",
            connection);
        find.Parameters.Add(new NpgsqlParameter<string> { TypedValue = address.Schema });
        if (find.ExecuteScalar() is null)
        {
            return null;
        }

        using var read = new NpgsqlCommand($"SELECT max(version) FROM {address.Schema}.store_version", connection);
        int? version = read.ExecuteScalar() as int?;
        return version > Version ? throw Newer(version.Value)
            : version > 0 ? version
            : throw Unversioned(version);
    }

    // An empty table, or a version below 1. The structure of the tables is unknown then, so nothing is created or upgraded.
    private CostException Unversioned(int? version) =>
        ServerErrors.StoreDamagedVersion(version is null, address.Shown, address.Schema, version, Version);

    /// <summary>The failure of a store that a newer module has changed.</summary>
    /// <param name="version">Its version.</param>
    public CostException Newer(int version) => ServerErrors.StoreNewer(address.Shown, version, Version);

    /// <summary>The first step of a write: until its transaction ends, no other connection upgrades the tables.</summary>
    public NpgsqlBatchCommand KeepAsItIs()
    {
        var keep = new NpgsqlBatchCommand("SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))");
        keep.Parameters.Add(new NpgsqlParameter<string> { TypedValue = LockName });
        return keep;
    }

    /// <summary>Upgrades a store to the current version, and creates it if it doesn't exist.</summary>
    /// <param name="connection">An open connection.</param>
    /// <exception cref="CostException"><c>StoreNewer</c>.</exception>
    public void Upgrade(NpgsqlConnection connection)
    {
        if (ReadVersion(connection) == Version)
        {
            return;
        }

        using NpgsqlTransaction transaction = connection.BeginTransaction();
        using (var wait = new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", connection))
        {
            wait.Parameters.Add(new NpgsqlParameter<string> { TypedValue = LockName });
            wait.ExecuteNonQuery();
        }

        // Another process may have upgraded while this one waited for the lock.
        int? found = ReadVersion(connection);
        if (found is null)
        {
            MakeSchema(connection);
        }

        for (int version = found ?? 0; version < Version; version++)
        {
            using var step = new NpgsqlCommand(Step(version), connection);
            step.ExecuteNonQuery();
            using var note = new NpgsqlCommand("INSERT INTO store_version (version) VALUES ($1)", connection);
            note.Parameters.Add(new NpgsqlParameter<int> { TypedValue = version + 1 });
            note.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    // The tables of a file, converted for a server.
    private string Step(int version)
    {
        string step = _dialect.Aggregate(schema.Steps[version], (text, word) => text.Replace(word.OfFile, word.OfServer, StringComparison.Ordinal));
        return (version == 0 ? Before + step + After : step).Replace("{schema}", address.Schema, StringComparison.Ordinal);
    }

    // Other encodings lack letters that names have, and SQL_ASCII accepts invalid bytes. The server reports its encoding when a connection begins.
    private void RequireUtf8(NpgsqlConnection connection)
    {
        if (connection.PostgresParameters.TryGetValue("server_encoding", out string? encoding) && encoding != "UTF8")
        {
            throw ServerErrors.StoreNotUtf8(address.Shown, encoding);
        }
    }

    private string LockName => "CostCompass schema " + address.Schema;

    // Checked first: a user who can write to an existing schema doesn't need permission to create one.
    private void MakeSchema(NpgsqlConnection connection)
    {
        using var find = new NpgsqlCommand("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1", connection);
        find.Parameters.Add(new NpgsqlParameter<string> { TypedValue = address.Schema });
        if (find.ExecuteScalar() is null)
        {
            using var make = new NpgsqlCommand($"CREATE SCHEMA {address.Schema}", connection);
            make.ExecuteNonQuery();
        }
    }
}
