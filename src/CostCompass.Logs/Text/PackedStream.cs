using System.IO.Compression;
using System.Runtime.ExceptionServices;

namespace CostCompass.Logs.Text;

/// <summary>
/// The text of a stream that is packed with gzip. The runtime's stream drops what it has unpacked when it meets damage, and takes a
/// stream that was cut off for a whole one; this one gives all that could be unpacked, and fails only then.
/// </summary>
internal sealed class PackedStream : ForwardStream
{
    // Damage may show only at the end of what one step unpacks, and the steps are cleared before, to see how far they went.
    private const int LongestStep = 1 << 14;

    // Put behind the packed bytes: it comes out again as it is only when what stands before it is whole.
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
            return IsMark(step[..count]) ? 0 : throw new InvalidDataException("The packed stream ends too early, or something else follows it.");
        }
        catch (InvalidDataException exception)
        {
            // Of the mark nothing is text; of other damage what was unpacked before it is.
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
        // As much as may come, and a byte more, to see that nothing does.
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
