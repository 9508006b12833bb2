using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite.Care;

/// <summary>Creates a copy of a store that is verified before it gets its name.</summary>
internal sealed class StoreBackup(SqliteDatabase database, CancellationToken cancellationToken)
{
    // SQLite errors of the target disk: read-only, failing, full, can't be opened.
    private static readonly int[] TargetFailures = [8, 10, 13, 14];

    public CostStoreBackup Make(string path, bool replace)
    {
        if (!database.Exists)
        {
            throw new CostException(
                "StoreMissing", CostErrorKind.NotFound, $"The store '{database.FilePath}' doesn't exist yet.", "Store some data first, for example with Connect-DeepSeek.");
        }

        Refuse(path, replace);
        try
        {
            using StoreCopy copy = StoreCopy.Beside(path);
            database.ReadFile(source =>
            {
                copy.Fill(source);
                return 0;
            });
            var copied = SqliteDatabase.OfCopy(copy.FilePath, path, database.Schema);
            if (SqliteStoreCare.FirstFault(copied, cancellationToken) is { } fault)
            {
                throw Unsound(fault);
            }

            StoreCopy.Content content = copied.ReadFile(StoreCopy.Count);
            copy.Place(path, replace);
            return new CostStoreBackup
            {
                Path = path,
                Store = database.FilePath,
                SizeBytes = new FileInfo(path).Length,
                SchemaVersion = database.Schema.Version,
                Accounts = content.Accounts,
                Snapshots = content.Snapshots,
                LastSeen = content.LastSeen,
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, exception);
        }
        catch (CostException failure) when (failure.InnerException is SqliteException cause && TargetFailures.Contains(cause.SqliteErrorCode))
        {
            throw Unwritable(path, cause);
        }
    }

    private void Refuse(string path, bool replace)
    {
        if (string.Equals(Path.GetFullPath(path), Path.GetFullPath(database.FilePath), StringComparison.OrdinalIgnoreCase))
        {
            throw new CostException(
                "BackupIsStore", CostErrorKind.InvalidInput, $"'{path}' is the store itself.", "Specify the path of another file, preferably on another disk.");
        }

        if (!replace && File.Exists(path))
        {
            throw new CostException(
                "BackupFileExists", CostErrorKind.AlreadyExists, $"The file '{path}' already exists.", "Specify another path, or use -Force to replace it.");
        }
    }

    private CostException Unsound(CostStoreCheck fault) => new(
        "StoreUnsound",
        CostErrorKind.Reading,
        $"The store '{database.FilePath}' has a problem, so no backup was created. {fault.Check}: {fault.Finding}.",
        "Run Test-CostStore, and restore an earlier backup with Restore-CostStore.");

    private static CostException Unwritable(string path, Exception cause) => new(
        "BackupFileUnwritable",
        CostErrorKind.Writing,
        $"The backup '{path}' can't be written: {cause.Message}",
        "Make sure that the folder exists, that you have permission to write to it, and that the disk isn't full.",
        cause);
}
