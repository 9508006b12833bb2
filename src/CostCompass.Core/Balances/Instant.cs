namespace CostCompass.Balances;

/// <summary>
/// The time resolution of a history: whole microseconds in UTC, which every store can represent exactly.
/// </summary>
public static class Instant
{
    /// <summary>The minimum time between two readings.</summary>
    public static TimeSpan Resolution => TimeSpan.FromMicroseconds(1);

    /// <summary>A time in UTC, truncated to whole microseconds.</summary>
    /// <param name="instant">Any time.</param>
    public static DateTimeOffset Truncate(DateTimeOffset instant) => FromMicroseconds(ToMicroseconds(instant));

    /// <summary>Microseconds since 1970-01-01T00:00:00Z, rounded down.</summary>
    /// <param name="instant">Any time.</param>
    public static long ToMicroseconds(DateTimeOffset instant) =>
        Math.DivRem(instant.UtcTicks - DateTime.UnixEpoch.Ticks, TimeSpan.TicksPerMicrosecond, out long rest) - (rest < 0 ? 1 : 0);

    /// <summary>The time at a number of microseconds after 1970-01-01T00:00:00Z.</summary>
    /// <param name="microseconds">Microseconds, negative before 1970.</param>
    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        new(DateTime.UnixEpoch.Ticks + (microseconds * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>The last time before another one. A span with an exclusive end extends to it.</summary>
    /// <param name="end">The time.</param>
    public static DateTimeOffset LastBefore(DateTimeOffset end) => end - DateTimeOffset.MinValue >= Resolution ? end - Resolution : DateTimeOffset.MinValue;

    /// <summary>The earlier of two times.</summary>
    /// <param name="left">One time.</param>
    /// <param name="right">The other time.</param>
    public static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left <= right ? left : right;

    /// <summary>The later of two times.</summary>
    /// <param name="left">One time.</param>
    /// <param name="right">The other time.</param>
    public static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left >= right ? left : right;
}
