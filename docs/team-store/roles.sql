-- The roles of a store that a team shares, and the schema of its tables. An administrator runs this with psql in the database of the store:
--   psql --dbname costs --file roles.sql
-- and then gives the owner a password, which psql asks for and sends encrypted:
--   psql --dbname costs --command '\password costcompass_owner'
-- A second store in the same database has a schema of its own, and one in another database on the same server its own too; the roles are
-- the same ones:
--   psql --dbname costs --set schema=team_b --file roles.sql
-- costcompass_owner makes the tables and brings them to a new version; costcompass_member reads and writes rows and can do nothing else;
-- costcompass_reader reads them. People and runbooks get users of their own, which are members:
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
END
$roles$;

CREATE SCHEMA :"schema" AUTHORIZATION costcompass_owner;
GRANT USAGE ON SCHEMA :"schema" TO costcompass_member, costcompass_reader;

-- What the owner will make belongs to it; the others may use it. Nobody but the owner may make or change a table. The owner takes the right
-- to write the version of the store back when it makes the tables.
ALTER DEFAULT PRIVILEGES FOR ROLE costcompass_owner IN SCHEMA :"schema"
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO costcompass_member;
ALTER DEFAULT PRIVILEGES FOR ROLE costcompass_owner IN SCHEMA :"schema"
    GRANT USAGE, SELECT ON SEQUENCES TO costcompass_member;
ALTER DEFAULT PRIVILEGES FOR ROLE costcompass_owner IN SCHEMA :"schema"
    GRANT SELECT ON TABLES TO costcompass_reader;

-- One function runs as the owner: it lets rows be numbered on from those that a copy brought.
ALTER DEFAULT PRIVILEGES FOR ROLE costcompass_owner
    REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE costcompass_owner IN SCHEMA :"schema"
    GRANT EXECUTE ON FUNCTIONS TO costcompass_member;

COMMIT;
