using System.Text;
using CostCompass.Logs.Text;

namespace CostCompass.Logs;

/// <summary>
/// Reads calls from responses and logs into a ledger: chat completions (complete, only their <c>usage</c>, or streamed), responses in the
/// formats of Anthropic and of the Responses API, and the session logs of Claude Code. Several threads may read at once.
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
    /// mark or in UTF-16 with one. Any of them can be compressed with gzip.
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
        Stream stream, string name, int number, Action<UsageFault> report, Action<int>? advance = null, CancellationToken stop = default)
    {
        Stream bytes = Peek(stream, out byte[] first);
        using PackedStream? unpacked = first is [0x1F, 0x8B] ? new PackedStream(bytes) : null;
        Stream text = unpacked is null ? bytes : Peek(unpacked, out first);
        using Stream? transcoded = first switch
        {
            [0xFF, 0xFE] => Encoding.CreateTranscodingStream(text, LittleEndian, Encoding.UTF8, leaveOpen: true),
            [0xFE, 0xFF] => Encoding.CreateTranscodingStream(text, BigEndian, Encoding.UTF8, leaveOpen: true),
            _ => null,
        };
        using var reader = new DocumentReader(transcoded ?? text, new CallSource(name, number, defaults, Calls, report), advance ?? (_ => { }));
        reader.Read(stop);
    }

    // A file is recognized by its first two bytes and not by its name.
    private static JoinedStream Peek(Stream stream, out byte[] first)
    {
        byte[] two = new byte[2];
        first = two[..stream.ReadAtLeast(two, two.Length, throwOnEndOfStream: false)];
        return new JoinedStream(first, stream, default);
    }
}
