using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CostCompass.Metering.Reading;

/// <summary>Goes past the strings of JSON, a vector at a time.</summary>
internal static class JsonStrings
{
    /// <summary>Goes from behind the opening quote to behind the closing one.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="at">The place. When it fails for want of bytes, their end; else where the fault is.</param>
    /// <param name="isEscaped">Whether there were escapes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Skip(ReadOnlySpan<byte> data, ref int at, out bool isEscaped)
    {
        isEscaped = false;
        ref byte origin = ref MemoryMarshal.GetReference(data);
        int place = at;
        while (true)
        {
            place = NextSpecial(ref origin, place, data.Length);
            byte special = place < data.Length ? data[place] : (byte)0;
            if (special == (byte)'"')
            {
                at = place + 1;
                return true;
            }

            int length = special == (byte)'\\' ? LengthOfEscape(data[place..]) : 0;
            isEscaped |= length > 0;
            place += length;
            if (length == 0 || place > data.Length)
            {
                at = Math.Min(place, data.Length);
                return false;
            }
        }
    }

    // 0 for what is no escape. One that the bytes end within may be longer than they are.
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
    private static int NextSpecial(ref byte origin, int at, int length)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            for (; at <= length - Vector256<byte>.Count; at += Vector256<byte>.Count)
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
        }
        else
        {
            for (; at <= length - Vector128<byte>.Count; at += Vector128<byte>.Count)
            {
                Vector128<byte> bytes = Vector128.LoadUnsafe(ref origin, (nuint)at);
                Vector128<byte> found = Vector128.Equals(bytes, Vector128.Create((byte)'"'))
                    | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
                    | Vector128.Equals(Vector128.Min(bytes, Vector128.Create((byte)0x1F)), bytes);
                uint places = found.ExtractMostSignificantBits();
                if (places != 0)
                {
                    return at + BitOperations.TrailingZeroCount(places);
                }
            }
        }

        while (at < length && Unsafe.Add(ref origin, at) is > 0x1F and not (byte)'"' and not (byte)'\\')
        {
            at++;
        }

        return at;
    }
}
