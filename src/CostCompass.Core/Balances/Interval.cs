namespace CostCompass.Balances;

/// <summary>A span of time: a day of an export or of a bill, what a provider was asked about, what a file tells all of.</summary>
/// <param name="From">The first instant, in UTC.</param>
/// <param name="To">The end, not included, in UTC.</param>
public readonly record struct Interval(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The length of the interval: 23 or 25 hours for a day on which the clock changes.</summary>
    public TimeSpan Duration => To - From;

    /// <summary>The interval between two instants in whole microseconds of UTC, the resolution of a store.</summary>
    /// <param name="from">The first instant.</param>
    /// <param name="to">The end, not included.</param>
    public static Interval Between(DateTimeOffset from, DateTimeOffset to) => new(Instant.Truncate(from), Instant.Truncate(to));
}
