using System.Runtime.CompilerServices;
using System.Text.Unicode;
using CostCompass.Logs.Formats;
using CostCompass.Logs.Json;
using CostCompass.Logs.Text;

namespace CostCompass.Logs;

/// <summary>
/// Finds the calls in a stream of UTF-8: JSON Lines, one or more documents in a row, arrays of them, or the events
/// of a streamed response. It creates no strings and keeps at most one document and one block of the file in memory.
/// </summary>
/// <param name="stream">The text.</param>
/// <param name="source">Receives the calls.</param>
/// <param name="advance">Called with the number of bytes that were read.</param>
/// <param name="isTorn">Whether the stream ended in data that was still being written. Truncated data isn't an error then.</param>
/// <param name="place">The place in the file at which the stream begins, or null for the beginning.</param>
internal sealed class DocumentReader(Stream stream, CallSource source, Action<int> advance, Func<bool> isTorn, LogPlace? place = null) : IDisposable
{
    /// <summary>The maximum length of a document. Responses are much shorter.</summary>
    public const int LongestDocument = 64 << 20;

    private const int LongestLineBeginning = 32;
    private const int LongestEventField = 1 << 16;

    // Without a limit, a file of only opening brackets would be read to its end once per line.
    private const long LeastRereadBudget = 64L << 20;

    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    private readonly TextBlocks _bytes = new(stream, advance, place?.Offset ?? 0, place?.Line ?? 1);
    private readonly LogDocument _document = new(CallFormats.Fields);
    private long _reread;
    private bool _isAtLineStart = true;
    private bool _isFirst = place is null;
    private bool _isInLines = source.Continues;
    private bool _isInArray;
    private bool _needsComma;

    /// <summary>
    /// The place after the last complete line, with the data of the session there. Null if reading can't continue there: the stream contains a
    /// document of several lines, an array, or the events of a response.
    /// </summary>
    public (long Offset, long Line, LogSession Session)? Place { get; private set; } = (place?.Offset ?? 0, place?.Line ?? 1, source.Session);

    /// <summary>Reads to the end. If the stream is damaged, everything before the damage is taken, and then the method fails.</summary>
    public void Read(CancellationToken stop)
    {
        _bytes.Fill();
        if (_isFirst && BinaryContent.FaultOf(_bytes.Rest) is { } binary)
        {
            source.Report(binary, line: 0);
            return;
        }

        while (ReadBuffered(stop))
        {
            _bytes.Fill();
            stop.ThrowIfCancellationRequested();
        }

        MarkPlace();
        CallFormats.Finish(source);
        _bytes.ThrowIfBroken();
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => _bytes.Dispose();

    // Reads the documents that are complete in the buffer. False at the end of the stream.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ReadBuffered(CancellationToken stop)
    {
        while (SkipSpace())
        {
            if (!_bytes.IsEnd && _bytes.End - _bytes.Start < LongestLineBeginning)
            {
                // Enough to distinguish the beginnings of lines.
                return true;
            }

            byte next = _bytes.Next;
            bool isLineStart = _isAtLineStart;
            if (_isInArray && TakeSeparator(next, isLineStart))
            {
                continue;
            }

            if (isLineStart && IsEventField())
            {
                if (!TakeEventField())
                {
                    return true;
                }

                continue;
            }

            if (next == (byte)'[' && !_isInArray)
            {
                _isInLines = false;
                _bytes.Start++;
                (_isInArray, _needsComma, _isAtLineStart) = (true, false, false);
                continue;
            }

            if (isLineStart && next == (byte)'{' && !_isInArray && PassOver())
            {
                continue;
            }

            stop.ThrowIfCancellationRequested();
            MarkPlace();
            if (!TakeDocument(next))
            {
                return true;
            }
        }

        return !_bytes.IsEnd;
    }

    // At the beginning of a line. Events of a response have their own lines, and belong together.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MarkPlace()
    {
        _isInLines = _isInLines && source.Streamed is null;
        if (!_isInLines)
        {
            Place = null;
        }
        else if (_isAtLineStart)
        {
            Place = (_bytes.Offset + _bytes.Start, _bytes.Line(), source.Session);
        }
    }

    // False when more bytes are needed.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TakeDocument(byte first)
    {
        ReadOnlySpan<byte> data = _bytes.Data;
        var json = new JsonCursor(data, _bytes.Start);
        bool isObject = first == (byte)'{';
        bool isWhole = isObject ? _document.Read(ref json, _bytes.Buffer) : json.SkipValue();
        bool isCutOff = !isWhole && json.RanOut;
        if (isWhole)
        {
            int after = json.Position;
            while (after < _bytes.End && data[after] is (byte)' ' or (byte)'\t' or (byte)'\r')
            {
                after++;
            }

            isCutOff = after + ByteOrderMark.Length > _bytes.End && !_bytes.IsEnd;
            isWhole = after >= _bytes.End || MayFollow(data[after..], isObject);
        }

        _isFirst = false;
        bool isTooLong = json.Position - _bytes.Start > LongestDocument;
        if (isCutOff && !_bytes.IsEnd && !isTooLong)
        {
            return false;
        }

        isWhole &= !isCutOff && !isTooLong;
        UsageFault? fault = isTooLong ? Faults.TooLong
            : !isWhole ? Faults.Malformed
            : !Utf8.IsValid(data[_bytes.Start..json.Position]) ? Faults.NotUtf8
            : null;
        if (fault is not null)
        {
            if (!isCutOff || !IsStillWritten())
            {
                Report(fault);
            }
        }
        else if (isObject)
        {
            (source.Offset, source.Line) = (_bytes.Offset + _bytes.Start, _bytes.Line());
            CallFormats.Take(_document, source);
        }

        _isInLines = _isInLines && (!isWhole || data[_bytes.Start..json.Position].IndexOf((byte)'\n') < 0);

        if (isWhole)
        {
            _bytes.Start = json.Position;
            (_isAtLineStart, _needsComma) = (false, true);
        }
        else
        {
            Resume(isTooLong ? 0 : json.Position - _bytes.Start);
        }

        return true;
    }

    // Skips a line that begins and ends like a document, is followed by another one, and can't contain a call.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool PassOver()
    {
        ReadOnlySpan<byte> rest = _bytes.Rest;
        int newline = rest.IndexOf((byte)'\n');
        if (newline < 0 || newline + 1 >= rest.Length || rest[newline + 1] != (byte)'{')
        {
            return false;
        }

        int last = newline - 1;
        last -= rest[last] == (byte)'\r' ? 1 : 0;
        if (rest[last] != (byte)'}' || LineFilter.MayHoldCall(rest[..newline]) || (_isFirst && LineFilter.MayBeginSession(rest[..newline])))
        {
            return false;
        }

        _isFirst = false;

        _bytes.Start += newline + 1;
        return true;
    }

    // A line may have several documents. A number or a word before a document is the remainder of something else.
    private bool MayFollow(ReadOnlySpan<byte> next, bool isObject) => next[0] == (byte)'\n' || next.StartsWith(ByteOrderMark)
        || (_isInArray ? next[0] is (byte)',' or (byte)']' : isObject && (next[0] is (byte)'{' or (byte)'['));

    // Skips what separates the elements of an array, and leaves the array at its end.
    private bool TakeSeparator(byte next, bool isLineStart)
    {
        if (next == (byte)']' || (next == (byte)',' && _needsComma))
        {
            _bytes.Start++;
            _isInArray = next != (byte)']';
            (_needsComma, _isAtLineStart) = (false, false);
            return true;
        }

        if (_needsComma && isLineStart)
        {
            // The array was never closed, and another document begins.
            _isInArray = false;
        }

        return false;
    }

    // Saved server-sent events: only the text after "data:" is a document.
    private bool IsEventField()
    {
        ReadOnlySpan<byte> line = _bytes.Rest;
        return line[0] is (byte)':' or (byte)'d' or (byte)'e' or (byte)'i' or (byte)'r' && (line[0] == (byte)':'
            || line.StartsWith("data:"u8) || line.StartsWith("event:"u8) || line.StartsWith("id:"u8) || line.StartsWith("retry:"u8));
    }

    // False when more bytes are needed.
    private bool TakeEventField()
    {
        ReadOnlySpan<byte> line = _bytes.Rest;
        if (line.StartsWith("data:"u8))
        {
            _bytes.Start += 5;
            ReadOnlySpan<byte> value = line[5..].TrimStart((byte)' ');
            if (value.StartsWith("[DONE]"u8))
            {
                _bytes.Start += 1 + line.IndexOf((byte)']') - 5;
            }

            _isAtLineStart = false;
            return true;
        }

        int newline = line.IndexOf((byte)'\n');
        if (newline < 0 && !_bytes.IsEnd && line.Length < LongestEventField)
        {
            return false;
        }

        // A line that contains a call isn't such a field: something precedes a document.
        if (LineFilter.MayHoldCall(newline < 0 ? line : line[..newline]))
        {
            Report(Faults.Malformed);
        }

        SkipLine();
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool SkipSpace()
    {
        while (_bytes.Start < _bytes.End)
        {
            byte next = _bytes.Next;
            if (next == (byte)'\n')
            {
                _isAtLineStart = true;
            }
            else if (next == ByteOrderMark[0] && _bytes.Rest.StartsWith(ByteOrderMark))
            {
                // Concatenated files may each have one.
                _bytes.Start += ByteOrderMark.Length;
                continue;
            }
            else if (next is not ((byte)' ' or (byte)'\t' or (byte)'\r'))
            {
                return true;
            }

            _bytes.Start++;
        }

        return false;
    }

    // After a fault, reading continues with the next line, so that each lost line is reported.
    private void Resume(int lookedAt)
    {
        _reread += lookedAt;
        if (_reread > LeastRereadBudget + (4 * _bytes.Offset))
        {
            Report(Faults.GivenUp);
            _bytes.SkipAll();
            return;
        }

        SkipLine();
        _needsComma = false;
    }

    // The last line of a log whose place is remembered is read the next time.
    private bool IsStillWritten() => isTorn() || (_isInLines && _bytes.Rest.IndexOf((byte)'\n') < 0);

    private void SkipLine() => _isAtLineStart = _bytes.SkipLine();

    private void Report(UsageFault fault) => source.Report(fault, _bytes.Line());
}
