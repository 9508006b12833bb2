using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace CostCompass.Logs.Formats;

/// <summary>Reads instants as logs and answers write them.</summary>
internal static class InstantText
{
    private const int WithoutFraction = 19;

    /// <summary>
    /// Reads ISO 8601 to the ticks of UTC: <c>yyyy-MM-ddTHH:mm:ss</c>, any number of decimals, and <c>Z</c> or an offset. The offset is
    /// required.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryRead(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length <= WithoutFraction
            || text[4] != (byte)'-' || text[7] != (byte)'-' || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ')
            || text[13] != (byte)':' || text[16] != (byte)':'
            || !Number(text, 0, 4, 1, 9999, out int year) || !Number(text, 5, 2, 1, 12, out int month)
            || !Number(text, 8, 2, 1, DateTime.DaysInMonth(year, month), out int day)
            || !Number(text, 11, 2, 0, 23, out int hour) || !Number(text, 14, 2, 0, 59, out int minute) || !Number(text, 17, 2, 0, 59, out int second))
        {
            return false;
        }

        int at = WithoutFraction;
        long fraction = 0;
        if (text[at] is (byte)'.' or (byte)',')
        {
            long unit = TimeSpan.TicksPerSecond / 10;
            int first = ++at;
            for (; at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9'; at++)
            {
                fraction += (text[at] - '0') * unit;
                unit /= 10;
            }

            if (at == first)
            {
                return false;
            }
        }

        return TryReadOffset(text[at..], out long offset)
            && IsInCalendar(ticks = new DateTime(year, month, day, hour, minute, second).Ticks + fraction - offset);
    }

    /// <summary>Reads seconds since 1970, with or without decimals, to the ticks of UTC.</summary>
    public static bool TryReadSeconds(ReadOnlySpan<byte> number, out long ticks)
    {
        ticks = 0;
        if (!Utf8Parser.TryParse(number, out decimal seconds, out int used, 'G') || used != number.Length)
        {
            return false;
        }

        // A greater number is in milliseconds or another mistake.
        if (seconds is < 1m or > 253_402_300_799m)
        {
            return false;
        }

        ticks = DateTime.UnixEpoch.Ticks + (long)(seconds * TimeSpan.TicksPerSecond);
        return true;
    }

    /// <summary>Converts milliseconds since 1970, with or without decimals, to UTC ticks.</summary>
    public static bool TryReadMilliseconds(ReadOnlySpan<byte> number, out long ticks)
    {
        ticks = 0;
        if (!Utf8Parser.TryParse(number, out decimal milliseconds, out int used, 'G') || used != number.Length
            || milliseconds is < 1m or > 253_402_300_799_999m)
        {
            return false;
        }

        ticks = DateTime.UnixEpoch.Ticks + (long)(milliseconds * TimeSpan.TicksPerMillisecond);
        return true;
    }

    private static bool TryReadOffset(ReadOnlySpan<byte> text, out long offset)
    {
        offset = 0;
        if (text.Length == 1)
        {
            return text[0] is (byte)'Z' or (byte)'z';
        }

        if (text.Length is not (5 or 6) || text[0] is not ((byte)'+' or (byte)'-') || (text.Length == 6 && text[3] != (byte)':'))
        {
            return false;
        }

        if (!Number(text, 1, 2, 0, 14, out int hours) || !Number(text, text.Length - 2, 2, 0, 59, out int minutes))
        {
            return false;
        }

        offset = ((hours * 60L) + minutes) * TimeSpan.TicksPerMinute * (text[0] == (byte)'-' ? -1 : 1);
        return true;
    }

    private static bool IsInCalendar(long ticks) => ticks > 0 && ticks <= DateTime.MaxValue.Ticks;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Number(ReadOnlySpan<byte> text, int start, int length, int least, int most, out int number)
    {
        number = 0;
        foreach (byte digit in text.Slice(start, length))
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            number = (number * 10) + digit - '0';
        }

        return number >= least && number <= most;
    }
}
