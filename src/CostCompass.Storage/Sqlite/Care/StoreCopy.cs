using System.Security.Cryptography;
using CostCompass.Storage.Vault;
using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite.Care;

/// <summary>A store under a name of its own until it is whole, a new one or a copy; it is removed unless it was given its place.</summary>
internal sealed class StoreCopy : IDisposable
{
    private const string Ending = ".tmp";

    // A copy that a process left behind when it was killed; one that is being made now is never that old.
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(6);

    private static readonly string[] Companions = ["-wal", "-shm", "-journal"];

    private StoreCopy(string file) => FilePath = file;

    /// <summary>The full path of the copy while it is made.</summary>
    public string FilePath { get; }

    /// <summary>The sizes of what is in a store.</summary>
    public readonly record struct Content(int Accounts, long Snapshots, DateTimeOffset? LastSeen);

    /// <summary>Makes an empty file, for its owner alone, beside the place that the copy is meant for.</summary>
    public static StoreCopy Beside(string place)
    {
        RemoveAbandoned(place);
        var copy = new StoreCopy($"{place}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}{Ending}");
        PrivateAccess.CreateFile(copy.FilePath).Dispose();
        return copy;
    }

    /// <summary>Copies a store as it is at one moment, through SQLite and so while others write it.</summary>
    public void Fill(SqliteConnection source)
    {
        using SqliteConnection target = SqliteDatabase.OfCopy(FilePath, FilePath).OpenAsItIs();
        source.BackupDatabase(target);
    }

    /// <summary>How much is in a store.</summary>
    public static Content Count(SqliteConnection connection)
    {
        using SqliteCommand command = connection.Prepare("SELECT (SELECT count(*) FROM account), count(*), max(last_seen) FROM snapshot");
        using SqliteDataReader reader = command.ExecuteReader();
        reader.Read();
        return new Content(
            reader.GetInt32(0), reader.GetInt64(1), reader.IsDBNull(2) ? null : Instant.FromMicroseconds(reader.GetInt64(2)));
    }

    /// <summary>Gives the copy its name once it is on the disk. What stands there is replaced only when that is allowed.</summary>
    public void Place(string path, bool replace)
    {
        using (var stream = new FileStream(FilePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            stream.Flush(flushToDisk: true);
        }

        File.Move(FilePath, path, replace);
        FolderFlush.Try(Path.GetDirectoryName(path)!);
    }

    /// <summary>Removes what hasn't got its place.</summary>
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
