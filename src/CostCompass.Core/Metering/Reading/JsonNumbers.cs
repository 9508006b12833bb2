using System.Runtime.CompilerServices;

namespace CostCompass.Metering.Reading;

/// <summary>Goes past the numbers of JSON.</summary>
internal static class JsonNumbers
{
    /// <summary>Goes past a number.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="at">The place.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Skip(ReadOnlySpan<byte> data, ref int at)
    {
        if (At(data, at) == (byte)'-')
        {
            at++;
        }

        if (At(data, at) == (byte)'0')
        {
            at++;
        }
        else if (!SkipDigits(data, ref at))
        {
            return false;
        }

        if (At(data, at) == (byte)'.')
        {
            at++;
            if (!SkipDigits(data, ref at))
            {
                return false;
            }
        }

        if (At(data, at) is (byte)'e' or (byte)'E')
        {
            at++;
            if (At(data, at) is (byte)'+' or (byte)'-')
            {
                at++;
            }

            if (!SkipDigits(data, ref at))
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool SkipDigits(ReadOnlySpan<byte> data, ref int at)
    {
        int start = at;
        while (At(data, at) is >= (byte)'0' and <= (byte)'9')
        {
            at++;
        }

        return at > start;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte At(ReadOnlySpan<byte> data, int at) => at < data.Length ? data[at] : (byte)0;
}
