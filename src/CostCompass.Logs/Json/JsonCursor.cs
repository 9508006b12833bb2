using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CostCompass.Logs.Json;

/// <summary>
/// Moves through one JSON document in a buffer of bytes and checks its grammar (RFC 8259), because an incomplete line must never be
/// counted. Most bytes of a session log are text that isn't needed, and they are compared a vector at a time. Utf8JsonReader reads text
/// with escapes byte by byte, which takes twice as long for such a line. UTF-8 is checked elsewhere, for the whole line at once.
/// </summary>
internal ref struct JsonCursor(ReadOnlySpan<byte> data, int start)
{
    // Far deeper than any document. Each level takes a byte.
    private const int DeepestLevel = 1 << 20;

    private readonly ReadOnlySpan<byte> _data = data;
    private int _at = start;
    private byte[] _closings = [];

    /// <summary>The position of the cursor.</summary>
    public readonly int Position => _at;

    /// <summary>Whether the last step failed because the bytes ended, and not because they are invalid.</summary>
    public bool RanOut { get; private set; }

    /// <summary>The next byte that isn't white space, without consuming it, or 0.</summary>
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

    /// <summary>Consumes an expected byte.</summary>
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

    /// <summary>Consumes a name and its colon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TakeName(out JsonValue name)
    {
        name = default;
        return Peek() == (byte)'"' && TakeScalar(out name) && Take((byte)':');
    }

    /// <summary>Consumes a string, a number, true, false or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TakeScalar(out JsonValue value)
    {
        byte first = Peek();
        int start = _at;
        bool isTaken = SkipScalar(first, out bool isEscaped);
        value = first == (byte)'"' ? new JsonValue(first, start + 1, _at - start - 2, isEscaped) : new JsonValue(first, start, _at - start);
        return isTaken;
    }

    /// <summary>Skips a value of any kind with everything in it. It isn't recursive, so depth needs no stack.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool SkipValue()
    {
        int depth = 0;
        while (true)
        {
            byte first = Peek();
            if (first is (byte)'{' or (byte)'[')
            {
                _at++;
                byte closing = (byte)(first + 2);
                if (Peek() != closing)
                {
                    if (depth == _closings.Length)
                    {
                        Array.Resize(ref _closings, Math.Max(16, depth * 2));
                    }

                    _closings[depth++] = closing;
                    if (depth > DeepestLevel || (closing == (byte)'}' && !SkipName()))
                    {
                        return false;
                    }

                    continue;
                }

                _at++;
            }
            else if (!SkipScalar(first, out _))
            {
                return false;
            }

            if (!TakeEndOfValue(ref depth))
            {
                return false;
            }

            if (depth == 0)
            {
                return true;
            }
        }
    }

    // After a value: leaves every container that ends here, then moves to the next value of the one that continues.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TakeEndOfValue(ref int depth)
    {
        while (depth > 0)
        {
            byte next = Peek();
            byte closing = _closings[depth - 1];
            if (next == (byte)',')
            {
                _at++;
                return closing != (byte)'}' || SkipName();
            }

            if (next != closing)
            {
                return false;
            }

            _at++;
            depth--;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SkipName() => Peek() == (byte)'"' && SkipText(out _) && Take((byte)':');

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SkipScalar(byte first, out bool isEscaped)
    {
        isEscaped = false;
        return first switch
        {
            (byte)'"' => SkipText(out isEscaped),
            (byte)'t' => SkipWord("true"u8),
            (byte)'f' => SkipWord("false"u8),
            (byte)'n' => SkipWord("null"u8),
            _ => SkipNumber(),
        };
    }

    // From the opening quote to after the closing one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool SkipText(out bool isEscaped)
    {
        isEscaped = false;
        ReadOnlySpan<byte> data = _data;
        int at = _at + 1;
        while (true)
        {
            at = NextSpecial(data, at);
            if (at < data.Length && data[at] == (byte)'"')
            {
                _at = at + 1;
                return true;
            }

            int length = at < data.Length && data[at] == (byte)'\\' ? LengthOfEscape(data[at..]) : 0;
            isEscaped |= length > 0;
            at += length;
            if (length == 0 || at > data.Length)
            {
                _at = Math.Min(at, data.Length);
                RanOut |= _at >= data.Length;
                return false;
            }
        }
    }

    // 0 if it isn't an escape. An escape that is cut off by the end of the bytes may be longer than they are.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LengthOfEscape(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 2)
        {
            return 2;
        }

        if (rest[1] != (byte)'u')
        {
            return rest[1] is (byte)'n' or (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'t' or (byte)'r' or (byte)'b' or (byte)'f' ? 2 : 0;
        }

        for (int digit = 2; digit < Math.Min(6, rest.Length); digit++)
        {
            if (!char.IsAsciiHexDigit((char)rest[digit]))
            {
                return 0;
            }
        }

        return 6;
    }

    // The next quote, backslash or control character.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int NextSpecial(ReadOnlySpan<byte> data, int at)
    {
        ref byte origin = ref MemoryMarshal.GetReference(data);
        for (; at <= data.Length - Vector256<byte>.Count; at += Vector256<byte>.Count)
        {
            Vector256<byte> bytes = Vector256.LoadUnsafe(ref origin, (nuint)at);
            Vector256<byte> found = Vector256.Equals(bytes, Vector256.Create((byte)'"'))
                | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
                | Vector256.Equals(Vector256.Min(bytes, Vector256.Create((byte)0x1F)), bytes);
            uint places = found.ExtractMostSignificantBits();
            if (places != 0)
            {
                return at + BitOperations.TrailingZeroCount(places);
            }
        }

        while (at < data.Length && data[at] is > 0x1F and not (byte)'"' and not (byte)'\\')
        {
            at++;
        }

        return at;
    }

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool SkipNumber()
    {
        SkipOne((byte)'-', (byte)'-');
        bool isNumber = SkipOne((byte)'0', (byte)'0') || SkipDigits();
        if (isNumber && SkipOne((byte)'.', (byte)'.'))
        {
            isNumber = SkipDigits();
        }

        if (isNumber && SkipOne((byte)'e', (byte)'E'))
        {
            SkipOne((byte)'+', (byte)'-');
            isNumber = SkipDigits();
        }

        // A number ends where something else begins, so at the end of the bytes it may continue.
        RanOut |= _at >= _data.Length;
        return isNumber && !RanOut;
    }

    private bool SkipDigits()
    {
        int start = _at;
        while (_at < _data.Length && char.IsAsciiDigit((char)_data[_at]))
        {
            _at++;
        }

        return _at > start;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SkipOne(byte one, byte other)
    {
        bool isNext = _at < _data.Length && (_data[_at] == one || _data[_at] == other);
        _at += isNext ? 1 : 0;
        return isNext;
    }
}
