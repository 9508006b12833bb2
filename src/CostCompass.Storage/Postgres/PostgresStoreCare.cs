using CostCompass.Storage.Sql;
using CostCompass.Storage.Sqlite;

namespace CostCompass.Storage.Postgres;

/// <summary>Looks after a store on a server. Files aren't its business: a server is backed up by its own means.</summary>
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

        // By the very rules of a file: they are checked in one, which is made for it and thrown away.
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

    private CostException OnServer(string why) => new(
        "StoreOnServer",
        CostErrorKind.InvalidInput,
        $"The store '{Path}' is on a server and {why}.",
        "Back up the server with its own tools, such as pg_dump. To copy a whole store to or from a file, use Copy-CostStore.");
}
