using Npgsql;

namespace CostCompass.Storage.Postgres;

/// <summary>All errors of a store on a server, so that each is worded once.</summary>
internal static class ServerErrors
{
    public static CostException InvalidConnectionString(string why) => new(
        "InvalidConnectionString",
        CostErrorKind.InvalidInput,
        $"The connection string is not valid: {why}.",
        "Specify keys and values such as 'Host=db.example.com;Database=costs;Username=me;Password=...'. The connection string isn't shown because it may contain a password.");

    public static CostException StoreAccessDeniedPasswordNotSent(string store, Exception cause) => new(
        "StoreAccessDenied",
        CostErrorKind.Authentication,
        $"The server of the store '{store}' requests the password unencrypted or as MD5, and its identity isn't verified by a certificate. The password wasn't sent.",
        "Configure scram-sha-256 on the server (password_encryption, pg_hba.conf; then set the password again), or use SSL Mode=VerifyFull.",
        cause);

    public static CostException StoreAccessDeniedNoMethod(bool isPasswordMissing, string store, Exception cause) => new(
        "StoreAccessDenied",
        CostErrorKind.Authentication,
        isPasswordMissing ? $"The server of the store '{store}' requires a password, but the connection string doesn't contain one." : $"The server of the store '{store}' and this module have no authentication method in common.",
        "Specify another connection string with Set-CostStore or in COSTCOMPASS_STORE.",
        cause);

    public static CostException StoreAccessDenied(string store, Exception cause) => new(
        "StoreAccessDenied",
        CostErrorKind.Authentication,
        $"The server of the store '{store}' rejected the user name or the password.",
        "Specify another connection string with Set-CostStore or in COSTCOMPASS_STORE.",
        cause);

    public static CostException StoreBusyLocked(string store, Exception cause) => new(
        "StoreBusy",
        CostErrorKind.Writing,
        $"Another session has locked the store '{store}' for too long. Nothing was written.",
        "Run the command again. If the error remains, an administrator of the server can find the session with SELECT pid, locktype, mode FROM pg_locks WHERE granted, and end it with pg_terminate_backend.",
        cause);

    public static CostException StoreBusy(Exception cause, string store) => new(
        "StoreBusy",
        CostErrorKind.Writing,
        $"The store '{store}' is busy: other processes are writing to it, or it took too long to respond.",
        "Try again.",
        cause);

    public static CostException StoreBusyConnections(Exception cause, string store) => new(
        "StoreBusy",
        CostErrorKind.LimitReached,
        $"The store '{store}' doesn't accept more connections for this user, this database, this process or in total. A session needs two connections.",
        "Increase CONNECTION LIMIT of the user or the database, max_connections of the server, or Maximum Pool Size, or end other sessions.",
        cause);

    public static CostException StoreDamagedContent(Exception cause, string store) => new(
        "StoreDamaged",
        CostErrorKind.Reading,
        $"The store '{store}' contains data that can't be read.",
        "Run Test-CostStore to find the problem, and restore a backup of the server.",
        cause);

    public static CostException StoreDamaged(string store, Exception cause) => new(
        "StoreDamaged",
        CostErrorKind.Reading,
        $"The store '{store}' is damaged or isn't a CostCompass store.",
        "Restore a backup of the server.",
        cause);

    public static CostException StoreDamagedVersion(bool isMissing, string store, string schema, int? version, int supported) => new(
        "StoreDamaged",
        CostErrorKind.Reading,
        isMissing ? $"The store '{store}' is damaged: the table {schema}.store_version is empty. The store wasn't changed." : string.Create(CultureInfo.InvariantCulture, $"The store '{store}' is damaged: the table {schema}.store_version contains version {version}, which isn't a valid store version. The store wasn't changed."),
        string.Create(CultureInfo.InvariantCulture, $"Restore a backup of the server. If only this table was changed, the owner of the store can correct it: DELETE FROM {schema}.store_version; INSERT INTO {schema}.store_version (version) VALUES ({supported})"));

    public static CostException StoreFailedUnwritable(Exception cause, string store) => new(
        "StoreFailed",
        CostErrorKind.InvalidInput,
        $"The store '{store}' can't store a value: {cause.Message} Nothing was written.",
        "Change the value. To check the data in the store, run Test-CostStore.",
        cause);

    public static CostException StoreFailedValue(string store, string messageText, Exception cause) => new(
        "StoreFailed",
        CostErrorKind.InvalidInput,
        $"The server of the store '{store}' can't store a value: {messageText}. Nothing was written.",
        "Change the value before you run the command again.",
        cause);

    public static CostException StoreFailed(string store, string messageText, Exception cause) => new(
        "StoreFailed",
        CostErrorKind.Unspecified,
        $"The store '{store}' failed: {messageText}",
        "Run the command again.",
        cause);

    public static CostException StoreFull(string store, Exception cause) => new(
        "StoreFull",
        CostErrorKind.Writing,
        $"The disk of the server of the store '{store}' is full. Nothing was written.",
        "Free up space on the server and run the command again.",
        cause);

    public static CostException StoreMissingTables(string store) => new(
        "StoreMissing",
        CostErrorKind.NotFound,
        $"The tables of the store '{store}' were removed or replaced while this session used it. Nothing was written.",
        "Run the command again when the store is restored. If there are no tables, the next command that stores data creates them.");

    public static CostException StoreNewer(string store, int version, int supported) => new(
        "StoreNewer",
        CostErrorKind.Reading,
        string.Create(CultureInfo.InvariantCulture, $"The store '{store}' has version {version}, but this CostCompass supports versions up to {supported}. The store wasn't changed."),
        "Update the CostCompass module.");

    public static CostException StoreNotReachableHost(string store, Exception cause) => new(
        "StoreNotReachable",
        CostErrorKind.Connection,
        $"The host name of the server of the store '{store}' can't be resolved. Nothing was written.",
        "Check the spelling of Host in the connection string, and the name resolution of this computer.",
        cause);

    public static CostException StoreNotReachable(string store, Exception cause) => new(
        "StoreNotReachable",
        CostErrorKind.Connection,
        $"The server of the store '{store}' can't be reached, or the connection was lost. Nothing was written.",
        "Make sure that the server is running and that you can reach it, and run the command again.",
        cause);

    public static CostException StoreNotReachableDatabase(string store, Exception cause) => new(
        "StoreNotReachable",
        CostErrorKind.NotFound,
        $"The database of the store '{store}' doesn't exist on the server.",
        "Create it with CREATE DATABASE, or specify another one.",
        cause);

    public static CostException StoreNotReachableStarting(string store, Exception cause) => new(
        "StoreNotReachable",
        CostErrorKind.Connection,
        $"The server of the store '{store}' is shutting down or starting. Nothing was written.",
        "Run the command again when the server is running.",
        cause);

    public static CostException StoreNotUtf8(string shown, string encoding) => new(
        "StoreNotUtf8",
        CostErrorKind.InvalidInput,
        $"The database of the store '{shown}' has the encoding {encoding}, but UTF8 is required.",
        "Create a database with CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0, and specify that one.");

    public static CostException StoreOnServer(string path, string why) => new(
        "StoreOnServer",
        CostErrorKind.InvalidInput,
        $"The store '{path}' is on a server and {why}.",
        "Back up the server with its own tools, such as pg_dump. To copy a whole store to or from a file, use Copy-CostStore.");

    public static CostException StoreOutcomeUnknown(Exception cause, string store) => new(
        "StoreOutcomeUnknown",
        CostErrorKind.Connection,
        $"The connection to the store '{store}' was lost before the server confirmed a change. The change was made completely or not at all.",
        "Check whether the change was made before you run the command again. You can always repeat readings and imports, because they aren't added twice.",
        cause);

    public static CostException StoreReadOnlyTemporaryTables(string store, string grant) => new(
        "StoreReadOnly",
        CostErrorKind.PermissionDenied,
        $"This user doesn't have the TEMPORARY permission in the database of the store '{store}'. Nothing was written.",
        $"Ask the owner of the database to run: {grant}");

    public static CostException StoreReadOnlyPermission(string store, string messageText, Exception cause) => new(
        "StoreReadOnly",
        CostErrorKind.Writing,
        $"This user doesn't have the permission for that in the store '{store}': {messageText}.",
        "If the module was updated, run a command as the owner of the store first. Only the owner can copy a store there. For other commands, ask the owner for the role of a member (see docs/team-store.md).",
        cause);

    public static CostException StoreReadOnlyReplica(string store, Exception cause) => new(
        "StoreReadOnly",
        CostErrorKind.Writing,
        $"The server of the store '{store}' is read-only because it is a replica of another server.",
        "Specify all servers in Host, so that CostCompass can find the one that accepts writes.",
        cause);

    public static CostException StoreTlsFailedNotSupported(string store, Exception cause) => new(
        "StoreTlsFailed",
        CostErrorKind.Connection,
        $"The server of the store '{store}' doesn't support TLS. The password wasn't sent.",
        "Enable TLS on the server (ssl = on), with a certificate for the host name.",
        cause);

    public static CostException StoreTlsFailedNotVerified(string store, Exception cause) => new(
        "StoreTlsFailed",
        CostErrorKind.Connection,
        $"The identity of the server of the store '{store}' can't be verified.",
        "Make sure that the certificate is for the host name, and specify the certificate of your own authority with Root Certificate.",
        cause);

    public static CostException StoreTlsRequired(SslMode mode) => new(
        "StoreTlsRequired",
        CostErrorKind.InvalidInput,
        $"The connection string allows a connection without TLS to another computer (SSL Mode={mode}).",
        "Omit SSL Mode: the default, VerifyFull, verifies the server. If its certificate comes from a private authority, also specify Root Certificate.");
}
