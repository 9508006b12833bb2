-- A store as version 10 of the tables left it: one account, two snapshots, one event.
CREATE TABLE account (
    name          TEXT NOT NULL PRIMARY KEY COLLATE NOCASE,
    provider      TEXT NOT NULL,
    base_uri      TEXT NOT NULL,
    key_source    TEXT NOT NULL,
    key_reference TEXT,
    secret_vault  TEXT
) STRICT;
INSERT INTO "account" VALUES('team','DeepSeek','https://api.deepseek.com/','Environment','TEAM_KEY',NULL);
CREATE TABLE balance_event (
    id          INTEGER PRIMARY KEY,
    account     TEXT NOT NULL COLLATE NOCASE,
    currency    TEXT NOT NULL,
    kind        TEXT NOT NULL,
    amount      INTEGER NOT NULL CHECK (amount > 0),
    at          INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL
) STRICT;
INSERT INTO "balance_event" VALUES(1,'team','USD','TopUp',1000000000,1794830000000000,1794830400000000);
CREATE TABLE budget (
    name     TEXT NOT NULL PRIMARY KEY COLLATE NOCASE,
    amount   INTEGER NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    account  TEXT,
    provider TEXT,
    CHECK (account IS NULL OR provider IS NULL)
) STRICT;
CREATE TABLE exchange_rate (
    from_currency TEXT NOT NULL,
    to_currency   TEXT NOT NULL CHECK (to_currency <> from_currency),
    from_day      TEXT NOT NULL,
    rate          TEXT NOT NULL,
    PRIMARY KEY (from_currency, to_currency, from_day)
) STRICT, WITHOUT ROWID;
CREATE TABLE export_account (
    id      INTEGER PRIMARY KEY,
    account TEXT NOT NULL UNIQUE COLLATE NOCASE
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
CREATE TABLE export_import (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id  INTEGER NOT NULL REFERENCES export_account (id) ON DELETE CASCADE,
    imported_at INTEGER NOT NULL
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
CREATE TABLE price_table (
    version     INTEGER PRIMARY KEY AUTOINCREMENT,
    kind        TEXT NOT NULL,
    name        TEXT NOT NULL,
    imported_at INTEGER NOT NULL,
    content     TEXT NOT NULL
) STRICT;
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
, quality TEXT NOT NULL DEFAULT 'Reported', low TEXT, high TEXT) STRICT;
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
CREATE TABLE series (
    id       INTEGER PRIMARY KEY,
    account  TEXT NOT NULL COLLATE NOCASE,
    provider TEXT NOT NULL,
    currency TEXT NOT NULL,
    UNIQUE (account, provider, currency)
) STRICT;
INSERT INTO "series" VALUES(1,'team','DeepSeek','USD');
CREATE TABLE snapshot (
    series_id    INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
    first_seen   INTEGER NOT NULL,
    last_seen    INTEGER NOT NULL CHECK (last_seen >= first_seen),
    total        INTEGER NOT NULL,
    granted      INTEGER NOT NULL,
    topped_up    INTEGER NOT NULL,
    is_available INTEGER NOT NULL CHECK (is_available IN (0, 1)), used INTEGER, is_usage_only INTEGER NOT NULL DEFAULT 0 CHECK (is_usage_only IN (0, 1)),
    PRIMARY KEY (series_id, first_seen)
) STRICT, WITHOUT ROWID;
INSERT INTO "snapshot" VALUES(1,1794823200000000,1794826800000000,10000000000,2500000000,7500000000,1,NULL,0);
INSERT INTO "snapshot" VALUES(1,1794830400000000,1794830400000000,9000000001,1500000001,7500000000,1,NULL,0);
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
CREATE TABLE usage_account (
    id      INTEGER PRIMARY KEY,
    account TEXT NOT NULL UNIQUE COLLATE NOCASE
) STRICT;
CREATE INDEX balance_event_at ON balance_event (account, currency, at);
CREATE INDEX metered_call_at ON metered_call (account_id, at);
CREATE UNIQUE INDEX metered_call_identified ON metered_call (account_id, response_id) WHERE response_id IS NOT NULL;
CREATE UNIQUE INDEX metered_call_nameless
    ON metered_call (account_id, at, model, cache_hit, cache_miss, output, coalesce(reasoning, -1)) WHERE response_id IS NULL;
CREATE INDEX report_cost_until ON report_cost (series_id, to_at);
CREATE INDEX quote_open ON quote (account, currency, reserved_until) WHERE settled_at IS NULL AND removed_at IS NULL;
CREATE INDEX quote_settled ON quote (account, currency, settled_at) WHERE settled_at IS NOT NULL;
CREATE INDEX quote_reserved_at ON quote (reserved_at);
ALTER TABLE balance_event ADD COLUMN since INTEGER CHECK (since <= at);
ALTER TABLE balance_event ADD COLUMN removed_at INTEGER;
ALTER TABLE snapshot ADD COLUMN longest_gap INTEGER CHECK (longest_gap >= 0);
CREATE TABLE snapshot_piece (
    series_id  INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
    first_seen INTEGER NOT NULL,
    last_seen  INTEGER NOT NULL CHECK (last_seen >= first_seen),
    PRIMARY KEY (series_id, first_seen)
) STRICT, WITHOUT ROWID;
PRAGMA application_id = 1128492400;
PRAGMA user_version = 10;
