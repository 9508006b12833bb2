using System.Buffers;
using System.Runtime.ExceptionServices;

namespace CostCompass.Logs.Text;

/// <summary>The current block of a stream, with its line number.</summary>
/// <param name="stream">The stream.</param>
/// <param name="advance">Called with the number of bytes that were read.</param>
/// <param name="offset">The offset in its file at which the stream begins.</param>
/// <param name="line">The line of that offset. The first line is 1.</param>
internal sealed class TextBlocks(Stream stream, Action<int> advance, long offset = 0, long line = 1) : IDisposable
{
    private const int Block = 1 << 18;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Block);
    private ExceptionDispatchInfo? _failure;
    private long _line = line;
    private int _lineCountedTo;

    /// <summary>The index of the next byte in the buffer.</summary>
    public int Start { get; set; }

    /// <summary>The end of the data in the buffer.</summary>
    public int End { get; private set; }

    /// <summary>The offset of the buffer in the file.</summary>
    public long Offset { get; private set; } = offset;

    /// <summary>Whether the stream ended or failed, so that nothing follows the buffer.</summary>
    public bool IsEnd { get; private set; }

    /// <summary>The next byte.</summary>
    public byte Next => _buffer[Start];

    /// <summary>The buffer, filled to <see cref="End"/>.</summary>
    public byte[] Buffer => _buffer;

    /// <summary>The data in the buffer.</summary>
    public ReadOnlySpan<byte> Data => _buffer.AsSpan(0, End);

    /// <summary>The next byte and what follows it.</summary>
    public ReadOnlySpan<byte> Rest => _buffer.AsSpan(Start, End - Start);

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    /// <summary>The line of the next byte. The first line is 1.</summary>
    public long Line()
    {
        if (Start > _lineCountedTo)
        {
            _line += _buffer.AsSpan(_lineCountedTo, Start - _lineCountedTo).Count((byte)'\n');
            _lineCountedTo = Start;
        }

        return _line;
    }

    /// <summary>Goes to the first byte of the next line.</summary>
    /// <returns>False if the stream ends in this line.</returns>
    public bool SkipLine()
    {
        while (true)
        {
            int newline = Rest.IndexOf((byte)'\n');
            if (newline >= 0)
            {
                Start += newline + 1;
                return true;
            }

            Start = End;
            if (IsEnd)
            {
                return false;
            }

            Fill();
        }
    }

    /// <summary>Goes to the end of the stream.</summary>
    public void SkipAll()
    {
        while (!IsEnd)
        {
            Start = End;
            Fill();
        }

        Start = End;
    }

    /// <summary>Throws the failure of the stream, if any, once everything before it has been read.</summary>
    public void ThrowIfBroken() => _failure?.Throw();

    /// <summary>Moves the remaining data to the front, enlarges the buffer if a document fills it, and continues reading.</summary>
    public void Fill()
    {
        Line();
        int rest = End - Start;
        if (rest == _buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            Rest.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        else if (Start > 0)
        {
            Rest.CopyTo(_buffer);
        }

        Offset += Start;
        (Start, End, _lineCountedTo) = (0, rest, 0);
        while (End < _buffer.Length)
        {
            int read = Read();
            if (read == 0)
            {
                IsEnd = true;
                return;
            }

            End += read;
            advance(read);
        }
    }

    private int Read()
    {
        try
        {
            return stream.Read(_buffer, End, _buffer.Length - End);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
            return 0;
        }
    }
}
