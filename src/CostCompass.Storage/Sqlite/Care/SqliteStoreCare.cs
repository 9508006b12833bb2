using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite.Care;

/// <summary>Checks the SQLite file of a store, backs it up and restores backups.</summary>
internal sealed class SqliteStoreCare(SqliteDatabase database) : IStoreCare
{
    private const string FileCheck = "File";

    public string Path => database.FilePath;

    public IReadOnlyList<CostStoreCheck> Check(CancellationToken cancellationToken = default)
    {
        if (!database.Exists)
        {
            return [StoreCheckup.Result(FileCheck, 0, 0, null)];
        }

        try
        {
            return database.Guard<List<CostStoreCheck>>(() =>
            {
                using SqliteConnection connection = database.OpenToCheck();
                connection.StopWith(cancellationToken);
                return [StoreCheckup.Result(FileCheck, 1, 0, null), .. new StoreCheckup(connection, database.Schema).Run()];
            });
        }
        catch (CostException failure) when (failure.ErrorId is "StoreDamaged" or "StoreNewer")
        {
            return [StoreCheckup.Result(FileCheck, 1, 1, failure.Message, failure.RecommendedAction)];
        }
    }

    public CostStoreBackup BackUp(string path, bool replace, CancellationToken cancellationToken = default) =>
        new StoreBackup(database, cancellationToken).Make(path, replace);

    public CostStoreRestore Restore(string path, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        // This thread's connection is to the file that is about to be replaced.
        database.LetGo();
        return new StoreRestore(database, cancellationToken).Run(path, now);
    }

    /// <summary>The first problem of a database, after which checking ends, or null.</summary>
    public static CostStoreCheck? FirstFault(SqliteDatabase checkedDatabase, CancellationToken cancellationToken) => checkedDatabase.Guard(() =>
    {
        using SqliteConnection connection = checkedDatabase.OpenToCheck();
        connection.StopWith(cancellationToken);
        return new StoreCheckup(connection, checkedDatabase.Schema).Run().FirstOrDefault(check => !check.IsOk);
    });
}
