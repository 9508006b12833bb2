using System.Buffers;
using System.Runtime.CompilerServices;
using CostCompass.Metering.Ledger;

namespace CostCompass.Metering.Reading;

/// <summary>
/// Finds the calls in a stream of UTF-8: JSON Lines, one or several documents one after the other, arrays of them, or the events
/// of a streamed answer. Nothing becomes a string, and no more than one document and a block of the file is held at a time.
/// </summary>
internal sealed class UsageReader : IDisposable
{
    /// <summary>The longest document. Answers are far below it.</summary>
    public const int LongestDocument = 64 << 20;

    private const int Block = 1 << 18;
    private const int LongestLineBeginning = 32;

    // A file of nothing but openings would be read again and again to its end, from each line on.
    private const long LeastRereadBudget = 64L << 20;

    private readonly Stream _stream;
    private readonly UsageSource _source;
    private readonly CallInterpreter _interpreter;
    private readonly CallLedger _ledger;
    private readonly MeterDefaults _defaults;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Block);
    private int _start;
    private int _end;
    private long _bufferOffset;
    private long _line = 1;
    private int _lineCountedTo;
    private long _reread;
    private bool _isEnd;
    private bool _isAtLineStart = true;
    private bool _isInArray;
    private bool _needsComma;
    private StreamedAnswer? _streamed;

    public UsageReader(Stream stream, UsageSource source, MeterDefaults defaults, CallLedger ledger)
    {
        _stream = stream;
        _source = source;
        _defaults = defaults;
        _ledger = ledger;
        _interpreter = new CallInterpreter(defaults);
    }

    /// <summary>Reads to the end.</summary>
    public void Read(CancellationToken stop)
    {
        Fill();
        if (_buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8))
        {
            _start = 3;
        }

        while (true)
        {
            stop.ThrowIfCancellationRequested();
            if (!ReadBuffered(stop))
            {
                break;
            }

            Fill();
        }

        FinishStreamed();
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    // Reads the documents that are whole in the buffer. False at the end of the stream.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ReadBuffered(CancellationToken stop)
    {
        while (SkipSpace())
        {
            if (!_isEnd && _end - _start < LongestLineBeginning)
            {
                // Enough to tell the beginnings of lines apart.
                return true;
            }

            byte next = _buffer[_start];
            bool isLineStart = _isAtLineStart;
            if (_isInArray && TakeSeparator(next, isLineStart))
            {
                continue;
            }

            if (isLineStart && TakeEventField())
            {
                continue;
            }

            if (next == (byte)'[' && !_isInArray)
            {
                _start++;
                (_isInArray, _needsComma, _isAtLineStart) = (true, false, false);
                continue;
            }

            if (isLineStart && next == (byte)'{' && !_isInArray && PassOver())
            {
                continue;
            }

            stop.ThrowIfCancellationRequested();
            if (!TakeDocument(next))
            {
                return true;
            }
        }

        return !_isEnd;
    }

    // False when more bytes are needed.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TakeDocument(byte first)
    {
        ReadOnlySpan<byte> data = _buffer.AsSpan(0, _end);
        var json = new JsonCursor(data, _start);
        CallDocument document = default;
        bool isObject = first == (byte)'{';
        bool isWhole = isObject ? CallDocument.Read(ref json, data, out document) : json.SkipValue();
        CallFault? fault = null;
        bool isCutOff = !isWhole && json.RanOut;
        if (isWhole)
        {
            int after = json.Position;
            while (after < _end && data[after] is (byte)' ' or (byte)'\t' or (byte)'\r')
            {
                after++;
            }

            isCutOff = after >= _end && !_isEnd;
            isWhole = after >= _end || MayFollow(data[after]);
        }

        bool isTooLong = json.Position - _start > LongestDocument;
        if (isCutOff && !_isEnd && !isTooLong)
        {
            return false;
        }

        isWhole &= !isCutOff && !isTooLong;
        if (!isWhole)
        {
            fault = isTooLong ? CallFault.TooLong : CallFault.Malformed;
        }
        else if (isObject)
        {
            fault = Handle(document, data);
        }

        if (fault is not null)
        {
            Report(fault);
        }

        if (isWhole)
        {
            _start = json.Position;
            (_isAtLineStart, _needsComma) = (false, true);
        }
        else
        {
            Resume(isTooLong ? 0 : json.Position - _start);
        }

        return true;
    }

    // Goes past a line that begins and ends as a document, is followed by another, and cannot hold a call.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool PassOver()
    {
        ReadOnlySpan<byte> rest = _buffer.AsSpan(_start, _end - _start);
        int newline = rest.IndexOf((byte)'\n');
        if (newline < 0 || newline + 1 >= rest.Length || rest[newline + 1] != (byte)'{')
        {
            return false;
        }

        int last = newline - 1;
        last -= rest[last] == (byte)'\r' ? 1 : 0;
        if (rest[last] != (byte)'}' || LineFilter.MayHoldCall(rest[..newline]))
        {
            return false;
        }

        _start += newline + 1;
        return true;
    }

    private bool MayFollow(byte next) => _isInArray
        ? next is (byte)',' or (byte)']' or (byte)'\n'
        : next is (byte)'\n' or (byte)'{' or (byte)'[';

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private CallFault? Handle(in CallDocument document, ReadOnlySpan<byte> data)
    {
        CallOutcome outcome = _interpreter.Interpret(document, data, out CallReading call, out CallFault? fault);
        switch (outcome)
        {
            case CallOutcome.Fault:
                return fault;
            case CallOutcome.Call:
                return Add(call, call.Id.IsThere ? call.Id.Bytes(data) : [], ModelOf(call, data), _bufferOffset + _start);
            case CallOutcome.Start:
                FinishStreamed();
                _streamed = new StreamedAnswer(
                    call, call.Id.IsThere ? call.Id.Bytes(data).ToArray() : [], ModelOf(call, data).ToArray(), _bufferOffset + _start, Line());
                return null;
            case CallOutcome.Progress when _streamed is null:
                return CallFault.Incomplete;
            case CallOutcome.Progress:
                _streamed.Output = call.Output;
                _streamed.Reasoning = Math.Max(_streamed.Reasoning, call.Reasoning);
                return null;
            case CallOutcome.End:
                FinishStreamed();
                return null;
            default:
                return null;
        }
    }

    private ReadOnlySpan<byte> ModelOf(in CallReading call, ReadOnlySpan<byte> data) =>
        call.Model.IsThere ? call.Model.Bytes(data) : System.Text.Encoding.UTF8.GetBytes(_defaults.Model!);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private CallFault? Add(in CallReading call, ReadOnlySpan<byte> id, ReadOnlySpan<byte> model, long offset)
    {
        var record = new CallRecord
        {
            At = call.At,
            StartedAt = call.StartedAt,
            CacheHit = call.CacheHit,
            CacheMiss = call.CacheMiss,
            Output = call.Output,
            Reasoning = call.Reasoning,
            IsWhole = call.IsWhole || id.IsEmpty,
            Source = _source.Number,
            Offset = offset,
        };
        return _ledger.Add(record, id, model) ? null : CallFault.Conflict;
    }

    private void FinishStreamed()
    {
        if (_streamed is { } answer)
        {
            _streamed = null;
            CallFault? fault = answer.Output < 0 ? CallFault.Unfinished : Add(answer.Final(), answer.Id, answer.Model, answer.Offset);
            if (fault is not null)
            {
                Report(fault, answer.Line);
            }
        }
    }

    // Goes past what stands between the elements of an array, and out of it at its end.
    private bool TakeSeparator(byte next, bool isLineStart)
    {
        if (next == (byte)']' || (next == (byte)',' && _needsComma))
        {
            _start++;
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

    // Server-sent events as they were saved: what is behind "data:" is the document, all else is not.
    private bool TakeEventField()
    {
        ReadOnlySpan<byte> line = _buffer.AsSpan(_start, _end - _start);
        if (line.StartsWith("data:"u8))
        {
            _start += 5;
            ReadOnlySpan<byte> value = line[5..].TrimStart((byte)' ');
            if (value.StartsWith("[DONE]"u8))
            {
                _start += 1 + line.IndexOf((byte)']') - 5;
            }

            _isAtLineStart = false;
            return true;
        }

        if (line[0] == (byte)':' || line.StartsWith("event:"u8) || line.StartsWith("id:"u8) || line.StartsWith("retry:"u8))
        {
            SkipLine();
            return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool SkipSpace()
    {
        while (_start < _end)
        {
            byte next = _buffer[_start];
            if (next == (byte)'\n')
            {
                _isAtLineStart = true;
            }
            else if (next is not ((byte)' ' or (byte)'\t' or (byte)'\r'))
            {
                return true;
            }

            _start++;
        }

        return false;
    }

    // After a fault: from the next line on that begins a document.
    private void Resume(int lookedAt)
    {
        _reread += lookedAt;
        if (_reread > LeastRereadBudget + (4 * _bufferOffset))
        {
            Report(CallFault.GivenUp);
            while (!_isEnd)
            {
                _start = _end;
                Fill();
            }

            _start = _end;
            return;
        }

        do
        {
            SkipLine();
        }
        while (HasNext() && _buffer[_start] is not ((byte)'{' or (byte)'[' or (byte)'d' or (byte)' ' or (byte)'\t'));
        _needsComma = false;
    }

    // To the first byte of the next line.
    private void SkipLine()
    {
        while (true)
        {
            int newline = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                _start += newline + 1;
                break;
            }

            _start = _end;
            if (_isEnd)
            {
                break;
            }

            Fill();
        }

        _isAtLineStart = true;
    }

    private bool HasNext()
    {
        while (_start >= _end && !_isEnd)
        {
            Fill();
        }

        return _start < _end;
    }

    private void Report(CallFault fault) => Report(fault, Line());

    private void Report(CallFault fault, long line) =>
        _source.Report(new UsageFault(_source.Name, line, fault.ErrorId, fault.Message, fault.Action));

    private long Line()
    {
        CountLines(_start);
        return _line;
    }

    private void CountLines(int to)
    {
        if (to > _lineCountedTo)
        {
            _line += _buffer.AsSpan(_lineCountedTo, to - _lineCountedTo).Count((byte)'\n');
            _lineCountedTo = to;
        }
    }

    // Moves what is left to the front, makes room when a document fills all of it, and reads on.
    private void Fill()
    {
        CountLines(_start);
        int rest = _end - _start;
        if (rest == _buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(_start, rest).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        else if (_start > 0)
        {
            _buffer.AsSpan(_start, rest).CopyTo(_buffer);
        }

        _bufferOffset += _start;
        (_start, _end, _lineCountedTo) = (0, rest, 0);
        while (_end < _buffer.Length)
        {
            int read = _stream.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0)
            {
                _isEnd = true;
                return;
            }

            _end += read;
            _source.Advance(read);
        }
    }
}
