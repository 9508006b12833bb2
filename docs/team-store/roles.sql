-- The roles of a store that a team shares. An administrator runs this once in the database of the store, for example:
--   psql --dbname costs --set owner_password=... --file roles.sql
-- costcompass_owner makes the tables and brings them to a new version; costcompass_member reads and writes rows and can do nothing else;
-- costcompass_reader reads them. People and runbooks get users of their own, which are members:
--   CREATE ROLE ann LOGIN PASSWORD '...' IN ROLE costcompass_member;
BEGIN;

CREATE ROLE costcompass_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE costcompass_member NOLOGIN;
CREATE ROLE costcompass_reader NOLOGIN;

CREATE SCHEMA costcompass AUTHORIZATION costcompass_owner;
GRANT USAGE ON SCHEMA costcompass TO costcompass_member, costcompass_reader;

-- What the owner will make belongs to it; the others may use it. Nobody but the owner may make or change a table.
ALTER DEFAULT PRIVILEGES FOR ROLE costcompass_owner IN SCHEMA costcompass
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO costcompass_member;
ALTER DEFAULT PRIVILEGES FOR ROLE costcompass_owner IN SCHEMA costcompass
    GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO costcompass_member;
ALTER DEFAULT PRIVILEGES FOR ROLE costcompass_owner IN SCHEMA costcompass
    GRANT SELECT ON TABLES TO costcompass_reader;

-- The one function that makes something, a table for a month, runs as the owner and takes nothing but the month.
ALTER DEFAULT PRIVILEGES FOR ROLE costcompass_owner
    REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE costcompass_owner IN SCHEMA costcompass
    GRANT EXECUTE ON FUNCTIONS TO costcompass_member;

COMMIT;
