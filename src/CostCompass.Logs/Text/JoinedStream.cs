namespace CostCompass.Logs.Text;

/// <summary>A stream with bytes before and after it. A read never spans two of the three parts. The inner stream isn't closed.</summary>
internal sealed class JoinedStream(ReadOnlyMemory<byte> first, Stream stream, ReadOnlyMemory<byte> last) : ForwardStream
{
    private bool _isOver;
    private int _lastGiven;

    /// <summary>Whether bytes of the last part have been returned.</summary>
    public bool IsLastGiven => _lastGiven > 0;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        if (!first.IsEmpty)
        {
            return Give(ref first, buffer);
        }

        int count = _isOver ? 0 : stream.Read(buffer);
        if (count == 0)
        {
            _isOver = true;
            count = Give(ref last, buffer);
            _lastGiven += count;
        }

        return count;
    }

    private static int Give(ref ReadOnlyMemory<byte> part, Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, part.Length);
        part.Span[..count].CopyTo(buffer);
        part = part[count..];
        return count;
    }
}
