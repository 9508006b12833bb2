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
        NpgsqlException client when IsTimeout(client) => ServerErrors.StoreBusy(exception, store),
        NpgsqlException client when IsPoolExhausted(client) => ServerErrors.StoreBusyConnections(exception, store),
        NpgsqlException client when IsOfMethod(client) => ServerErrors.StoreAccessDeniedPasswordNotSent(store, exception),
        NpgsqlException client when IsRefusal(client) => ServerErrors.StoreAccessDeniedNoMethod(
            client.Message.StartsWith(NoPassword, StringComparison.Ordinal), store, exception),
        NpgsqlException client when IsWithoutTls(client) => ServerErrors.StoreTlsFailedNotSupported(store, exception),
        NpgsqlException client when IsTlsFailure(client) => ServerErrors.StoreTlsFailedNotVerified(store, exception),
        _ when IsUnknownHost(exception) => ServerErrors.StoreNotReachableHost(store, exception),
        _ => ServerErrors.StoreNotReachable(store, exception),
    };

    /// <summary>Whether tables don't exist.</summary>
    /// <param name="exception">What went wrong.</param>
    public static bool IsOfMissingTable(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName };

    private static CostException From(PostgresException exception, string store) => exception.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            ServerErrors.StoreAccessDenied(store, exception),
        PostgresErrorCodes.InvalidCatalogName => ServerErrors.StoreNotReachableDatabase(store, exception),
        PostgresErrorCodes.InsufficientPrivilege => ServerErrors.StoreReadOnlyPermission(store, exception.MessageText, exception),
        PostgresErrorCodes.ReadOnlySqlTransaction => ServerErrors.StoreReadOnlyReplica(store, exception),
        PostgresErrorCodes.DiskFull => ServerErrors.StoreFull(store, exception),
        PostgresErrorCodes.LockNotAvailable => ServerErrors.StoreBusyLocked(store, exception),
        PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected =>
            ServerErrors.StoreBusy(exception, store),
        PostgresErrorCodes.TooManyConnections => ServerErrors.StoreBusyConnections(exception, store),
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.DataCorrupted
            or PostgresErrorCodes.IndexCorrupted => ServerErrors.StoreDamaged(store, exception),
        _ when IsPassing(exception) => ServerErrors.StoreNotReachableStarting(store, exception),
        _ when IsOfValue(exception) => ServerErrors.StoreFailedValue(store, exception.MessageText, exception),
        _ => ServerErrors.StoreFailed(store, exception.MessageText, exception),
    };

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
