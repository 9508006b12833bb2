namespace CostCompass.Storage.Sqlite;

/// <summary>All errors of a store in a file and its backups, so that each is worded once.</summary>
internal static class StoreFileErrors
{
    public static CostException BackupDamaged(string backup, string fault) => new(
        "BackupDamaged",
        CostErrorKind.Reading,
        $"The backup '{backup}' can't be used: {fault}. The store wasn't changed.",
        "Specify another backup.");

    public static CostException BackupFileExists(string path) => new(
        "BackupFileExists",
        CostErrorKind.AlreadyExists,
        $"The file '{path}' already exists.",
        "Specify another path, or use -Force to replace it.");

    public static CostException BackupFileUnreadable(string backup, Exception cause) => new(
        "BackupFileUnreadable",
        CostErrorKind.Reading,
        $"The backup '{backup}' can't be restored: {cause.Message}",
        "Make sure that it is a file that you have permission to read, and that the disk of the store isn't full.",
        cause);

    public static CostException BackupFileUnwritable(string path, Exception cause) => new(
        "BackupFileUnwritable",
        CostErrorKind.Writing,
        $"The backup '{path}' can't be written: {cause.Message}",
        "Make sure that the folder exists, that you have permission to write to it, and that the disk isn't full.",
        cause);

    public static CostException BackupIsStore(string path) => new(
        "BackupIsStore",
        CostErrorKind.InvalidInput,
        $"'{path}' is the store itself.",
        "Specify the path of another file, preferably on another disk.");

    public static CostException BackupNotFound(string backup) => new(
        "BackupNotFound",
        CostErrorKind.NotFound,
        $"The file '{backup}' doesn't exist.",
        "Specify the path of a file that Backup-CostStore created.");

    public static CostException StoreBusyDamaged(string filePath, Exception cause) => new(
        "StoreBusy",
        CostErrorKind.Writing,
        $"The store '{filePath}' is damaged, and another process has it open, so it can't be replaced now.",
        "End the other process, for example Watch-CostSnapshot, and run the command again.",
        cause);

    public static CostException StoreBusy(string path, Exception cause) => new(
        "StoreBusy",
        CostErrorKind.Writing,
        $"The store '{path}' is locked by another process.",
        "Try again. If the problem persists, find the process that keeps the file open.",
        cause);

    public static CostException StoreBusyChanged(Exception? cause, string path) => new(
        "StoreBusy",
        CostErrorKind.Reading,
        $"The store '{path}' was changed while it was read. You don't have write permission for its folder, so the command can't lock it.",
        "Run the command again.",
        cause);

    public static CostException StoreDamaged(string path, Exception cause) => new(
        "StoreDamaged",
        CostErrorKind.Reading,
        $"The store '{path}' is damaged or isn't a CostCompass store.",
        "To find the problem, run Test-CostStore. To restore a backup and keep the damaged file, run Restore-CostStore.",
        cause);

    public static CostException StoreDamagedContent(Exception cause, string path) => new(
        "StoreDamaged",
        CostErrorKind.Reading,
        $"The store '{path}' contains data that can't be read.",
        "Run Test-CostStore to find the problem, and restore a backup with Restore-CostStore.",
        cause);

    public static CostException StoreDamagedDifference(string path, string difference) => new(
        "StoreDamaged",
        CostErrorKind.Reading,
        $"The store '{path}' is damaged, or was changed by another program: {difference}. The store wasn't changed.",
        "Run Test-CostStore to find the problem, and restore a backup with Restore-CostStore.");

    public static CostException StoreDamagedEmpty(string path) => new(
        "StoreDamaged",
        CostErrorKind.Reading,
        $"The store '{path}' is empty. It is probably truncated, because a store always has tables. The store wasn't changed.",
        "Restore a backup with Restore-CostStore, or delete the file to start with an empty store.");

    public static CostException StoreDamagedVersion(string path, int version) => new(
        "StoreDamaged",
        CostErrorKind.Reading,
        string.Create(CultureInfo.InvariantCulture, $"The store '{path}' is damaged: its version is {version}, which isn't a valid version of a store. The store wasn't changed."),
        "Restore a backup with Restore-CostStore.");

    public static CostException StoreDamagedForeign(string path) => new(
        "StoreDamaged",
        CostErrorKind.Reading,
        $"The file '{path}' is the database of another program.",
        $"Set {StoreFolder.Variable} to another folder.");

    public static CostException StoreFailed(string path, Exception cause) => new(
        "StoreFailed",
        CostErrorKind.Unspecified,
        $"The store '{path}' failed: {cause.Message}",
        "Run the command again.",
        cause);

    public static CostException StoreFull(string path, Exception cause) => new(
        "StoreFull",
        CostErrorKind.Writing,
        $"The disk with the store '{path}' is full. Nothing was written.",
        "Free up space and run the command again.",
        cause);

    public static CostException StoreInputOutput(string path, Exception cause) => new(
        "StoreInputOutput",
        CostErrorKind.Writing,
        $"The disk failed to read or write the store '{path}'. Nothing was written.",
        "Check whether the disk is full or failing, and run the command again.",
        cause);

    public static CostException StoreNewer(string path, int version, int supported) => new(
        "StoreNewer",
        CostErrorKind.Reading,
        string.Create(CultureInfo.InvariantCulture, $"The store '{path}' has version {version}, but this CostCompass supports versions up to {supported}. The store wasn't changed."),
        "Update the CostCompass module.");

    public static CostException StoreNotReachableFolder(string shownPath, Exception? cause) => new(
        "StoreNotReachable",
        CostErrorKind.Reading,
        $"The store '{shownPath}' can't be accessed: its folder can't be read, or the path isn't a file.",
        $"Make sure that you have permission to read and write the folder, or set {StoreFolder.Variable} to another folder.",
        cause);

    public static CostException StoreNotReachable(string path, Exception cause) => new(
        "StoreNotReachable",
        CostErrorKind.Reading,
        $"The store '{path}' can't be opened.",
        $"Make sure that the folder exists and that you have permission to read and write it, or set {StoreFolder.Variable} to another folder.",
        cause);

    public static CostException StoreReadOnlyRestore(string filePath, Exception cause) => new(
        "StoreReadOnly",
        CostErrorKind.Writing,
        $"The store '{filePath}' can't be replaced: {cause.Message}",
        "Make sure that you have permission to write to its folder and that the disk isn't full. The store wasn't changed.",
        cause);

    public static CostException StoreReadOnlyFolder(string filePath, Exception cause) => new(
        "StoreReadOnly",
        CostErrorKind.Writing,
        $"The store '{filePath}' can't be created: {cause.Message}",
        $"Make sure that you have write permission for the folder, or set {StoreFolder.Variable} to another folder.",
        cause);

    public static CostException StoreReadOnly(string path, Exception cause) => new(
        "StoreReadOnly",
        CostErrorKind.Writing,
        $"The store '{path}' can't be written: the file or its folder is read-only.",
        $"Make sure that you have write permission, or set {StoreFolder.Variable} to another folder.",
        cause);

    public static CostException StoreUnsound(string filePath, string check, string? finding) => new(
        "StoreUnsound",
        CostErrorKind.Reading,
        $"The store '{filePath}' has a problem, so no backup was created. {check}: {finding}.",
        "Run Test-CostStore, and restore an earlier backup with Restore-CostStore.");
}
