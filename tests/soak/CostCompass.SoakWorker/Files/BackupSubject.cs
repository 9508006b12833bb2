using CostCompass.Storage.Sqlite;

namespace CostCompass.SoakWorker.Files;

/// <summary>Changed stores as backups: they are restored over a sound store, or that one stays as it is.</summary>
internal sealed class BackupSubject : StoreSubject
{
    private readonly SqliteCostStore _own;
    private readonly byte[] _ownBytes;
    private readonly string _backup;

    public BackupSubject()
    {
        _own = new SqliteCostStore(Path.Combine(Folder.FullName, "own"));
        Fill(_own);
        _own.SaveAccount(_own.ReadAccounts()[0] with { Name = "own" });
        _ownBytes = File.ReadAllBytes(_own.FilePath);
        _backup = Path.Combine(Folder.FullName, "backup.db");
    }

    public override string? Read(byte[] file)
    {
        Place(_own.FilePath, _ownBytes);
        Place(_backup, file);
        _ = _own.Care.Restore(_backup, Histories.Start);
        foreach (string aside in Directory.EnumerateFiles(Path.GetDirectoryName(_own.FilePath)!).Where(path => !path.StartsWith(_own.FilePath, StringComparison.Ordinal)))
        {
            File.Delete(aside);
        }

        return _own.Care.Check().FirstOrDefault(check => !check.IsOk) is { } fault ? $"restored with a fault: {fault.Check}" : null;
    }

    public override string? AfterRefusal() =>
        _own.ReadAccounts().Any(account => account.Name == "own") && _own.Care.Check().All(check => check.IsOk) ? null : "the store is not as it was";
}
