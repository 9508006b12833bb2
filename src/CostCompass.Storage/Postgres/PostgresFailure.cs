using System.Net.Sockets;
using Npgsql;

namespace CostCompass.Storage.Postgres;

/// <summary>Says in a person's words what the server's codes mean (https://www.postgresql.org/docs/current/errcodes-appendix.html).</summary>
internal static class PostgresFailure
{
    private const string NoPassword = "No password";
    private const string MethodNotAllowed = "authentication method is not allowed";

    /// <summary>Whether a connection was lost or refused, or writes got into each other's way: what was not committed can be done again.</summary>
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

        // A connection that broke while rows were written or read may be found closed by the next statement.
        ObjectDisposedException or IOException or SocketException => true,
        _ => false,
    };

    /// <summary>Whether it is a failure of the server or of the connection to it.</summary>
    /// <param name="exception">What went wrong.</param>
    public static bool IsOfServer(Exception exception) => exception is NpgsqlException || IsPassing(exception);

    /// <summary>Whether something failed as it does when a row holds what no version wrote. An error of this code can look the same.</summary>
    /// <param name="exception">What went wrong.</param>
    public static bool IsOfContent(Exception exception) => exception is FormatException or InvalidCastException or OverflowException or ArgumentException;

    /// <summary>Whether the name of the host, or of each of several, is not known.</summary>
    /// <param name="exception">What went wrong.</param>
    public static bool IsUnknownHost(Exception exception) => exception switch
    {
        SocketException socket => socket.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain,
        NpgsqlException { InnerException: AggregateException ofHosts } => ofHosts.InnerExceptions.All(IsUnknownHost),
        NpgsqlException { InnerException: SocketException socket } => IsUnknownHost(socket),
        _ => false,
    };

    /// <summary>The failure that an exception of the server or of the connection stands for.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="store">The name of the store.</param>
    public static CostException From(Exception exception, string store) => exception switch
    {
        PostgresException server => From(server, store),

        // Of several servers the one that will never do tells more than one that is away.
        NpgsqlException { InnerException: AggregateException ofHosts } when ofHosts.InnerExceptions.FirstOrDefault(one => !IsPassing(one)) is { } cause => From(cause, store),
        NpgsqlException client when IsTimeout(client) => Busy(exception, store),
        NpgsqlException client when IsPoolExhausted(client) => TooManyConnections(exception, store),
        NpgsqlException client when IsOfMethod(client) => new CostException(
            "StoreAccessDenied",
            CostErrorKind.Authentication,
            $"The server of the store '{store}' asks for the password in clear or as MD5, and has not proven by a certificate that it is the one. The password was not sent.",
            "Let the server ask with scram-sha-256 (password_encryption, pg_hba.conf; then set the password again), or give SSL Mode=VerifyFull.",
            exception),
        NpgsqlException client when IsRefusal(client) => new CostException(
            "StoreAccessDenied",
            CostErrorKind.Authentication,
            client.Message.StartsWith(NoPassword, StringComparison.Ordinal)
                ? $"The server of the store '{store}' asks for a password, and the connection string has none."
                : $"The server of the store '{store}' and this module know no common way to prove who you are.",
            "Give another connection string with Set-CostStore.",
            exception),
        NpgsqlException client when IsWithoutTls(client) => new CostException(
            "StoreTlsFailed",
            CostErrorKind.Connection,
            $"The server of the store '{store}' offers no TLS. The password was not sent.",
            "Have TLS turned on at the server (ssl = on), with a certificate for the name of the host.",
            exception),
        NpgsqlException client when IsTlsFailure(client) => new CostException(
            "StoreTlsFailed",
            CostErrorKind.Connection,
            $"The server of the store '{store}' did not prove that it is the one.",
            "See whether the certificate is for the name of the host, and name the certificate of your own authority with Root Certificate.",
            exception),
        _ when IsUnknownHost(exception) => new CostException(
            "StoreNotReachable",
            CostErrorKind.Connection,
            $"Nothing is known under the name of the server of the store '{store}'. Nothing was written.",
            "See whether Host in the connection string is spelled right, and whether this machine can look names up.",
            exception),
        _ => new CostException(
            "StoreNotReachable",
            CostErrorKind.Connection,
            $"The server of the store '{store}' cannot be reached, or the connection to it was lost. Nothing was written.",
            "See whether the server runs and whether you can reach it, and run the command again.",
            exception),
    };

    /// <summary>The failure of a write whose end was not heard of any more.</summary>
    /// <param name="exception">What went wrong.</param>
    /// <param name="store">The name of the store.</param>
    public static CostException OutcomeUnknown(Exception exception, string store) => new(
        "StoreOutcomeUnknown",
        CostErrorKind.Connection,
        $"The connection to the store '{store}' was lost at the moment at which it was to confirm a change. All of the change is there, or nothing of it.",
        "Look whether it is there before you run the command again. Readings and imports can be repeated: what is there already is not added twice.",
        exception);

    /// <summary>Whether tables are not there.</summary>
    /// <param name="exception">What went wrong.</param>
    public static bool IsOfMissingTable(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName };

    /// <summary>The failure of a store whose tables were taken away, or exchanged for older ones, while a session used it.</summary>
    /// <param name="store">The name of the store.</param>
    public static CostException Replaced(string store) => new(
        "StoreMissing",
        CostErrorKind.NotFound,
        $"The tables of the store '{store}' were removed or replaced while this session used it. Nothing was written.",
        "Run the command again when the store is as it should be: it takes the store as it is then, and the first command that writes makes tables where there are none.");

    /// <summary>The failure of a store in which something stands that no version wrote.</summary>
    /// <param name="exception">What went wrong when it was read.</param>
    /// <param name="store">The name of the store.</param>
    public static CostException Unreadable(Exception exception, string store) => new(
        "StoreDamaged",
        CostErrorKind.Reading,
        $"The store '{store}' holds something unreadable.",
        "Test-CostStore tells what; bring a backup of the server back.",
        exception);

    /// <summary>The failure of a user who can't create temporary tables in the database. An import without duplicates needs one.</summary>
    /// <param name="store">The name of the store.</param>
    /// <param name="grant">The statement that grants the right.</param>
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
        $"The store '{store}' cannot take this: {exception.Message} Nothing was written.",
        "Change what is given. Test-CostStore tells whether what is in the store already is sound.",
        exception);

    private static CostException From(PostgresException exception, string store) => exception.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => new CostException(
            "StoreAccessDenied",
            CostErrorKind.Authentication,
            $"The server of the store '{store}' did not accept the user or the password.",
            "Give another connection string with Set-CostStore.",
            exception),
        PostgresErrorCodes.InvalidCatalogName => new CostException(
            "StoreNotReachable",
            CostErrorKind.NotFound,
            $"There is no database of the store '{store}' on the server.",
            "Make it with CREATE DATABASE, or name another one.",
            exception),
        PostgresErrorCodes.InsufficientPrivilege => new CostException(
            "StoreReadOnly",
            CostErrorKind.Writing,
            $"The store '{store}' does not let this user do that: {exception.MessageText}.",
            "If the module was updated, run a command as the owner of the store first. Only the owner can copy a store there. For other commands, ask the owner for the role of a member (see docs/team-store.md).",
            exception),
        PostgresErrorCodes.ReadOnlySqlTransaction => new CostException(
            "StoreReadOnly",
            CostErrorKind.Writing,
            $"The server of the store '{store}' takes no writes: it is a copy of another one.",
            "Name every server in Host, so that the one that takes writes is found.",
            exception),
        PostgresErrorCodes.DiskFull => new CostException(
            "StoreFull",
            CostErrorKind.Writing,
            $"The disk of the server of the store '{store}' is full. Nothing was written.",
            "Free some space on the server and run the command again.",
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
            $"The store '{store}' is damaged, or is not a store of CostCompass.",
            "Bring a backup of the server back.",
            exception),
        _ when IsPassing(exception) => new CostException(
            "StoreNotReachable",
            CostErrorKind.Connection,
            $"The server of the store '{store}' is shutting down or starting. Nothing was written.",
            "Run the command again when the server runs.",
            exception),
        _ when IsOfValue(exception) => new CostException(
            "StoreFailed",
            CostErrorKind.InvalidInput,
            $"The server of the store '{store}' cannot take a value: {exception.MessageText}. Nothing was written.",
            "Change what is given: the same again fails again.",
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
        $"The store '{store}' is busy: others are writing to it, or it took too long to answer.",
        "Try again.",
        exception);

    private static CostException TooManyConnections(Exception exception, string store) => new(
        "StoreBusy",
        CostErrorKind.LimitReached,
        $"The store '{store}' lets no further connection in, for this user, this database, this process or at all. A session needs two at once.",
        "Raise CONNECTION LIMIT of the user or the database, max_connections of the server, or Maximum Pool Size, or end other sessions.",
        exception);

    // Data exceptions, and limits of the server that a value goes beyond.
    private static bool IsOfValue(PostgresException exception) => exception.SqlState[..2] is "22" or "54";

    private static bool IsTimeout(NpgsqlException exception) => exception.InnerException is TimeoutException && exception.Message.Contains("reading", StringComparison.Ordinal);

    private static bool IsPoolExhausted(NpgsqlException exception) => exception.Message.Contains("pool has been exhausted", StringComparison.Ordinal);

    // Npgsql has no codes for what it does not get from the server.
    private static bool IsRefusal(NpgsqlException exception) => exception is not PostgresException
        && (IsOfMethod(exception) || exception.Message.StartsWith(NoPassword, StringComparison.Ordinal)
            || exception.Message.Contains("SASL", StringComparison.Ordinal) || exception.Message.Contains("SCRAM", StringComparison.Ordinal));

    private static bool IsOfMethod(NpgsqlException exception) => exception.Message.Contains(MethodNotAllowed, StringComparison.Ordinal);

    private static bool IsWithoutTls(NpgsqlException exception) => exception.Message.Contains("No SSL enabled", StringComparison.Ordinal);

    private static bool IsTlsFailure(NpgsqlException exception) => exception.InnerException is System.Security.Authentication.AuthenticationException
        || exception.Message.Contains("SSL", StringComparison.Ordinal);
}
