using CostCompass.Errors;
using CostCompass.Stores;
using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite.Care;

/// <summary>Checks the SQLite file of a store, copies it and brings copies back.</summary>
internal sealed class SqliteStoreCare(SqliteDatabase database) : IStoreCare
{
    private const string FileCheck = "File";

    public string Path => database.FilePath;

    public IReadOnlyList<CostStoreCheck> Check()
    {
        if (!database.Exists)
        {
            return [StoreCheckup.Result(FileCheck, 0, 0, null)];
        }

        try
        {
            return Run(database);
        }
        catch (CostException failure) when (failure.ErrorId is "StoreDamaged" or "StoreNewer")
        {
            return [StoreCheckup.Result(FileCheck, 1, 1, failure.Message, failure.RecommendedAction)];
        }
    }

    public CostStoreBackup BackUp(string path, bool replace) => new StoreBackup(database).Make(path, replace);

    public CostStoreRestore Restore(string path, DateTimeOffset now) => new StoreRestore(database).Run(path, now);

    /// <summary>The first thing that is wrong with a database; null when it is sound.</summary>
    public static CostStoreCheck? FirstFault(SqliteDatabase checkedDatabase) => Run(checkedDatabase).FirstOrDefault(check => !check.IsOk);

    private static List<CostStoreCheck> Run(SqliteDatabase checkedDatabase) => checkedDatabase.Guard<List<CostStoreCheck>>(() =>
    {
        using SqliteConnection connection = checkedDatabase.Open();
        return [StoreCheckup.Result(FileCheck, 1, 0, null), .. new StoreCheckup(connection).Run()];
    });
}
