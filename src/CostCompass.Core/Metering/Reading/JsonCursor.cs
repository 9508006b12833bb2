using System.Runtime.CompilerServices;

namespace CostCompass.Metering.Reading;

/// <summary>
/// Walks through one JSON document in a buffer of bytes, and checks its grammar (RFC 8259) on the way: a line that is not whole
/// must never be counted. Whether the bytes within its strings are UTF-8 it does not check; its user does, for all at once. Most bytes of a session log are text that nobody asks for, and are compared a vector at a time.
/// The runtime's own reader takes text with escapes byte by byte, which is too slow for source code in JSON.
/// </summary>
internal ref struct JsonCursor
{
    private readonly ReadOnlySpan<byte> _data;
    private int _at;
    private int _depth;
    private ulong _objects;
    private Stack<ulong>? _outerObjects;

    /// <summary>A cursor before a value.</summary>
    public JsonCursor(ReadOnlySpan<byte> data, int start)
    {
        _data = data;
        _at = start;
    }

    /// <summary>Where the cursor stands.</summary>
    public readonly int Position => _at;

    /// <summary>Whether the last step failed for want of bytes rather than by what they are.</summary>
    public bool RanOut { get; private set; }

    /// <summary>The next byte that is no white space, without going past it; 0 when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Peek()
    {
        ReadOnlySpan<byte> data = _data;
        int at = _at;
        while ((uint)at < (uint)data.Length)
        {
            byte next = data[at];
            if (next > (byte)' ' || next is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                _at = at;
                return next;
            }

            at++;
        }

        _at = at;
        RanOut = true;
        return 0;
    }

    /// <summary>Goes past a byte that is to come next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Take(byte expected)
    {
        if (Peek() != expected)
        {
            return false;
        }

        _at++;
        return true;
    }

    /// <summary>Goes past a name and its colon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TakeName(out JsonText name) => TakeText(out name) && Take((byte)':');

    /// <summary>Goes past a string.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TakeText(out JsonText text)
    {
        text = default;
        if (!Take((byte)'"'))
        {
            return false;
        }

        int start = _at;
        if (!SkipText(out bool isEscaped))
        {
            return false;
        }

        text = new JsonText(start, _at - 1 - start, isEscaped);
        return true;
    }

    /// <summary>Goes past a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TakeNumber(out JsonText number)
    {
        Peek();
        int start = _at;
        bool isNumber = SkipNumber();
        number = new JsonText(start, _at - start, false);
        return isNumber;
    }

    /// <summary>Goes past a value of any kind, whatever is in it. It calls nothing upon itself, so depth costs a bit and no stack.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool SkipValue()
    {
        int outside = _depth;
        while (true)
        {
            byte first = Peek();
            switch (first)
            {
                case (byte)'"':
                    _at++;
                    if (!SkipText(out _))
                    {
                        return false;
                    }

                    break;
                case (byte)'{':
                    _at++;
                    if (Peek() != (byte)'}')
                    {
                        Enter(isObject: true);
                        if (!SkipName())
                        {
                            return false;
                        }

                        continue;
                    }

                    _at++;
                    break;
                case (byte)'[':
                    _at++;
                    if (Peek() != (byte)']')
                    {
                        Enter(isObject: false);
                        continue;
                    }

                    _at++;
                    break;
                default:
                    if (!SkipNumberOrWord(first))
                    {
                        return false;
                    }

                    break;
            }

            // Behind a value: out of every container that ends here, then to the next value of the one that goes on.
            while (true)
            {
                if (_depth == outside)
                {
                    return true;
                }

                byte next = Peek();
                bool isObject = (_objects & 1) != 0;
                if (next == (byte)',')
                {
                    _at++;
                    if (isObject && !SkipName())
                    {
                        return false;
                    }

                    break;
                }

                if (next != (isObject ? (byte)'}' : (byte)']'))
                {
                    return false;
                }

                _at++;
                Leave();
            }
        }
    }

    private void Enter(bool isObject)
    {
        if (_depth > 0 && _depth % 64 == 0)
        {
            (_outerObjects ??= new Stack<ulong>()).Push(_objects);
        }

        _objects = (_objects << 1) | (isObject ? 1UL : 0UL);
        _depth++;
    }

    private void Leave()
    {
        _depth--;
        _objects >>= 1;
        if (_depth > 0 && _depth % 64 == 0)
        {
            _objects = _outerObjects!.Pop();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SkipName()
    {
        if (Peek() != (byte)'"')
        {
            return false;
        }

        _at++;
        return SkipText(out _) && Take((byte)':');
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SkipText(out bool isEscaped)
    {
        bool isText = JsonStrings.Skip(_data, ref _at, out isEscaped);
        RanOut |= !isText && _at >= _data.Length;
        return isText;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool SkipNumberOrWord(byte first) => first switch
    {
        (byte)'t' => SkipWord("true"u8),
        (byte)'f' => SkipWord("false"u8),
        (byte)'n' => SkipWord("null"u8),
        _ => SkipNumber(),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool SkipWord(ReadOnlySpan<byte> word)
    {
        ReadOnlySpan<byte> rest = _data[_at..];
        if (rest.StartsWith(word))
        {
            _at += word.Length;
            return true;
        }

        RanOut = word.StartsWith(rest);
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SkipNumber()
    {
        bool isNumber = JsonNumbers.Skip(_data, ref _at);

        // A number ends where something else begins, so at the end of the bytes it may go on.
        RanOut |= _at >= _data.Length;
        return isNumber && !RanOut;
    }
}
