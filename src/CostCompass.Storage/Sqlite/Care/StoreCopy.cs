using System.Security.Cryptography;
using CostCompass.Storage.Vault;
using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite.Care;

/// <summary>A store with a temporary name until it is complete, either new or a copy. It is deleted unless it gets its final name.</summary>
internal sealed class StoreCopy : IDisposable
{
    private const string Ending = ".tmp";

    // The copy of a process that was killed. A copy in progress is never that old.
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(6);

    private static readonly string[] Companions = ["-wal", "-shm", "-journal"];

    private StoreCopy(string file) => FilePath = file;

    /// <summary>The full path of the copy while it is created.</summary>
    public string FilePath { get; }

    /// <summary>The sizes of a store's content.</summary>
    public readonly record struct Content(int Accounts, long Snapshots, DateTimeOffset? LastSeen);

    /// <summary>Creates an empty file, with access for its owner only, next to the final path.</summary>
    public static StoreCopy Beside(string place)
    {
        RemoveAbandoned(place);
        var copy = new StoreCopy($"{place}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}{Ending}");
        PrivateAccess.CreateFile(copy.FilePath).Dispose();
        return copy;
    }

    /// <summary>Copies a store at one moment through SQLite, while others can write to it.</summary>
    public void Fill(SqliteConnection source)
    {
        using SqliteConnection target = SqliteDatabase.OfCopy(FilePath, FilePath).OpenAsItIs();
        source.BackupDatabase(target);
    }

    /// <summary>The size of a store's content.</summary>
    public static Content Count(SqliteConnection connection)
    {
        using SqliteCommand command = connection.Prepare("SELECT (SELECT count(*) FROM account), count(*), max(last_seen) FROM snapshot");
        using SqliteDataReader reader = command.ExecuteReader();
        reader.Read();
        return new Content(
            reader.GetInt32(0), reader.GetInt64(1), reader.IsDBNull(2) ? null : Instant.FromMicroseconds(reader.GetInt64(2)));
    }

    /// <summary>Renames the copy once it is flushed to disk. An existing file is replaced only if that is allowed.</summary>
    /// <exception cref="IOException">Among others: a part of it is still in its log, because the disk is full.</exception>
    public void Place(string path, bool replace)
    {
        if (new FileInfo(FilePath + "-wal") is { Exists: true, Length: > 0 } log)
        {
            throw new IOException($"'{log.FullName}' could not be written to its database.");
        }

        using (var stream = new FileStream(FilePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            stream.Flush(flushToDisk: true);
        }

        File.Move(FilePath, path, replace);
        FolderFlush.Try(Path.GetDirectoryName(path)!);
    }

    /// <summary>Deletes the copy if it wasn't renamed.</summary>
    public void Dispose()
    {
        PrivateFile.TryDelete(FilePath);
        foreach (string companion in Companions)
        {
            PrivateFile.TryDelete(FilePath + companion);
        }
    }

    private static void RemoveAbandoned(string place)
    {
        foreach (string leftover in Directory.EnumerateFiles(Path.GetDirectoryName(place)!, Path.GetFileName(place) + ".????????????????" + Ending + "*"))
        {
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(leftover) > Abandoned)
            {
                PrivateFile.TryDelete(leftover);
            }
        }
    }
}
