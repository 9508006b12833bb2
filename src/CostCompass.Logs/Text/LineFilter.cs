using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CostCompass.Logs.Text;

/// <summary>
/// Filters out lines that can't contain a call. Most of a session log is text of people and tools that doesn't have to be
/// parsed.
/// </summary>
internal static class LineFilter
{
    private const int LongestWord = 8;

    /// <summary>
    /// Whether a line names a usage, a model or a token count, or writes an ASCII character as an escape, which could hide such a
    /// name.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool MayHoldCall(ReadOnlySpan<byte> line)
    {
        int at = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref byte origin = ref MemoryMarshal.GetReference(line);
            for (; at <= line.Length - Vector256<byte>.Count - 1; at += Vector256<byte>.Count)
            {
                Vector256<byte> bytes = Vector256.LoadUnsafe(ref origin, (nuint)at);
                Vector256<byte> next = Vector256.LoadUnsafe(ref origin, (nuint)(at + 1));
                Vector256<byte> isQuote = Vector256.Equals(bytes, Vector256.Create((byte)'"'));
                Vector256<byte> isNextU = Vector256.Equals(next, Vector256.Create((byte)'u'));
                Vector256<byte> found = (isQuote & (isNextU | Vector256.Equals(next, Vector256.Create((byte)'m'))))
                    | (Vector256.Equals(bytes, Vector256.Create((byte)'s')) & Vector256.Equals(next, Vector256.Create((byte)'"')))
                    | (Vector256.Equals(bytes, Vector256.Create((byte)'\\')) & isNextU);
                for (uint places = found.ExtractMostSignificantBits(); places != 0; places &= places - 1)
                {
                    if (IsCallWord(line, at + BitOperations.TrailingZeroCount(places)))
                    {
                        return true;
                    }
                }
            }
        }

        for (; at < line.Length; at++)
        {
            if (line[at] is (byte)'"' or (byte)'s' or (byte)'\\' && IsCallWord(line, at))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the first line of a file describes a session.</summary>
    public static bool MayBeginSession(ReadOnlySpan<byte> line) => line.IndexOf("\"session"u8) >= 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsCallWord(ReadOnlySpan<byte> line, int at)
    {
        ReadOnlySpan<byte> rest = line.Slice(at, Math.Min(LongestWord, line.Length - at));
        return rest.StartsWith("\"usage\""u8)
            || rest.StartsWith("\"model\""u8)
            || rest.StartsWith("\\u00"u8)
            || (rest.StartsWith("s\""u8) && line[..at].EndsWith("token"u8));
    }
}
