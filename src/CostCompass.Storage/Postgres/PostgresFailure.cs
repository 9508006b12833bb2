using System.Net.Sockets;
using Npgsql;

namespace CostCompass.Storage.Postgres;

/// <summary>Describes the server's error codes in words (https://www.postgresql.org/docs/current/errcodes-appendix.html).</summary>
internal static class PostgresFailure
{
    private const string NoPassword = "No password";
    private const string MethodNotAllowed = "authentication method is not allowed";

    /// <summary>Whether a connection was lost or refused, or writes conflicted: what wasn't committed can be repeated.</summary>
    /// <param name="exception">What went wrong.</param>
    public static bool IsPassing(Exception exception) => exception switch
    {
        PostgresException server => server.SqlState is
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.TooManyConnections
            or PostgresErrorCodes.ReadOnlySqlTransaction
            || server.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException { InnerException: AggregateException ofHosts } => ofHosts.InnerExceptions.Any(IsPassing),
        NpgsqlException client => !IsTimeout(client) && !IsRefusal(client) && !IsTlsFailure(client),

        // A connection that broke while rows were written or read may be reported as closed by the next statement.
        ObjectDisposedException or IOException or SocketException => true,
        _ => false,
    };

    /// <summary>Whether it is a failure of the server or of the connection.</summary>
    /// <param name="exception">What went wrong.</param>
    public static bool IsOfServer(Exception exception) => exception is NpgsqlException || IsPassing(exception);

    /// <summary>Whether it fails like a row with data that no version wrote. A bug in this code can look the same.</summary>
    /// <param name="exception">What went wrong.</param>
    public static bool IsOfContent(Exception exception) => exception is FormatException or InvalidCastException or OverflowException or ArgumentException;

    /// <summary>Whether the name of the host, or of each of several hosts, can't be resolved.</summary>
    /// <param name="exception">What went wrong.</param>
    public static bool IsUnknownHost(Exception exception) => exception switch
    {
        SocketException socket => socket.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain,
        NpgsqlException { InnerException: AggregateException ofHosts } => ofHosts.InnerExceptions.All(IsUnknownHost),
        NpgsqlException { InnerException: SocketException socket } => IsUnknownHost(socket),
        _ => false,
    };

    /// <summary>The error for an exception of the server or the connection.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="store">The name of the store.</param>
    public static CostException From(Exception exception, string store) => exception switch
    {
        PostgresException server => From(server, store),

        // Of several servers, one that permanently fails says more than one that is unavailable.
        NpgsqlException { InnerException: AggregateException ofHosts } when ofHosts.InnerExceptions.FirstOrDefault(one => !IsPassing(one)) is { } cause => From(cause, store),
        NpgsqlException client when IsTimeout(client) => Busy(exception, store),
        NpgsqlException client when IsPoolExhausted(client) => TooManyConnections(exception, store),
        NpgsqlException client when IsOfMethod(client) => new CostException(
            "StoreAccessDenied",
            CostErrorKind.Authentication,
            $"The server of the store '{store}' requests the password unencrypted or as MD5, and its identity isn't verified by a certificate. The password wasn't sent.",
            "Configure scram-sha-256 on the server (password_encryption, pg_hba.conf; then set the password again), or use SSL Mode=VerifyFull.",
            exception),
        NpgsqlException client when IsRefusal(client) => new CostException(
            "StoreAccessDenied",
            CostErrorKind.Authentication,
            client.Message.StartsWith(NoPassword, StringComparison.Ordinal)
                ? $"The server of the store '{store}' requires a password, but the connection string doesn't contain one."
                : $"The server of the store '{store}' and this module have no authentication method in common.",
            "Specify another connection string with Set-CostStore.",
            exception),
        NpgsqlException client when IsWithoutTls(client) => new CostException(
            "StoreTlsFailed",
            CostErrorKind.Connection,
            $"The server of the store '{store}' doesn't support TLS. The password wasn't sent.",
            "Enable TLS on the server (ssl = on), with a certificate for the host name.",
            exception),
        NpgsqlException client when IsTlsFailure(client) => new CostException(
            "StoreTlsFailed",
            CostErrorKind.Connection,
            $"The identity of the server of the store '{store}' can't be verified.",
            "Make sure that the certificate is for the host name, and specify the certificate of your own authority with Root Certificate.",
            exception),
        _ when IsUnknownHost(exception) => new CostException(
            "StoreNotReachable",
            CostErrorKind.Connection,
            $"The host name of the server of the store '{store}' can't be resolved. Nothing was written.",
            "Check the spelling of Host in the connection string, and the name resolution of this computer.",
            exception),
        _ => new CostException(
            "StoreNotReachable",
            CostErrorKind.Connection,
            $"The server of the store '{store}' can't be reached, or the connection was lost. Nothing was written.",
            "Make sure that the server is running and that you can reach it, and run the command again.",
            exception),
    };

    /// <summary>The error of a write whose result is unknown.</summary>
    /// <param name="exception">What went wrong.</param>
    /// <param name="store">The name of the store.</param>
    public static CostException OutcomeUnknown(Exception exception, string store) => new(
        "StoreOutcomeUnknown",
        CostErrorKind.Connection,
        $"The connection to the store '{store}' was lost before the server confirmed a change. The change was made completely or not at all.",
        "Check whether the change was made before you run the command again. You can always repeat readings and imports, because they aren't added twice.",
        exception);

    /// <summary>Whether tables don't exist.</summary>
    /// <param name="exception">What went wrong.</param>
    public static bool IsOfMissingTable(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName };

    /// <summary>The error for a store whose tables were removed or replaced while a session used it.</summary>
    /// <param name="store">The name of the store.</param>
    public static CostException Replaced(string store) => new(
        "StoreMissing",
        CostErrorKind.NotFound,
        $"The tables of the store '{store}' were removed or replaced while this session used it. Nothing was written.",
        "Run the command again when the store is restored. If there are no tables, the next command that stores data creates them.");

    /// <summary>The error for a store with data that no version wrote.</summary>
    /// <param name="exception">What went wrong when it was read.</param>
    /// <param name="store">The name of the store.</param>
    public static CostException Unreadable(Exception exception, string store) => new(
        "StoreDamaged",
        CostErrorKind.Reading,
        $"The store '{store}' contains data that can't be read.",
        "Run Test-CostStore to find the problem, and restore a backup of the server.",
        exception);

    /// <summary>The error for a user who can't create temporary tables in the database. An import without duplicates needs one.</summary>
    /// <param name="store">The name of the store.</param>
    /// <param name="grant">The statement that grants the permission.</param>
    public static CostException NoTemporaryTables(string store, string grant) => new(
        "StoreReadOnly",
        CostErrorKind.PermissionDenied,
        $"This user doesn't have the TEMPORARY permission in the database of the store '{store}'. Nothing was written.",
        $"Ask the owner of the database to run: {grant}");

    /// <summary>The failure of a write that was given something which cannot be written.</summary>
    /// <param name="exception">What went wrong.</param>
    /// <param name="store">The name of the store.</param>
    public static CostException Unwritable(Exception exception, string store) => new(
        "StoreFailed",
        CostErrorKind.InvalidInput,
        $"The store '{store}' can't store a value: {exception.Message} Nothing was written.",
        "Change the value. To check the data in the store, run Test-CostStore.",
        exception);

    private static CostException From(PostgresException exception, string store) => exception.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => new CostException(
            "StoreAccessDenied",
            CostErrorKind.Authentication,
            $"The server of the store '{store}' rejected the user name or the password.",
            "Specify another connection string with Set-CostStore.",
            exception),
        PostgresErrorCodes.InvalidCatalogName => new CostException(
            "StoreNotReachable",
            CostErrorKind.NotFound,
            $"The database of the store '{store}' doesn't exist on the server.",
            "Create it with CREATE DATABASE, or specify another one.",
            exception),
        PostgresErrorCodes.InsufficientPrivilege => new CostException(
            "StoreReadOnly",
            CostErrorKind.Writing,
            $"The store '{store}' doesn't allow this user to do that: {exception.MessageText}.",
            "If the module was updated, run a command as the owner of the store first. Only the owner can copy a store there. For other commands, ask the owner for the role of a member (see docs/team-store.md).",
            exception),
        PostgresErrorCodes.ReadOnlySqlTransaction => new CostException(
            "StoreReadOnly",
            CostErrorKind.Writing,
            $"The server of the store '{store}' is read-only because it is a replica of another server.",
            "Specify all servers in Host, so that CostCompass can find the one that accepts writes.",
            exception),
        PostgresErrorCodes.DiskFull => new CostException(
            "StoreFull",
            CostErrorKind.Writing,
            $"The disk of the server of the store '{store}' is full. Nothing was written.",
            "Free up space on the server and run the command again.",
            exception),
        PostgresErrorCodes.LockNotAvailable => new CostException(
            "StoreBusy",
            CostErrorKind.Writing,
            $"Another session has locked the store '{store}' for too long. Nothing was written.",
            "Run the command again. If the error remains, an administrator of the server can find the session with SELECT pid, locktype, mode FROM pg_locks WHERE granted, and end it with pg_terminate_backend.",
            exception),
        PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => Busy(exception, store),
        PostgresErrorCodes.TooManyConnections => TooManyConnections(exception, store),
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => new CostException(
            "StoreDamaged",
            CostErrorKind.Reading,
            $"The store '{store}' is damaged or isn't a CostCompass store.",
            "Restore a backup of the server.",
            exception),
        _ when IsPassing(exception) => new CostException(
            "StoreNotReachable",
            CostErrorKind.Connection,
            $"The server of the store '{store}' is shutting down or starting. Nothing was written.",
            "Run the command again when the server is running.",
            exception),
        _ when IsOfValue(exception) => new CostException(
            "StoreFailed",
            CostErrorKind.InvalidInput,
            $"The server of the store '{store}' can't store a value: {exception.MessageText}. Nothing was written.",
            "Change the value before you run the command again.",
            exception),
        _ => new CostException(
            "StoreFailed",
            CostErrorKind.Unspecified,
            $"The store '{store}' failed: {exception.MessageText}",
            "Run the command again.",
            exception),
    };

    private static CostException Busy(Exception exception, string store) => new(
        "StoreBusy",
        CostErrorKind.Writing,
        $"The store '{store}' is busy: other processes are writing to it, or it took too long to respond.",
        "Try again.",
        exception);

    private static CostException TooManyConnections(Exception exception, string store) => new(
        "StoreBusy",
        CostErrorKind.LimitReached,
        $"The store '{store}' doesn't accept more connections for this user, this database, this process or in total. A session needs two connections.",
        "Increase CONNECTION LIMIT of the user or the database, max_connections of the server, or Maximum Pool Size, or end other sessions.",
        exception);

    // Data exceptions, and values that exceed limits of the server.
    private static bool IsOfValue(PostgresException exception) => exception.SqlState[..2] is "22" or "54";

    private static bool IsTimeout(NpgsqlException exception) => exception.InnerException is TimeoutException && exception.Message.Contains("reading", StringComparison.Ordinal);

    private static bool IsPoolExhausted(NpgsqlException exception) => exception.Message.Contains("pool has been exhausted", StringComparison.Ordinal);

    // Npgsql has no codes for its own errors.
    private static bool IsRefusal(NpgsqlException exception) => exception is not PostgresException
        && (IsOfMethod(exception) || exception.Message.StartsWith(NoPassword, StringComparison.Ordinal)
            || exception.Message.Contains("SASL", StringComparison.Ordinal) || exception.Message.Contains("SCRAM", StringComparison.Ordinal));

    private static bool IsOfMethod(NpgsqlException exception) => exception.Message.Contains(MethodNotAllowed, StringComparison.Ordinal);

    private static bool IsWithoutTls(NpgsqlException exception) => exception.Message.Contains("No SSL enabled", StringComparison.Ordinal);

    private static bool IsTlsFailure(NpgsqlException exception) => exception.InnerException is System.Security.Authentication.AuthenticationException
        || exception.Message.Contains("SSL", StringComparison.Ordinal);
}
