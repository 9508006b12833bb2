namespace CostCompass.Storage.Sql;

/// <summary>
/// The tables of a store, defined once for both databases. The text is that of a file, and <see cref="Postgres.PostgresSchema"/> converts it for a
/// server. It uses only what both understand: INTEGER and TEXT, keys, checks, and indexes on columns and expressions.
/// </summary>
/// <param name="Steps">For each version, the statements that upgrade from the previous one.</param>
internal sealed record StoreSchema(IReadOnlyList<string> Steps)
{
    // Amounts are integers of 1e-9 units, or canonical text if they have more decimals. Times are microseconds since 1970 in UTC, and days are
    // ISO 8601 text. The key of a series' snapshots is clustered in a file, so that a span of a history is one run of pages.
    private const string FirstVersion =
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
            series_id     INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
            first_seen    INTEGER NOT NULL,
            last_seen     INTEGER NOT NULL CHECK (last_seen >= first_seen),
            total         INTEGER NOT NULL,
            granted       INTEGER NOT NULL,
            topped_up     INTEGER NOT NULL,
            is_available  INTEGER NOT NULL CHECK (is_available IN (0, 1)),
            used          INTEGER,
            is_usage_only INTEGER NOT NULL DEFAULT 0 CHECK (is_usage_only IN (0, 1)),
            longest_gap   INTEGER CHECK (longest_gap >= 0),
            PRIMARY KEY (series_id, first_seen)
        ) STRICT, WITHOUT ROWID;

        -- The rows that a snapshot was joined from, where they were imported.
        CREATE TABLE snapshot_piece (
            series_id  INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
            first_seen INTEGER NOT NULL,
            last_seen  INTEGER NOT NULL CHECK (last_seen >= first_seen),
            PRIMARY KEY (series_id, first_seen)
        ) STRICT, WITHOUT ROWID;

        -- A removed event stays, so that what was known before its removal can be told again.
        CREATE TABLE balance_event (
            id          INTEGER PRIMARY KEY,
            account     TEXT NOT NULL COLLATE NOCASE,
            currency    TEXT NOT NULL,
            kind        TEXT NOT NULL,
            amount      INTEGER NOT NULL CHECK (amount > 0),
            at          INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            since       INTEGER CHECK (since <= at),
            removed_at  INTEGER
        ) STRICT;

        CREATE INDEX balance_event_at ON balance_event (account, currency, at);

        -- AUTOINCREMENT: the number of a removed table is never given to another one.
        CREATE TABLE price_table (
            version     INTEGER PRIMARY KEY AUTOINCREMENT,
            kind        TEXT NOT NULL,
            name        TEXT NOT NULL,
            imported_at INTEGER NOT NULL,
            content     TEXT NOT NULL
        ) STRICT;

        CREATE TABLE usage_account (
            id      INTEGER PRIMARY KEY,
            account TEXT NOT NULL UNIQUE COLLATE NOCASE
        ) STRICT;

        -- Who made calls: one row for each session of an agent.
        CREATE TABLE usage_origin (
            id         INTEGER PRIMARY KEY,
            account_id INTEGER NOT NULL REFERENCES usage_account (id) ON DELETE CASCADE,
            agent      TEXT NOT NULL,
            project    TEXT,
            session    TEXT
        ) STRICT;
        CREATE INDEX usage_origin_account ON usage_origin (account_id);

        -- How far the logs of agents were read on each computer.
        CREATE TABLE usage_log (
            account_id  INTEGER NOT NULL REFERENCES usage_account (id) ON DELETE CASCADE,
            host        TEXT NOT NULL,
            path        TEXT NOT NULL,
            length      INTEGER NOT NULL CHECK (length >= 0),
            modified    INTEGER,
            fingerprint TEXT NOT NULL,
            read_to     INTEGER NOT NULL CHECK (read_to BETWEEN 0 AND length),
            line        INTEGER NOT NULL CHECK (line > 0),
            session     TEXT,
            read_at     INTEGER NOT NULL,
            PRIMARY KEY (account_id, host, path)
        ) STRICT, WITHOUT ROWID;

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
            reasoning   INTEGER CHECK (reasoning >= 0),
            searches    INTEGER NOT NULL DEFAULT 0 CHECK (searches >= 0),
            origin_id   INTEGER
        ) STRICT;

        CREATE INDEX metered_call_at ON metered_call (account_id, at);
        CREATE UNIQUE INDEX metered_call_identified ON metered_call (account_id, response_id) WHERE response_id IS NOT NULL;

        CREATE UNIQUE INDEX metered_call_nameless
            ON metered_call (account_id, at, model, cache_hit, cache_miss, output, coalesce(reasoning, -1)) WHERE response_id IS NULL;

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

        -- What was derived from a balance elsewhere keeps its quality and bounds; low and high are null for what was billed.
        CREATE TABLE report_cost (
            id          INTEGER PRIMARY KEY,
            series_id   INTEGER NOT NULL REFERENCES report_series (id) ON DELETE CASCADE,
            from_at     INTEGER NOT NULL,
            to_at       INTEGER NOT NULL CHECK (to_at > from_at),
            service     TEXT NOT NULL,
            model       TEXT NOT NULL,
            amount      TEXT NOT NULL,
            recorded_at INTEGER NOT NULL,
            replaced_at INTEGER,
            quality     TEXT NOT NULL DEFAULT 'Reported',
            low         TEXT,
            high        TEXT
        ) STRICT;

        CREATE INDEX report_cost_until ON report_cost (series_id, to_at);

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

        CREATE TABLE quote (
            number            INTEGER PRIMARY KEY,
            id                TEXT NOT NULL UNIQUE COLLATE NOCASE,
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
            searches          INTEGER NOT NULL DEFAULT 0 CHECK (searches >= 0),
            max_searches      INTEGER NOT NULL DEFAULT 0 CHECK (max_searches >= searches),
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
            searches_used     INTEGER,
            actual            TEXT,
            refunded          TEXT,
            overrun           TEXT
        ) STRICT;

        CREATE INDEX quote_open ON quote (account, currency, reserved_until) WHERE settled_at IS NULL AND removed_at IS NULL;

        CREATE INDEX quote_settled ON quote (account, currency, settled_at) WHERE settled_at IS NOT NULL;

        CREATE INDEX quote_reserved_at ON quote (reserved_at);

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
            type       TEXT NOT NULL,
            cost       TEXT NOT NULL,
            import_id  INTEGER NOT NULL REFERENCES export_import (id) ON DELETE CASCADE,
            PRIMARY KEY (account_id, starts_at, ends_at, model, wallet, currency, type)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE export_coverage (
            account_id INTEGER NOT NULL REFERENCES export_account (id) ON DELETE CASCADE,
            kind       TEXT NOT NULL,
            starts_at  INTEGER NOT NULL,
            ends_at    INTEGER NOT NULL CHECK (ends_at > starts_at),
            PRIMARY KEY (account_id, kind, starts_at)
        ) STRICT, WITHOUT ROWID;
        """;

    /// <summary>The schema of this module.</summary>
    public static StoreSchema Current { get; } = new([FirstVersion]);

    /// <summary>The version of the schema.</summary>
    public int Version => Steps.Count;

    /// <summary>The schema of the next version.</summary>
    /// <param name="step">The statements of the upgrade.</param>
    public StoreSchema With(string step) => new([.. Steps, step]);
}
