using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite;

/// <summary>Describes SQLite's result codes in words (https://www.sqlite.org/rescode.html).</summary>
internal static class SqliteFailure
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Interrupted = 9;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>Whether another process locks the store. That says nothing about its content.</summary>
    /// <param name="exception">The exception.</param>
    public static bool IsBusy(SqliteException exception) => exception.SqliteErrorCode is Busy or Locked;

    /// <summary>Whether the command was stopped while the store was busy with it.</summary>
    /// <param name="exception">The exception.</param>
    public static bool IsOfStop(SqliteException exception) => exception.SqliteErrorCode == Interrupted;

    /// <summary>Whether the file isn't a valid database.</summary>
    /// <param name="exception">The exception.</param>
    public static bool IsOfDamage(SqliteException exception) => exception.SqliteErrorCode is Corrupt or NotADatabase;

    /// <summary>The error for an exception of SQLite.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="path">The file of the store.</param>
    public static CostException From(SqliteException exception, string path) => exception.SqliteErrorCode switch
    {
        Busy or Locked => StoreFileErrors.StoreBusy(path, exception),
        ReadOnly => StoreFileErrors.StoreReadOnly(path, exception),
        Full => StoreFileErrors.StoreFull(path, exception),
        InputOutput => StoreFileErrors.StoreInputOutput(path, exception),
        Corrupt or NotADatabase => StoreFileErrors.StoreDamaged(path, exception),
        CannotOpen => StoreFileErrors.StoreNotReachable(path, exception),
        _ => StoreFileErrors.StoreFailed(path, exception),
    };

    /// <summary>Whether the file, or one next to it, couldn't be opened or written.</summary>
    /// <param name="exception">The exception.</param>
    public static bool IsOfAccess(SqliteException exception) => exception.SqliteErrorCode is ReadOnly or CannotOpen;

    /// <summary>
    /// Whether the content of a row caused the failure: a text that isn't a number, or a missing value. Exceptions of other participants in a
    /// change are theirs.
    /// </summary>
    /// <param name="exception">The exception.</param>
    public static bool IsOfContent(Exception exception) =>
        exception is FormatException or InvalidCastException or OverflowException or ArgumentException

        // If the runtime has inlined a reader, its caller is the source.
        || exception is InvalidOperationException { Source: "CostCompass.Storage" or "Microsoft.Data.Sqlite" or "System.Private.CoreLib" };
}
