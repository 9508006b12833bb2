-- Creates the roles and the schema of a store that a team shares. Run it as an administrator with psql, in the database of the store:
--   psql --dbname costs --file roles.sql
-- Then set the password of the owner. psql prompts for it and sends it encrypted:
--   psql --dbname costs --command '\password costcompass_owner'
-- For a second store in the same database, specify another schema. The roles stay the same:
--   psql --dbname costs --set schema=team_b --file roles.sql
-- For a store in another database of the server, run the script in that database.
--
-- costcompass_owner creates and upgrades the tables, and copies a store into them. costcompass_member reads and writes rows.
-- costcompass_reader reads rows. Create a user for each person and runbook, and make it a member:
--   CREATE ROLE ann LOGIN IN ROLE costcompass_member;
\set ON_ERROR_STOP on
\if :{?schema}
\else
\set schema costcompass
\endif
BEGIN;

DO $roles$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'costcompass_owner') THEN
        CREATE ROLE costcompass_owner LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'costcompass_member') THEN
        CREATE ROLE costcompass_member NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'costcompass_reader') THEN
        CREATE ROLE costcompass_reader NOLOGIN;
    END IF;
    -- Importing usage and copying a store use temporary tables. By default everyone can create them, but an administrator may have revoked that.
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO costcompass_owner, costcompass_member', current_database());
END
$roles$;

CREATE SCHEMA :"schema" AUTHORIZATION costcompass_owner;
GRANT USAGE ON SCHEMA :"schema" TO costcompass_member, costcompass_reader;

-- These permissions apply to the tables that the owner creates later. Only the owner can create, change or drop a table. When the owner creates
-- the tables, it revokes two permissions: members can't change the version of the store, and can't choose the numbers of rows.
ALTER DEFAULT PRIVILEGES FOR ROLE costcompass_owner IN SCHEMA :"schema"
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO costcompass_member;
ALTER DEFAULT PRIVILEGES FOR ROLE costcompass_owner IN SCHEMA :"schema"
    GRANT SELECT ON TABLES TO costcompass_reader;

COMMIT;
