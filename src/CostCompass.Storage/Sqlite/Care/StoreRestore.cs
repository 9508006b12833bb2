using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite.Care;

/// <summary>Replaces a store with a verified backup, and keeps the previous store.</summary>
internal sealed class StoreRestore(SqliteDatabase database, CancellationToken cancellationToken)
{
    private const string Log = "-wal";
    private const string Index = "-shm";

    // SQLite errors of a file that a backup can't be written to: read-only (other page size), damaged, not a database.
    private static readonly int[] Unusable = [8, 11, 26];

    public CostStoreRestore Run(string backup, DateTimeOffset now)
    {
        if (!File.Exists(backup))
        {
            throw StoreFileErrors.BackupNotFound(backup);
        }

        StoreFolder.Ensure(Path.GetDirectoryName(database.FilePath)!);
        try
        {
            using StoreCopy copy = StoreCopy.Beside(database.FilePath);
            Take(backup, copy);
            SqliteDatabase copied = Verify(backup, copy);
            StoreCopy.Content content = copied.ReadFile(StoreCopy.Count);
            string? safety = null;
            if (database.Exists)
            {
                safety = Exchange(copied, copy, now);
            }
            else
            {
                Put(copy, SafetyPath(now));
            }

            return new CostStoreRestore
            {
                Path = database.FilePath,
                Backup = backup,
                SafetyCopy = safety,
                SchemaVersion = database.Schema.Version,
                Accounts = content.Accounts,
                Snapshots = content.Snapshots,
                LastSeen = content.LastSeen,
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StoreFileErrors.StoreReadOnlyRestore(database.FilePath, exception);
        }
    }

    // The copy is checked and not the file, which may be in a read-only place and which another version must find unchanged.
    private static void Take(string backup, StoreCopy copy)
    {
        try
        {
            File.Copy(backup, copy.FilePath, overwrite: true);
            if (File.Exists(backup + Log))
            {
                File.Copy(backup + Log, copy.FilePath + Log);
            }

            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(copy.FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StoreFileErrors.BackupFileUnreadable(backup, exception);
        }
    }

    private SqliteDatabase Verify(string backup, StoreCopy copy)
    {
        var copied = SqliteDatabase.OfCopy(copy.FilePath, backup, database.Schema);
        string? fault;
        try
        {
            // An empty file would become an empty store.
            fault = new FileInfo(copy.FilePath).Length == 0
                ? "it is empty"
                : SqliteStoreCare.FirstFault(copied, cancellationToken) is { } check ? $"{check.Check}: {check.Finding}" : null;
        }
        catch (CostException failure) when (failure.ErrorId == "StoreDamaged")
        {
            fault = "it is damaged, or wasn't created by CostCompass";
        }

        return fault is null ? copied : throw StoreFileErrors.BackupDamaged(backup, fault);
    }

    // Other processes may have the store open: it is written through SQLite in one transaction, and they continue with the new content.
    private string Exchange(SqliteDatabase copied, StoreCopy copy, DateTimeOffset now)
    {
        try
        {
            return database.Guard(() =>
            {
                using SqliteConnection source = copied.Open();
                using SqliteConnection target = database.OpenAsItIs();
                using SqliteConnection reader = database.OpenAsItIs();

                // With a write-ahead log, the previous state can be read during the lock. Otherwise the file itself is kept.
                target.Run("PRAGMA journal_mode = WAL");
                using var exchange = new PageExchange(source, target);
                exchange.Lock();

                // Determined while no other restore can use the same name.
                string safety = SafetyPath(now);
                using (StoreCopy former = StoreCopy.Beside(safety))
                {
                    former.Fill(reader);
                    former.Place(safety, replace: false);
                }

                exchange.Complete();
                return safety;
            });
        }
        catch (CostException failure) when (failure.InnerException is SqliteException cause && Unusable.Contains(cause.SqliteErrorCode))
        {
            RefuseWhenInUse();
            string safety = SafetyPath(now);
            using (StoreCopy former = StoreCopy.Beside(safety))
            {
                File.Copy(database.FilePath, former.FilePath, overwrite: true);
                former.Place(safety, replace: true);
            }

            Put(copy, safety);
            return safety;
        }
    }

    // A log that is left behind would be used for the new file, so it is kept with the previous one.
    private void Put(StoreCopy copy, string safety)
    {
        MoveAside(database.FilePath + Log, safety + Log);
        MoveAside(database.FilePath + Index, safety + Index);
        copy.Place(database.FilePath, replace: true);
    }

    private static void MoveAside(string file, string safety)
    {
        if (File.Exists(file))
        {
            File.Move(file, safety);
        }
    }

    // Every process that uses the store locks one byte of its index file (https://www.sqlite.org/wal.html).
    private void RefuseWhenInUse()
    {
        const long lockByte = 128;
        if (OperatingSystem.IsMacOS() || !File.Exists(database.FilePath + Index))
        {
            return;
        }

        using var index = new FileStream(database.FilePath + Index, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            index.Lock(lockByte, 1);
        }
        catch (IOException exception)
        {
            throw StoreFileErrors.StoreBusyDamaged(database.FilePath, exception);
        }
    }

    private string SafetyPath(DateTimeOffset now)
    {
        string beginning = Path.Combine(
            Path.GetDirectoryName(database.FilePath)!,
            $"{Path.GetFileNameWithoutExtension(database.FilePath)}-before-restore-{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}");
        string path = beginning + ".db";
        for (int number = 2; File.Exists(path); number++)
        {
            path = string.Create(CultureInfo.InvariantCulture, $"{beginning}-{number}.db");
        }

        return path;
    }
}
