using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite.Care;

/// <summary>Puts a verified backup in the place of a store, and keeps what was there.</summary>
internal sealed class StoreRestore(SqliteDatabase database, CancellationToken cancellationToken)
{
    private const string Log = "-wal";
    private const string Index = "-shm";

    // What SQLite says of a file that it can't write a backup into: read-only (other page size), damaged, no database.
    private static readonly int[] Unusable = [8, 11, 26];

    public CostStoreRestore Run(string backup, DateTimeOffset now)
    {
        if (!File.Exists(backup))
        {
            throw new CostException("BackupNotFound", CostErrorKind.NotFound, $"The file '{backup}' doesn't exist.", "Specify the path of a file that Backup-CostStore created.");
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
            throw new CostException(
                "StoreReadOnly",
                CostErrorKind.Writing,
                $"The store '{database.FilePath}' can't be replaced: {exception.Message}",
                "Make sure that you have permission to write to its folder and that the disk isn't full. The store wasn't changed.",
                exception);
        }
    }

    // The copy is checked and not the file, which may lie where nothing can be written, and which another version must find as it was.
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
            throw new CostException(
                "BackupFileUnreadable",
                CostErrorKind.Reading,
                $"The backup '{backup}' can't be restored: {exception.Message}",
                "Make sure that it is a file that you have permission to read, and that the disk of the store isn't full.",
                exception);
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

        return fault is null ? copied : throw new CostException(
            "BackupDamaged",
            CostErrorKind.Reading,
            $"The backup '{backup}' can't be used: {fault}. The store wasn't changed.",
            "Specify another backup.");
    }

    // Other processes may have the store open: it is written through SQLite in one transaction, and they go on in what is there then.
    private string Exchange(SqliteDatabase copied, StoreCopy copy, DateTimeOffset now)
    {
        try
        {
            return database.Guard(() =>
            {
                using SqliteConnection source = copied.Open();
                using SqliteConnection target = database.OpenAsItIs();
                using SqliteConnection reader = database.OpenAsItIs();

                // With a write-ahead log the former state can be read while the lock is held; otherwise the file itself is kept aside.
                target.Run("PRAGMA journal_mode = WAL");
                using var exchange = new PageExchange(source, target);
                exchange.Lock();

                // Found while no other restore can take the same name.
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

    // A log that stayed behind would be taken for that of the new file; it is kept with the former one.
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

    // Every process that uses the store holds a lock on one byte of the index beside it (https://www.sqlite.org/wal.html).
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
            throw new CostException(
                "StoreBusy",
                CostErrorKind.Writing,
                $"The store '{database.FilePath}' is damaged, and another process has it open, so it can't be replaced now.",
                "End the other process, for example Watch-CostSnapshot, and run the command again.",
                exception);
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
