using ZstdSharp;

namespace CostCompass.Logs.Text;

/// <summary>
/// The text of consecutive Zstandard frames. A stream that ends within a frame is still being written: its readable part is returned, and
/// <see cref="IsTorn"/> is true. A damaged stream throws after everything before the damage has been returned.
/// </summary>
internal sealed class ZstandardStream(Stream packed) : ForwardStream
{
    private readonly DecompressionStream _unpacked = new(packed, leaveOpen: true);
    private bool _isEnd;

    /// <summary>Whether the stream ended within a frame.</summary>
    public bool IsTorn { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        if (_isEnd)
        {
            return 0;
        }

        try
        {
            int count = _unpacked.Read(buffer);
            _isEnd = count == 0 && !buffer.IsEmpty;
            return count;
        }
        catch (EndOfStreamException)
        {
            (_isEnd, IsTorn) = (true, true);
            return 0;
        }
        catch (ZstdException exception)
        {
            throw new InvalidDataException("The compressed stream is damaged.", exception);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
        }

        base.Dispose(disposing);
    }
}
