using System.Globalization;
using CostCompass.Accounts;
using CostCompass.Errors;
using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite;

/// <summary>The versions of the store's tables. Each step to the next version runs in one transaction.</summary>
internal static class SqliteSchema
{
    /// <summary>Marks a file as a store of CostCompass ("CCmp").</summary>
    public const int ApplicationId = 0x43436D70;

    // Amounts are integers of 1e-9 units; instants are microseconds since 1970 in UTC. The key of a series' snapshots is
    // clustered, so that a span of a history is one run of pages however long the history is.
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE account (
            name          TEXT NOT NULL PRIMARY KEY COLLATE NOCASE,
            provider      TEXT NOT NULL,
            base_uri      TEXT NOT NULL,
            key_source    TEXT NOT NULL,
            key_reference TEXT,
            secret_vault  TEXT
        ) STRICT;

        CREATE TABLE series (
            id       INTEGER PRIMARY KEY,
            account  TEXT NOT NULL COLLATE NOCASE,
            provider TEXT NOT NULL,
            currency TEXT NOT NULL,
            UNIQUE (account, provider, currency)
        ) STRICT;

        CREATE TABLE snapshot (
            series_id    INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
            first_seen   INTEGER NOT NULL,
            last_seen    INTEGER NOT NULL CHECK (last_seen >= first_seen),
            total        INTEGER NOT NULL,
            granted      INTEGER NOT NULL,
            topped_up    INTEGER NOT NULL,
            is_available INTEGER NOT NULL CHECK (is_available IN (0, 1)),
            PRIMARY KEY (series_id, first_seen)
        ) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE balance_event (
            id          INTEGER PRIMARY KEY,
            account     TEXT NOT NULL COLLATE NOCASE,
            currency    TEXT NOT NULL,
            kind        TEXT NOT NULL,
            amount      INTEGER NOT NULL CHECK (amount > 0),
            at          INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL
        ) STRICT;

        CREATE INDEX balance_event_at ON balance_event (account, currency, at);
        """,

        // AUTOINCREMENT: the number of a removed table is not given to another one.
        """
        CREATE TABLE price_table (
            version     INTEGER PRIMARY KEY AUTOINCREMENT,
            kind        TEXT NOT NULL,
            name        TEXT NOT NULL,
            imported_at INTEGER NOT NULL,
            content     TEXT NOT NULL
        ) STRICT;
        """,
        """
        CREATE TABLE usage_account (
            id      INTEGER PRIMARY KEY,
            account TEXT NOT NULL UNIQUE COLLATE NOCASE
        ) STRICT;

        CREATE TABLE metered_call (
            id          INTEGER PRIMARY KEY,
            account_id  INTEGER NOT NULL REFERENCES usage_account (id) ON DELETE CASCADE,
            response_id TEXT,
            at          INTEGER NOT NULL,
            started_at  INTEGER,
            model       TEXT NOT NULL,
            cache_hit   INTEGER NOT NULL CHECK (cache_hit >= 0),
            cache_miss  INTEGER NOT NULL CHECK (cache_miss >= 0),
            output      INTEGER NOT NULL CHECK (output >= 0),
            reasoning   INTEGER CHECK (reasoning >= 0)
        ) STRICT;

        CREATE INDEX metered_call_at ON metered_call (account_id, at);

        CREATE UNIQUE INDEX metered_call_identified ON metered_call (account_id, response_id) WHERE response_id IS NOT NULL;

        CREATE UNIQUE INDEX metered_call_nameless
            ON metered_call (account_id, at, model, cache_hit, cache_miss, output, coalesce(reasoning, -1)) WHERE response_id IS NULL;
        """,
        """
        ALTER TABLE snapshot ADD COLUMN used INTEGER;
        ALTER TABLE snapshot ADD COLUMN is_usage_only INTEGER NOT NULL DEFAULT 0 CHECK (is_usage_only IN (0, 1));

        CREATE TABLE report_series (
            id             INTEGER PRIMARY KEY,
            account        TEXT NOT NULL COLLATE NOCASE,
            provider       TEXT NOT NULL,
            currency       TEXT NOT NULL,
            complete_until INTEGER NOT NULL,
            recorded_at    INTEGER NOT NULL,
            UNIQUE (account, provider, currency)
        ) STRICT;

        CREATE TABLE report_span (
            series_id   INTEGER NOT NULL REFERENCES report_series (id) ON DELETE CASCADE,
            from_at     INTEGER NOT NULL,
            to_at       INTEGER NOT NULL CHECK (to_at > from_at),
            recorded_at INTEGER NOT NULL,
            PRIMARY KEY (series_id, from_at)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE report_cost (
            id          INTEGER PRIMARY KEY,
            series_id   INTEGER NOT NULL REFERENCES report_series (id) ON DELETE CASCADE,
            from_at     INTEGER NOT NULL,
            to_at       INTEGER NOT NULL CHECK (to_at > from_at),
            service     TEXT NOT NULL,
            model       TEXT NOT NULL,
            amount      TEXT NOT NULL,
            recorded_at INTEGER NOT NULL,
            replaced_at INTEGER
        ) STRICT;

        CREATE INDEX report_cost_until ON report_cost (series_id, to_at);
        """,
        // Days are ISO 8601 text; rates are text, since they have more digits than a number of the store.
        """
        CREATE TABLE subscription (
            id           INTEGER PRIMARY KEY,
            name         TEXT NOT NULL UNIQUE COLLATE NOCASE,
            currency     TEXT NOT NULL,
            first_day    TEXT NOT NULL,
            every_months INTEGER NOT NULL CHECK (every_months > 0),
            last_day     TEXT CHECK (last_day >= first_day)
        ) STRICT;

        CREATE TABLE subscription_amount (
            subscription_id INTEGER NOT NULL REFERENCES subscription (id) ON DELETE CASCADE,
            from_day        TEXT NOT NULL,
            amount          INTEGER NOT NULL CHECK (amount >= 0),
            PRIMARY KEY (subscription_id, from_day)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE exchange_rate (
            from_currency TEXT NOT NULL,
            to_currency   TEXT NOT NULL CHECK (to_currency <> from_currency),
            from_day      TEXT NOT NULL,
            rate          TEXT NOT NULL,
            PRIMARY KEY (from_currency, to_currency, from_day)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE budget (
            name     TEXT NOT NULL PRIMARY KEY COLLATE NOCASE,
            amount   INTEGER NOT NULL CHECK (amount > 0),
            currency TEXT NOT NULL,
            account  TEXT,
            provider TEXT,
            CHECK (account IS NULL OR provider IS NULL)
        ) STRICT;
        """,
        // Costs of single calls have more decimals than amounts of a balance: they are canonical text.
        """
        CREATE TABLE quote (
            id                TEXT NOT NULL PRIMARY KEY COLLATE NOCASE,
            account           TEXT NOT NULL COLLATE NOCASE,
            model             TEXT NOT NULL,
            billed_as         TEXT NOT NULL,
            currency          TEXT NOT NULL,
            at                INTEGER NOT NULL,
            band              TEXT NOT NULL,
            next_band_at      INTEGER,
            next_band         TEXT,
            is_verified       INTEGER NOT NULL CHECK (is_verified IN (0, 1)),
            input_tokens      INTEGER NOT NULL,
            input_tokens_low  INTEGER NOT NULL,
            input_tokens_high INTEGER NOT NULL,
            is_estimated      INTEGER NOT NULL CHECK (is_estimated IN (0, 1)),
            cache_hit_rate    TEXT NOT NULL,
            output_tokens     INTEGER NOT NULL,
            max_output_tokens INTEGER NOT NULL,
            low               TEXT NOT NULL,
            expected          TEXT NOT NULL,
            next_expected     TEXT,
            high              TEXT NOT NULL,
            balance           TEXT NOT NULL,
            balance_at        INTEGER NOT NULL,
            held              TEXT NOT NULL,
            unseen            TEXT NOT NULL,
            reserved_at       INTEGER NOT NULL,
            reserved_until    INTEGER NOT NULL,
            removed_at        INTEGER,
            settled_at        INTEGER,
            completed_at      INTEGER,
            cache_hit_used    INTEGER,
            cache_miss_used   INTEGER,
            output_used       INTEGER,
            actual            TEXT,
            refunded          TEXT,
            overrun           TEXT
        ) STRICT;

        CREATE INDEX quote_open ON quote (account, currency, reserved_until) WHERE settled_at IS NULL AND removed_at IS NULL;
        CREATE INDEX quote_settled ON quote (account, currency, settled_at) WHERE settled_at IS NOT NULL;
        CREATE INDEX quote_reserved_at ON quote (reserved_at);
        """,

        // Prices and costs have up to 16 decimals, so they are canonical text. One row per identity: keys are added up before.
        """
        CREATE TABLE export_account (
            id      INTEGER PRIMARY KEY,
            account TEXT NOT NULL UNIQUE COLLATE NOCASE
        ) STRICT;

        CREATE TABLE export_import (
            id          INTEGER PRIMARY KEY AUTOINCREMENT,
            account_id  INTEGER NOT NULL REFERENCES export_account (id) ON DELETE CASCADE,
            imported_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE export_amount (
            account_id INTEGER NOT NULL REFERENCES export_account (id) ON DELETE CASCADE,
            starts_at  INTEGER NOT NULL,
            ends_at    INTEGER NOT NULL CHECK (ends_at > starts_at),
            model      TEXT NOT NULL,
            type       TEXT NOT NULL,
            price      TEXT NOT NULL,
            amount     TEXT NOT NULL,
            import_id  INTEGER NOT NULL REFERENCES export_import (id) ON DELETE CASCADE,
            PRIMARY KEY (account_id, starts_at, ends_at, model, type, price)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE export_cost (
            account_id INTEGER NOT NULL REFERENCES export_account (id) ON DELETE CASCADE,
            starts_at  INTEGER NOT NULL,
            ends_at    INTEGER NOT NULL CHECK (ends_at > starts_at),
            model      TEXT NOT NULL,
            wallet     TEXT NOT NULL,
            currency   TEXT NOT NULL,
            cost       TEXT NOT NULL,
            import_id  INTEGER NOT NULL REFERENCES export_import (id) ON DELETE CASCADE,
            PRIMARY KEY (account_id, starts_at, ends_at, model, wallet, currency)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE export_coverage (
            account_id INTEGER NOT NULL REFERENCES export_account (id) ON DELETE CASCADE,
            kind       TEXT NOT NULL,
            starts_at  INTEGER NOT NULL,
            ends_at    INTEGER NOT NULL CHECK (ends_at > starts_at),
            PRIMARY KEY (account_id, kind, starts_at)
        ) STRICT, WITHOUT ROWID;
        """,

        // A removed event stays, so that what was known before its removal can be told again. A snapshot that was joined from
        // several imported rows has a piece for each of them.
        """
        ALTER TABLE balance_event ADD COLUMN since INTEGER CHECK (since <= at);
        ALTER TABLE balance_event ADD COLUMN removed_at INTEGER;
        ALTER TABLE snapshot ADD COLUMN longest_gap INTEGER CHECK (longest_gap >= 0);

        CREATE TABLE snapshot_piece (
            series_id  INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
            first_seen INTEGER NOT NULL,
            last_seen  INTEGER NOT NULL CHECK (last_seen >= first_seen),
            PRIMARY KEY (series_id, first_seen)
        ) STRICT, WITHOUT ROWID;
        """,

        // What was derived from a balance elsewhere and imported keeps its quality and bounds; low and high are null for what was billed.
        """
        ALTER TABLE report_cost ADD COLUMN quality TEXT NOT NULL DEFAULT 'Reported';
        ALTER TABLE report_cost ADD COLUMN low TEXT;
        ALTER TABLE report_cost ADD COLUMN high TEXT;
        """,

        // What a call uses beside tokens is charged by the piece.
        """
        ALTER TABLE metered_call ADD COLUMN searches INTEGER NOT NULL DEFAULT 0 CHECK (searches >= 0);
        ALTER TABLE quote ADD COLUMN searches INTEGER NOT NULL DEFAULT 0 CHECK (searches >= 0);
        ALTER TABLE quote ADD COLUMN max_searches INTEGER NOT NULL DEFAULT 0 CHECK (max_searches >= searches);
        ALTER TABLE quote ADD COLUMN searches_used INTEGER;
        """,
    ];

    // Statistics of the query planner, which "ANALYZE" of any program leaves; SQLite creates their tables with this text.
    private static readonly HashSet<(string, string)> Statistics =
    [
        ("table sqlite_stat1", "sqlite_stat1: CREATE TABLE sqlite_stat1(tbl,idx,stat)"),
        ("table sqlite_stat4", "sqlite_stat4: CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"),
    ];

    private static readonly Lazy<IReadOnlyDictionary<string, string>> CurrentDefinitions = new(() => Definitions(Steps.Length));

    /// <summary>The version that this module writes.</summary>
    public static int Version => Steps.Length;

    /// <summary>
    /// Brings a database to the current version. The tables have to be those that its version makes: what else somebody put into a file, a
    /// trigger or a constraint of their own, would act on every later write.
    /// </summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="toCheck">Whether a database of the current version is opened whatever its tables are, to find out.</param>
    /// <exception cref="CostException"><c>StoreNewer</c>; <c>StoreDamaged</c>, also for a file in which nothing is.</exception>
    public static void Upgrade(SqliteConnection connection, string path, bool toCheck = false)
    {
        State state = ReadState(connection);
        int version = RequireVersion(state, path);
        if (version > 0 && !(toCheck && version == Version) && Differences(state, version).FirstOrDefault() is { } difference)
        {
            throw new CostException(
                "StoreDamaged",
                CostErrorKind.Reading,
                $"The store '{path}' is damaged, or was changed by something other than CostCompass: {difference}. It was left as it is.",
                "Run Test-CostStore to see what is wrong, and bring a backup back with Restore-CostStore.");
        }

        switch (version)
        {
            case 0:
                throw new CostException(
                    "StoreDamaged",
                    CostErrorKind.Reading,
                    $"The store '{path}' is empty: it was cut off, for a store is never without its tables. It was left as it is.",
                    "Bring a backup back with Restore-CostStore, or delete the file to begin anew.");
            case var earlier when earlier < Version:
                Create(connection, path);
                break;
        }
    }

    /// <summary>What the tables of a database have that the current version doesn't make, and the other way round, in words.</summary>
    /// <param name="connection">An open connection.</param>
    public static IEnumerable<string> Differences(SqliteConnection connection) => Differences(ReadState(connection), Version);

    /// <summary>Makes the tables of the current version, or those that are missing for it.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="path">The file, for messages.</param>
    public static void Create(SqliteConnection connection, string path)
    {
        connection.Run("PRAGMA journal_mode = WAL");
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);

        // Another process may have upgraded while this one waited for the lock.
        for (int version = RequireVersion(ReadState(connection), path); version < Version; version++)
        {
            connection.Run(Steps[version]);
            connection.Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version + 1}"));
        }

        connection.Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
        transaction.Commit();
    }

    // Every row counts: SQLite takes a trigger or a view for one under any name, also under those that it keeps for itself.
    private static IEnumerable<string> Differences(State state, int version)
    {
        IReadOnlyDictionary<string, string> expected = version == Version ? CurrentDefinitions.Value : Definitions(version);
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string name, string definition) in state.Definitions)
        {
            if (!found.Add(name))
            {
                yield return $"the {ForeignText.Visible(name)} is there twice";
            }
            else if (expected.TryGetValue(name, out string? text) ? text != definition : !Statistics.Contains((name, definition)))
            {
                yield return expected.ContainsKey(name)
                    ? $"the {name} is not as CostCompass makes it"
                    : $"the {ForeignText.Visible(name)} is not one of CostCompass";
            }
        }

        foreach (string name in expected.Keys.Where(name => !found.Contains(name)))
        {
            yield return $"the {name} is missing";
        }
    }

    private static Dictionary<string, string> Definitions(int version)
    {
        using var fresh = new SqliteConnection("Data Source=:memory:");
        fresh.Open();
        foreach (string step in Steps.Take(version))
        {
            fresh.Run(step);
        }

        return ReadState(fresh).Definitions.ToDictionary(one => one.Name, one => one.Definition);
    }

    private static int RequireVersion(State state, string path)
    {
        // Other programs number their versions too, so first whose file it is.
        if (state.Version > 0 ? state.ApplicationId != ApplicationId : state.Definitions.Count > 0)
        {
            throw new CostException(
                "StoreDamaged",
                CostErrorKind.Reading,
                $"The file '{path}' is a database of another program.",
                $"Set {StoreFolder.Variable} to another folder.");
        }

        return state.Version <= Version
            ? state.Version
            : throw new CostException(
                "StoreNewer",
                CostErrorKind.Reading,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The store '{path}' has version {state.Version}; this CostCompass knows versions up to {Version}. It was left as it is."),
                "Update the CostCompass module.");
    }

    // In one statement, and so at one moment: between two, another process may have made the tables of a new store.
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
