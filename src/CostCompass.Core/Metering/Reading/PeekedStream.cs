namespace CostCompass.Metering.Reading;

/// <summary>A stream whose first two bytes have been looked at, so that a file is known by its content and not by its name.</summary>
internal sealed class PeekedStream : ForwardStream
{
    private readonly Stream _stream;
    private readonly byte[] _first = new byte[2];
    private readonly int _firstCount;
    private int _given;

    public PeekedStream(Stream stream)
    {
        _stream = stream;
        _firstCount = stream.ReadAtLeast(_first, _first.Length, throwOnEndOfStream: false);
    }

    /// <summary>Whether the stream begins with two bytes.</summary>
    public bool Begins(ReadOnlySpan<byte> two) => _first.AsSpan(0, _firstCount).SequenceEqual(two);

    public override int Read(Span<byte> buffer)
    {
        if (_given == _firstCount)
        {
            return _stream.Read(buffer);
        }

        int count = Math.Min(buffer.Length, _firstCount - _given);
        _first.AsSpan(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }
}
