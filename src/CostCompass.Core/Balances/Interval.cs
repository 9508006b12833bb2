namespace CostCompass.Balances;

/// <summary>A span of time, such as a day of an export or a bill, the requested span of a report, or the span that a file covers completely.</summary>
/// <param name="From">The start, in UTC.</param>
/// <param name="To">The end, exclusive, in UTC.</param>
public readonly record struct Interval(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The length of the interval: 23 or 25 hours for a day on which the clock changes.</summary>
    public TimeSpan Duration => To - From;

    /// <summary>The interval between two times in whole microseconds of UTC, the resolution of a store.</summary>
    /// <param name="from">The start.</param>
    /// <param name="to">The end, exclusive.</param>
    public static Interval Between(DateTimeOffset from, DateTimeOffset to) => new(Instant.Truncate(from), Instant.Truncate(to));
}
