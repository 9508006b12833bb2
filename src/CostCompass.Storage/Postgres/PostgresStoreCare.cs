using CostCompass.Storage.Sql;
using CostCompass.Storage.Sqlite;

namespace CostCompass.Storage.Postgres;

/// <summary>The maintenance of a store on a server. It doesn't include files: a server is backed up with its own tools.</summary>
internal sealed class PostgresStoreCare(PostgresCostStore store, PostgresAddress address) : IStoreCare
{
    private const string ServerCheck = "Server";

    private static readonly string[] _ofFile = ["File", "Integrity", "Schema"];

    /// <inheritdoc/>
    public string Path => address.Shown;

    /// <inheritdoc/>
    public IReadOnlyList<CostStoreCheck> Check(CancellationToken cancellationToken = default)
    {
        if (!store.Exists)
        {
            return [new CostStoreCheck { Check = ServerCheck }];
        }

        // By exactly the same rules as a file: they are checked in a temporary file.
        DirectoryInfo folder = Directory.CreateTempSubdirectory("costcompass-check-");
        try
        {
            var copy = SqliteCostStore.ToCheck(folder.FullName);
            new StoreTransfer(store, copy).Run(cancellationToken: cancellationToken);
            return [new CostStoreCheck { Check = ServerCheck, Examined = 1 }, .. copy.Care.Check(cancellationToken).Where(check => !_ofFile.Contains(check.Check)).Select(OfServer)];
        }
        catch (CostException failure) when (failure.ErrorId is "StoreDamaged" or "StoreNewer")
        {
            return [new CostStoreCheck { Check = ServerCheck, Examined = 1, Wrong = 1, Finding = failure.Message, RecommendedAction = failure.RecommendedAction }];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <inheritdoc/>
    public CostStoreBackup BackUp(string path, bool replace, CancellationToken cancellationToken = default) => throw OnServer("can't be backed up to a file");

    /// <inheritdoc/>
    public CostStoreRestore Restore(string path, DateTimeOffset now, CancellationToken cancellationToken = default) => throw OnServer("can't be restored from a file");

    private static CostStoreCheck OfServer(CostStoreCheck check) => check with
    {
        RecommendedAction = check.IsOk ? null : "Restore a backup of the server. You can import later data from exported CSV files.",
    };

    private CostException OnServer(string why) => ServerErrors.StoreOnServer(Path, why);
}
