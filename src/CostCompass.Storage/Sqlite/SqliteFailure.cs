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
        Busy or Locked => new CostException(
            "StoreBusy",
            CostErrorKind.Writing,
            $"The store '{path}' is locked by another process.",
            "Try again. If the problem persists, find the process that keeps the file open.",
            exception),
        ReadOnly => new CostException(
            "StoreReadOnly",
            CostErrorKind.Writing,
            $"The store '{path}' can't be written: the file or its folder is read-only.",
            $"Make sure that you have write permission, or set {StoreFolder.Variable} to another folder.",
            exception),
        Full => new CostException(
            "StoreFull",
            CostErrorKind.Writing,
            $"The disk with the store '{path}' is full. Nothing was written.",
            "Free up space and run the command again.",
            exception),
        InputOutput => new CostException(
            "StoreInputOutput",
            CostErrorKind.Writing,
            $"The disk failed to read or write the store '{path}'. Nothing was written.",
            "Check whether the disk is full or failing, and run the command again.",
            exception),
        Corrupt or NotADatabase => new CostException(
            "StoreDamaged",
            CostErrorKind.Reading,
            $"The store '{path}' is damaged or isn't a CostCompass store.",
            "To find the problem, run Test-CostStore. To restore a backup and keep the damaged file, run Restore-CostStore.",
            exception),
        CannotOpen => new CostException(
            "StoreNotReachable",
            CostErrorKind.Reading,
            $"The store '{path}' can't be opened.",
            $"Make sure that the folder exists and that you have permission to read and write it, or set {StoreFolder.Variable} to another folder.",
            exception),
        _ => new CostException(
            "StoreFailed",
            CostErrorKind.Unspecified,
            $"The store '{path}' failed: {exception.Message}",
            "Run the command again.",
            exception),
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

    /// <summary>The error of a read during which someone else wrote, if the reader doesn't have permission to lock the file.</summary>
    /// <param name="exception">The exception, or null.</param>
    /// <param name="path">The file of the store.</param>
    public static CostException Changed(Exception? exception, string path) => new(
        "StoreBusy",
        CostErrorKind.Reading,
        $"The store '{path}' was changed while it was read. You don't have write permission for its folder, so the command can't lock it.",
        "Run the command again.",
        exception);

    /// <summary>The error for a store with data that no version wrote.</summary>
    /// <param name="exception">The exception that occurred when it was read.</param>
    /// <param name="path">The file of the store.</param>
    public static CostException Unreadable(Exception exception, string path) => new(
        "StoreDamaged",
        CostErrorKind.Reading,
        $"The store '{path}' contains data that can't be read.",
        "Run Test-CostStore to find the problem, and restore a backup with Restore-CostStore.",
        exception);
}
