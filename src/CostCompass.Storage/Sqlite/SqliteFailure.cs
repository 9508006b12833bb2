using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite;

/// <summary>Says in a person's words what SQLite's result codes mean (https://www.sqlite.org/rescode.html).</summary>
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

    /// <summary>Whether another process holds the store. That says nothing of what is in it.</summary>
    /// <param name="exception">What went wrong.</param>
    public static bool IsBusy(SqliteException exception) => exception.SqliteErrorCode is Busy or Locked;

    /// <summary>Whether the command was stopped while the store was busy for it.</summary>
    /// <param name="exception">What went wrong.</param>
    public static bool IsOfStop(SqliteException exception) => exception.SqliteErrorCode == Interrupted;

    /// <summary>Whether the file is no sound database.</summary>
    /// <param name="exception">What went wrong.</param>
    public static bool IsOfDamage(SqliteException exception) => exception.SqliteErrorCode is Corrupt or NotADatabase;

    /// <summary>The failure that an exception of SQLite stands for.</summary>
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

    /// <summary>Whether the file, or one beside it, couldn't be opened or written.</summary>
    /// <param name="exception">What went wrong.</param>
    public static bool IsOfAccess(SqliteException exception) => exception.SqliteErrorCode is ReadOnly or CannotOpen;

    /// <summary>
    /// Whether something failed because of what stands in a row: a text that is no number, a value that is missing. What others throw
    /// who take part in a change is theirs.
    /// </summary>
    /// <param name="exception">What went wrong.</param>
    public static bool IsOfContent(Exception exception) =>
        exception is FormatException or InvalidCastException or OverflowException or ArgumentException

        // Once the runtime has compiled a reader into its caller, the caller is the source.
        || exception is InvalidOperationException { Source: "CostCompass.Storage" or "Microsoft.Data.Sqlite" or "System.Private.CoreLib" };

    /// <summary>The failure of a read during which someone else wrote, where the one who reads has no right to hold the file still.</summary>
    /// <param name="exception">What went wrong for it, or null if nothing did.</param>
    /// <param name="path">The file of the store.</param>
    public static CostException Changed(Exception? exception, string path) => new(
        "StoreBusy",
        CostErrorKind.Reading,
        $"The store '{path}' was changed while it was read. You don't have write permission for its folder, so the command can't lock it.",
        "Run the command again.",
        exception);

    /// <summary>The failure of a store in which something stands that no version wrote.</summary>
    /// <param name="exception">What went wrong when it was read.</param>
    /// <param name="path">The file of the store.</param>
    public static CostException Unreadable(Exception exception, string path) => new(
        "StoreDamaged",
        CostErrorKind.Reading,
        $"The store '{path}' contains data that can't be read.",
        "Run Test-CostStore to find the problem, and restore a backup with Restore-CostStore.",
        exception);
}
