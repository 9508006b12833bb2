using System.Text;
using CostCompass.Logs.Formats;
using CostCompass.Logs.Text;

namespace CostCompass.Logs;

/// <summary>
/// Reads calls from responses and logs into a ledger: chat completions (complete, only their <c>usage</c>, or streamed), responses in the
/// formats of Anthropic and of the Responses API, and the logs of agents. Several threads may read at once.
/// </summary>
/// <param name="defaults">Values for what a call doesn't contain.</param>
public sealed class LogReader(MeterDefaults defaults)
{
    // Half of a character is replaced with something that is invalid in JSON, so that its line is rejected and not read with another name.
    private static readonly DecoderFallback Refused = new DecoderReplacementFallback("\u0001");

    private static readonly Encoding LittleEndian = Encoding.GetEncoding("utf-16", EncoderFallback.ExceptionFallback, Refused);
    private static readonly Encoding BigEndian = Encoding.GetEncoding("utf-16BE", EncoderFallback.ExceptionFallback, Refused);

    /// <summary>The calls so far.</summary>
    public CallLedger Calls { get; } = new();

    /// <summary>
    /// Reads a stream to its end: JSON Lines, documents in a row, arrays of them, or saved events, in UTF-8 with or without a byte order
    /// mark or in UTF-16 with one. Any of them can be compressed with gzip or Zstandard.
    /// </summary>
    /// <param name="stream">The bytes. It isn't closed.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="number">Its position among the sources. If two states of a response have the same time, the later source counts.</param>
    /// <param name="report">Called with what can't be read, on the caller's thread.</param>
    /// <param name="advance">Called with the number of bytes of text just read, or null.</param>
    /// <param name="stop">Stops reading.</param>
    /// <exception cref="InvalidDataException">
    /// The stream is compressed, and damaged or cut off. Everything that could be decompressed has been read.
    /// </exception>
    /// <exception cref="IOException">The stream can't be read to its end. Everything before the failure has been read.</exception>
    public void Read(
        Stream stream, string name, int number, Action<UsageFault> report, Action<int>? advance = null, CancellationToken stop = default) =>
        Read(stream, new CallSource(name, null, number, defaults, Calls, report), advance, stop);

    /// <summary>
    /// Reads a file to its end: the formats of <see cref="Read(Stream, string, int, Action{UsageFault}, Action{int}, CancellationToken)"/>, or a
    /// database of an agent, whatever its name. Other files in the folder of a log are read if its calls need them.
    /// </summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="number">Its position among the sources.</param>
    /// <param name="report">Called with what can't be read, on the calling thread.</param>
    /// <param name="advance">Called with the number of bytes of text that were read, or null if it isn't needed.</param>
    /// <param name="stop">Stops reading.</param>
    /// <exception cref="InvalidDataException">The file is damaged. The readable part has been read.</exception>
    /// <exception cref="IOException">The file can't be read to its end. The part before the error has been read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be opened.</exception>
    public void ReadFile(string path, int number, Action<UsageFault> report, Action<int>? advance = null, CancellationToken stop = default)
    {
        using FileStream stream = Open(path);
        Read(stream, new CallSource(path, path, number, defaults, Calls, report), advance, stop);
    }

    /// <summary>
    /// Reads what is new in a file since it was last read. In JSON Lines to which lines were added, these are the new lines. A file of another
    /// format, or one that was replaced or rewritten, is read as a whole. A last line that isn't complete is read the next time.
    /// </summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="number">Its position among the sources.</param>
    /// <param name="before">How far it was read before, or null to read it as a whole.</param>
    /// <param name="now">The current time.</param>
    /// <param name="report">Called with what can't be read, on the calling thread.</param>
    /// <param name="advance">Called with the number of bytes of text that were read, or null if it isn't needed.</param>
    /// <param name="stop">Stops reading.</param>
    /// <returns>
    /// How far the file is read now: <paramref name="before"/> if nothing is new. Null if it must be read as a whole the next time, because a
    /// part of it couldn't be read.
    /// </returns>
    /// <exception cref="InvalidDataException">The file is damaged. The readable part has been read.</exception>
    /// <exception cref="IOException">The file can't be read to its end. The part before the error has been read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be opened.</exception>
    public LogPlace? ReadChanges(
        string path, int number, LogPlace? before, DateTimeOffset now, Action<UsageFault> report, Action<int>? advance = null, CancellationToken stop = default)
    {
        // The state before reading: what is written in the meantime is new the next time.
        LogState state = LogState.Of(path);
        if (before is not null && state.IsReadTo(before))
        {
            return before;
        }

        LogSession? session = before is not null && state.Continues(before) ? LogSession.FromText(before.Session) : null;
        LogPlace? from = session is null ? null : before;
        using FileStream stream = Open(path);
        stream.Position = from?.Offset ?? 0;
        var source = new CallSource(path, path, number, defaults, Calls, report) { Session = session ?? new LogSession(), Continues = HasLines(path) };
        (long Offset, long Line, LogSession Session)? end = Read(stream, source, advance, stop, from);
        return end is null && source.Faults > 0 ? null : state.PlaceAt(stream.SafeFileHandle, end, from?.Offset ?? 0, now);
    }

    /// <summary>Skips files that another file replaces: the earlier generations of a log in the same folder.</summary>
    /// <param name="files">The files.</param>
    public static IEnumerable<FileInfo> Current(IReadOnlyCollection<FileInfo> files) => HarnessLog.WithoutOlderGenerations(files);

    private static FileStream Open(string path) => new(
        path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);

    // Files of these names only grow, by lines.
    private static bool HasLines(string path) =>
        path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase);

    // Returns the place from which reading can continue, or null if there is none.
    private static (long Offset, long Line, LogSession Session)? Read(
        Stream stream, CallSource source, Action<int>? advance, CancellationToken stop, LogPlace? from = null)
    {
        if (from is not null)
        {
            using var lines = new DocumentReader(stream, source, advance ?? (_ => { }), () => false, from);
            lines.Read(stop);
            return lines.Place;
        }

        Stream bytes = Peek(stream, out byte[] first);
        using ForwardStream? unpacked = first switch
        {
            [0x1F, 0x8B, ..] => new PackedStream(bytes),
            [0x28, 0xB5, ..] or [0x28] => new ZstandardStream(bytes),
            _ when source.Path is not null && first.AsSpan().SequenceEqual(OpenCodeDatabase.Beginning) => OpenCodeDatabase.Open(source.Path),
            _ => null,
        };
        Stream text = unpacked is null ? bytes : Peek(unpacked, out first);
        using Stream? transcoded = first switch
        {
            [0xFF, 0xFE, ..] => Encoding.CreateTranscodingStream(text, LittleEndian, Encoding.UTF8, leaveOpen: true),
            [0xFE, 0xFF, ..] => Encoding.CreateTranscodingStream(text, BigEndian, Encoding.UTF8, leaveOpen: true),
            _ => null,
        };
        var zstandard = unpacked as ZstandardStream;
        using var reader = new DocumentReader(transcoded ?? text, source, advance ?? (_ => { }), () => zstandard is { IsTorn: true });
        reader.Read(stop);
        return source.Continues && unpacked is null && transcoded is null && reader.Place is { Offset: > 0 } place ? place : null;
    }

    // A file is recognized by its first bytes and not by its name.
    private static JoinedStream Peek(Stream stream, out byte[] first)
    {
        byte[] four = new byte[4];
        first = four[..stream.ReadAtLeast(four, four.Length, throwOnEndOfStream: false)];
        return new JoinedStream(first, stream, default);
    }
}
