using System.IO.Compression;
using System.Runtime.ExceptionServices;

namespace CostCompass.Logs.Text;

/// <summary>
/// The text of a gzip stream. The runtime's stream discards decompressed text when it reaches damage, and accepts a truncated stream
/// as complete. This one returns everything that could be decompressed, and then fails.
/// </summary>
internal sealed class PackedStream : ForwardStream
{
    // Damage may be detected only after a step has decompressed something. The buffer is cleared before each step to see how far it got.
    private const int LongestStep = 1 << 14;

    // Appended to the compressed bytes. It comes out unchanged only if everything before it is complete.
    private static readonly byte[] Mark = "end mark"u8.ToArray();
    private static readonly byte[] PackedMark = Pack(Mark);

    private readonly JoinedStream _packed;
    private readonly GZipStream _unpacked;
    private ExceptionDispatchInfo? _failure;
    private bool _isEnd;

    public PackedStream(Stream packed)
    {
        _packed = new JoinedStream(default, packed, PackedMark);
        _unpacked = new GZipStream(_packed, CompressionMode.Decompress, leaveOpen: true);
    }

    public override int Read(Span<byte> buffer)
    {
        _failure?.Throw();
        if (_isEnd || buffer.IsEmpty)
        {
            return 0;
        }

        Span<byte> step = buffer[..Math.Min(buffer.Length, LongestStep)];
        step.Clear();
        try
        {
            int count = _unpacked.Read(step);
            if (count > 0 && !_packed.IsLastGiven)
            {
                return count;
            }

            _isEnd = true;
            return IsMark(step[..count]) ? 0 : throw new InvalidDataException("The gzip data is truncated, or other data follows it.");
        }
        catch (InvalidDataException exception)
        {
            // The mark isn't text, but what was decompressed before other damage is.
            _failure = ExceptionDispatchInfo.Capture(exception);
            int count = _packed.IsLastGiven ? 0 : step.LastIndexOfAnyExcept((byte)0) + 1;
            if (count == 0)
            {
                throw;
            }

            return count;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
            _packed.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool IsMark(ReadOnlySpan<byte> first)
    {
        // One byte more than expected, to detect that nothing else follows.
        Span<byte> all = stackalloc byte[Mark.Length + 1];
        if (!_packed.IsLastGiven || first.Length > Mark.Length)
        {
            return false;
        }

        first.CopyTo(all);
        int count = first.Length + _unpacked.ReadAtLeast(all[first.Length..], all.Length - first.Length, throwOnEndOfStream: false);
        return all[..count].SequenceEqual(Mark);
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
