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
            throw StoreErrors.StoreMissing(database.FilePath);
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
            throw StoreFileErrors.BackupFileUnwritable(path, exception);
        }
        catch (CostException failure) when (failure.InnerException is SqliteException cause && TargetFailures.Contains(cause.SqliteErrorCode))
        {
            throw StoreFileErrors.BackupFileUnwritable(path, cause);
        }
    }

    private void Refuse(string path, bool replace)
    {
        if (string.Equals(Path.GetFullPath(path), Path.GetFullPath(database.FilePath), StringComparison.OrdinalIgnoreCase))
        {
            throw StoreFileErrors.BackupIsStore(path);
        }

        if (!replace && File.Exists(path))
        {
            throw StoreFileErrors.BackupFileExists(path);
        }
    }

    private CostException Unsound(CostStoreCheck fault) => StoreFileErrors.StoreUnsound(database.FilePath, fault.Check, fault.Finding);
}
