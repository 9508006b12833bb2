using System.Buffers;
using System.Runtime.ExceptionServices;

namespace CostCompass.Logs.Text;

/// <summary>The block of a stream that is being read, with the number of the line on which it stands.</summary>
internal sealed class TextBlocks(Stream stream, Action<int> advance) : IDisposable
{
    private const int Block = 1 << 18;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Block);
    private ExceptionDispatchInfo? _failure;
    private long _line = 1;
    private int _lineCountedTo;

    /// <summary>Where in the buffer the next byte stands.</summary>
    public int Start { get; set; }

    /// <summary>The end of what was read into the buffer.</summary>
    public int End { get; private set; }

    /// <summary>How much of the stream lies before the buffer.</summary>
    public long Offset { get; private set; }

    /// <summary>Whether the stream is at its end or broken, so that nothing comes behind the buffer.</summary>
    public bool IsEnd { get; private set; }

    /// <summary>The next byte.</summary>
    public byte Next => _buffer[Start];

    /// <summary>The buffer, filled to <see cref="End"/>.</summary>
    public byte[] Buffer => _buffer;

    /// <summary>All that is in the buffer.</summary>
    public ReadOnlySpan<byte> Data => _buffer.AsSpan(0, End);

    /// <summary>The next byte and what follows it.</summary>
    public ReadOnlySpan<byte> Rest => _buffer.AsSpan(Start, End - Start);

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    /// <summary>The line of the next byte, the first being 1.</summary>
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
    public void SkipLine()
    {
        while (true)
        {
            int newline = Rest.IndexOf((byte)'\n');
            if (newline >= 0)
            {
                Start += newline + 1;
                return;
            }

            Start = End;
            if (IsEnd)
            {
                return;
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

    /// <summary>Throws what broke the stream, if anything did, once all that came before has been read.</summary>
    public void ThrowIfBroken() => _failure?.Throw();

    /// <summary>Moves what is left to the front, makes room when a document fills all of it, and reads on.</summary>
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
