using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace CostCompass.Logs;

/// <summary>The size and the time of the last change of a log, by which a change is recognized without reading the log.</summary>
/// <param name="Path">The full path of the log.</param>
/// <param name="Length">The size in bytes, with the write-ahead log of a database.</param>
/// <param name="Modified">The time of the last change of either.</param>
internal readonly record struct LogState(string Path, long Length, DateTimeOffset Modified)
{
    private const int Edge = 4096;

    // The resolution of the times of some file systems. Within it, a file can change without a new time.
    private static readonly TimeSpan CoarseTime = TimeSpan.FromSeconds(2);

    /// <summary>The current state of a log.</summary>
    /// <param name="path">The full path.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static LogState Of(string path)
    {
        var file = new FileInfo(path);
        var state = new LogState(path, file.Length, file.LastWriteTimeUtc);
        var ahead = new FileInfo(WriteAheadLog(path));
        return !LogAgents.IsDatabase(file.Name) || !ahead.Exists || ahead.Length == 0 ? state
            : new LogState(path, state.Length + ahead.Length, Instant.Later(state.Modified, ahead.LastWriteTimeUtc));
    }

    /// <summary>Whether a log has nothing that wasn't read before.</summary>
    /// <param name="before">How far the log was read.</param>
    public bool IsReadTo(LogPlace before) =>
        before.IsCurrent(Length, Modified) && before.Fingerprint == (before.Offset > 0 ? FingerprintTo(before.Offset) : Fingerprint());

    /// <summary>
    /// Whether lines were added to a log, and the lines before them are those that were read. Their first and last bytes show it.
    /// </summary>
    /// <param name="before">How far the log was read.</param>
    public bool Continues(LogPlace before) => before.Offset > 0 && Length > before.Length && before.Fingerprint == FingerprintTo(before.Offset);

    /// <summary>The place up to which the log was read, in this state.</summary>
    /// <param name="file">The log, as it was read.</param>
    /// <param name="end">The place after the last complete line, or null if the log can only be read as a whole.</param>
    /// <param name="from">The offset at which reading began.</param>
    /// <param name="now">The time at which reading began.</param>
    public LogPlace PlaceAt(SafeFileHandle file, (long Offset, long Line, LogSession Session)? end, long from, DateTimeOffset now) => new()
    {
        Path = Path,
        Length = Math.Max(Length, end?.Offset ?? 0),
        Modified = now - Modified < CoarseTime || end?.Offset > Length ? null : Instant.Truncate(Modified),
        Fingerprint = end is { } lines ? Text(Hash(file, lines.Offset)) : Fingerprint(),
        Offset = end?.Offset ?? 0,
        Line = end?.Line ?? 1,
        Session = end?.Session.ToText(),
        ReadFrom = from,
        ReadAt = Instant.Truncate(now),
    };

    private string FingerprintTo(long end) => Text(Hash(Path, end));

    private string Fingerprint()
    {
        byte[] own = Hash(Path, long.MaxValue);
        string ahead = WriteAheadLog(Path);
        return Text(LogAgents.IsDatabase(System.IO.Path.GetFileName(Path)) && File.Exists(ahead) && new FileInfo(ahead).Length > 0
            ? [.. own, .. Hash(ahead, long.MaxValue)]
            : own);
    }

    private static string Text(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes).AsSpan(0, 16));

    // The first and the last bytes before an end, or before the end of the file.
    private static byte[] Hash(string path, long end)
    {
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Hash(file, end);
    }

    private static byte[] Hash(SafeFileHandle file, long end)
    {
        end = Math.Min(end, RandomAccess.GetLength(file));
        byte[] bytes = new byte[2 * Edge];
        int first = Fill(file, bytes.AsSpan(0, (int)Math.Min(Edge, end)), 0);
        int last = Fill(file, bytes.AsSpan(first, (int)Math.Min(Edge, end)), Math.Max(0, end - Edge));
        return SHA256.HashData(bytes.AsSpan(0, first + last));
    }

    private static int Fill(SafeFileHandle file, Span<byte> buffer, long offset)
    {
        int count = 0;
        while (count < buffer.Length && RandomAccess.Read(file, buffer[count..], offset + count) is > 0 and var read)
        {
            count += read;
        }

        return count;
    }

    private static string WriteAheadLog(string path) => path + "-wal";
}
