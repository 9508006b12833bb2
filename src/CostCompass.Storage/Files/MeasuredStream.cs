namespace CostCompass.Storage.Files;

/// <summary>A stream that counts its bytes against a budget and calculates their checksum.</summary>
/// <param name="source">The source. The caller disposes it.</param>
/// <param name="budget">The budget for all bytes.</param>
internal sealed class MeasuredStream(Stream source, InflationBudget budget) : Stream
{
    /// <summary>The checksum of the bytes read.</summary>
    public Crc32 Checksum { get; } = new();

    /// <summary>The number of bytes read.</summary>
    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => BytesRead;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read = source.Read(buffer);
        BytesRead += read;
        Checksum.Add(buffer[..read]);
        budget.Spend(read);
        return read;
    }

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
