using System.Buffers;

namespace CostCompass.Providers.DeepSeek;

/// <summary>
/// The time in a reset header, which has one of these formats: seconds (<c>12</c>), a duration (<c>1m30s</c>, <c>250ms</c>, <c>1h</c>),
/// an RFC 3339 time, or a Unix timestamp in seconds or milliseconds.
/// </summary>
public static class ResetInstant
{
    // The magnitude of a number determines its unit: in seconds this is the year 2001, and in milliseconds 1973.
    private const decimal FirstTimestamp = 1e9m;
    private const decimal FirstMillisecondTimestamp = 1e11m;
    private const decimal LastMillisecondTimestamp = 1e14m;

    // No rate-limit window is longer. A longer one means something else.
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(366);

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private static readonly string[] InstantFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Reads a header.</summary>
    /// <param name="text">The value of the header, or null if it is missing.</param>
    /// <param name="now">The time from which durations count.</param>
    /// <returns>The time in UTC, or null if the header is missing or invalid.</returns>
    public static DateTimeOffset? Read(string? text, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var trimmed = text.Trim();
        if (decimal.TryParse(trimmed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return OfNumber(number, now);
        }

        if (DateTimeOffset.TryParseExact(trimmed, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            return instant.ToUniversalTime();
        }

        return Duration(trimmed) is { } duration ? now.ToUniversalTime() + duration : null;
    }

    private static DateTimeOffset? OfNumber(decimal number, DateTimeOffset now) => number switch
    {
        < FirstTimestamp => WithinWindow(number * TimeSpan.TicksPerSecond) is { } duration ? now.ToUniversalTime() + duration : null,
        < FirstMillisecondTimestamp => DateTimeOffset.UnixEpoch.AddTicks((long)(number * TimeSpan.TicksPerSecond)),
        < LastMillisecondTimestamp => DateTimeOffset.UnixEpoch.AddTicks((long)(number * TimeSpan.TicksPerMillisecond)),
        _ => null,
    };

    /// <summary>A duration of numbers with units, from the largest unit to the smallest, each at most once.</summary>
    private static TimeSpan? Duration(ReadOnlySpan<char> text)
    {
        var ticks = 0m;
        var previous = long.MaxValue;
        while (!text.IsEmpty)
        {
            var digits = text.IndexOfAnyExcept(NumberCharacters);
            if (digits <= 0
                || !decimal.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
                || count > FirstTimestamp)
            {
                return null;
            }

            text = text[digits..];
            var letters = text.IndexOfAny(NumberCharacters);
            var unit = UnitTicks(letters < 0 ? text : text[..letters]);
            if (unit is null || unit >= previous)
            {
                return null;
            }

            ticks += count * unit.Value;
            previous = unit.Value;
            text = letters < 0 ? [] : text[letters..];
        }

        return WithinWindow(ticks);
    }

    private static long? UnitTicks(ReadOnlySpan<char> unit) => unit switch
    {
        "d" => TimeSpan.TicksPerDay,
        "h" => TimeSpan.TicksPerHour,
        "m" => TimeSpan.TicksPerMinute,
        "s" => TimeSpan.TicksPerSecond,
        "ms" => TimeSpan.TicksPerMillisecond,
        _ => null,
    };

    private static TimeSpan? WithinWindow(decimal ticks) =>
        ticks <= LongestWindow.Ticks ? TimeSpan.FromTicks((long)ticks) : null;
}
