-- A store as version 1 of the tables left it: one account, two snapshots.
CREATE TABLE account (
    name          TEXT NOT NULL PRIMARY KEY COLLATE NOCASE,
    provider      TEXT NOT NULL,
    base_uri      TEXT NOT NULL,
    key_source    TEXT NOT NULL,
    key_reference TEXT,
    secret_vault  TEXT
) STRICT;
INSERT INTO "account" VALUES('team','DeepSeek','https://api.deepseek.com/','Environment','TEAM_KEY',NULL);
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
    is_available INTEGER NOT NULL CHECK (is_available IN (0, 1)),
    PRIMARY KEY (series_id, first_seen)
) STRICT, WITHOUT ROWID;
INSERT INTO "snapshot" VALUES(1,1794823200000000,1794826800000000,10000000000,2500000000,7500000000,1);
INSERT INTO "snapshot" VALUES(1,1794830400000000,1794830400000000,9000000001,1500000001,7500000000,1);
PRAGMA application_id = 1128492400;
PRAGMA user_version = 1;
