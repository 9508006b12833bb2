namespace CostCompass.Balances;

/// <summary>
/// The resolution of time in a history: whole microseconds in UTC, which every store can hold without loss.
/// </summary>
public static class Instant
{
    /// <summary>The smallest distance between two readings.</summary>
    public static TimeSpan Resolution => TimeSpan.FromMicroseconds(1);

    /// <summary>The instant in UTC, cut to whole microseconds.</summary>
    /// <param name="instant">Any instant.</param>
    public static DateTimeOffset Truncate(DateTimeOffset instant) => FromMicroseconds(ToMicroseconds(instant));

    /// <summary>Microseconds since 1970-01-01T00:00:00Z, rounded down.</summary>
    /// <param name="instant">Any instant.</param>
    public static long ToMicroseconds(DateTimeOffset instant) =>
        Math.DivRem(instant.UtcTicks - DateTime.UnixEpoch.Ticks, TimeSpan.TicksPerMicrosecond, out long rest) - (rest < 0 ? 1 : 0);

    /// <summary>The instant that lies so many microseconds after 1970-01-01T00:00:00Z.</summary>
    /// <param name="microseconds">Microseconds, negative before 1970.</param>
    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        new(DateTime.UnixEpoch.Ticks + (microseconds * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>The last instant before one. A span that doesn't include its end reaches up to it.</summary>
    /// <param name="end">The instant.</param>
    public static DateTimeOffset LastBefore(DateTimeOffset end) => end - DateTimeOffset.MinValue >= Resolution ? end - Resolution : DateTimeOffset.MinValue;

    /// <summary>The earlier of two instants.</summary>
    /// <param name="left">One instant.</param>
    /// <param name="right">The other instant.</param>
    public static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left <= right ? left : right;

    /// <summary>The later of two instants.</summary>
    /// <param name="left">One instant.</param>
    /// <param name="right">The other instant.</param>
    public static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left >= right ? left : right;
}
