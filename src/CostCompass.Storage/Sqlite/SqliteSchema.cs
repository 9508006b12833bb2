using CostCompass.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite;

/// <summary>The tables of a store in a file: how they are created, upgraded, and distinguished from those of others.</summary>
/// <param name="schema">The tables.</param>
internal sealed class SqliteSchema(StoreSchema schema)
{
    /// <summary>Marks a file as a store of CostCompass ("CCmp").</summary>
    public const int ApplicationId = 0x43436D70;

    // Statistics of the query planner, which "ANALYZE" of any program leaves; SQLite creates their tables with this text.
    private static readonly HashSet<(string, string)> Statistics =
    [
        ("table sqlite_stat1", "sqlite_stat1: CREATE TABLE sqlite_stat1(tbl,idx,stat)"),
        ("table sqlite_stat4", "sqlite_stat4: CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"),
    ];

    private readonly Lazy<IReadOnlyDictionary<string, string>> _definitions = new(() => Definitions(schema.Steps));

    /// <summary>The schema of this module.</summary>
    public static SqliteSchema Current { get; } = new(StoreSchema.Current);

    /// <summary>Its version.</summary>
    public int Version => schema.Version;

    /// <summary>
    /// Upgrades a database to the current version. Its tables must be those of its version: a foreign trigger or constraint in the file would
    /// affect every later write.
    /// </summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="toCheck">Whether a database of the current version is opened whatever its tables are, to find out.</param>
    /// <exception cref="CostException"><c>StoreNewer</c>; <c>StoreDamaged</c>, also for a file in which nothing is.</exception>
    public void Upgrade(SqliteConnection connection, string path, bool toCheck = false)
    {
        State state = ReadState(connection);
        int version = RequireVersion(state, path);
        if (version > 0 && !(toCheck && version == Version) && Differences(state, version).FirstOrDefault() is { } difference)
        {
            throw StoreFileErrors.StoreDamagedDifference(path, difference);
        }

        if (version == 0)
        {
            throw StoreFileErrors.StoreDamagedEmpty(path);
        }

        if (version < Version)
        {
            Create(connection, path);
        }
    }

    /// <summary>The differences between the tables of a database and those of the current version, in words.</summary>
    /// <param name="connection">An open connection.</param>
    public IEnumerable<string> Differences(SqliteConnection connection) => Differences(ReadState(connection), Version);

    /// <summary>Creates the tables of the current version, or the missing ones.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="path">The file, for messages.</param>
    public void Create(SqliteConnection connection, string path)
    {
        using (SqliteTransaction transaction = connection.BeginTransaction(deferred: false))
        {
            CreateTables(connection, path);
            transaction.Commit();
        }

        // Only now: the tables of a new file are in the file itself. From a log, they would reach it when the connection closes, which doesn't
        // report a full disk.
        connection.Run("PRAGMA journal_mode = WAL");
    }

    private void CreateTables(SqliteConnection connection, string path)
    {
        // Another process may have upgraded while this one waited for the lock.
        for (int version = RequireVersion(ReadState(connection), path); version < Version; version++)
        {
            connection.Run(schema.Steps[version]);
            connection.Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version + 1}"));
        }

        connection.Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
    }

    // Every row counts: SQLite recognizes a trigger or a view under any name, even under names that are reserved for itself.
    private IEnumerable<string> Differences(State state, int version)
    {
        IReadOnlyDictionary<string, string> expected = version == Version ? _definitions.Value : Definitions(schema.Steps.Take(version));
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string name, string definition) in state.Definitions)
        {
            if (!found.Add(name))
            {
                yield return $"the {ForeignText.Visible(name)} exists twice";
            }
            else if (expected.TryGetValue(name, out string? text) ? text != definition : !Statistics.Contains((name, definition)))
            {
                yield return expected.ContainsKey(name)
                    ? $"the {name} differs from the one that CostCompass creates"
                    : $"the {ForeignText.Visible(name)} doesn't belong to CostCompass";
            }
        }

        foreach (string name in expected.Keys.Where(name => !found.Contains(name)))
        {
            yield return $"the {name} is missing";
        }
    }

    private static Dictionary<string, string> Definitions(IEnumerable<string> steps)
    {
        using var fresh = new SqliteConnection("Data Source=:memory:");
        fresh.Open();
        foreach (string step in steps)
        {
            fresh.Run(step);
        }

        return ReadState(fresh).Definitions.ToDictionary(one => one.Name, one => one.Definition);
    }

    private int RequireVersion(State state, string path)
    {
        // Other programs number their versions too, so first whose file it is.
        if (state.Version < 0 && state.ApplicationId == ApplicationId)
        {
            throw StoreFileErrors.StoreDamagedVersion(path, state.Version);
        }

        if (state.Version != 0 ? state.ApplicationId != ApplicationId : state.Definitions.Count > 0)
        {
            throw StoreFileErrors.StoreDamagedForeign(path);
        }

        return state.Version <= Version
            ? state.Version
            : throw StoreFileErrors.StoreNewer(path, state.Version, Version);
    }

    // In one statement, and so at one moment: between two, another process may create the tables of a new store.
    private static State ReadState(SqliteConnection connection)
    {
        using SqliteCommand command = connection.Prepare(
            """
            SELECT v.user_version, a.application_id, s.type IS NOT NULL OR s.name IS NOT NULL,
                   coalesce(CAST(s.type AS TEXT), '') || ' ' || coalesce(CAST(s.name AS TEXT), ''),
                   coalesce(CAST(s.tbl_name AS TEXT), '') || ': ' || coalesce(CAST(s.sql AS TEXT), '')
            FROM pragma_user_version v JOIN pragma_application_id a LEFT JOIN sqlite_schema s ON true
            """);
        using SqliteDataReader reader = command.ExecuteReader();
        var definitions = new List<(string Name, string Definition)>();
        int version = 0;
        int applicationId = 0;
        while (reader.Read())
        {
            version = reader.GetInt32(0);
            applicationId = reader.GetInt32(1);
            if (reader.GetBoolean(2))
            {
                definitions.Add((reader.GetString(3), reader.GetString(4)));
            }
        }

        return new State(version, applicationId, definitions);
    }

    private sealed record State(int Version, int ApplicationId, IReadOnlyList<(string Name, string Definition)> Definitions);
}
