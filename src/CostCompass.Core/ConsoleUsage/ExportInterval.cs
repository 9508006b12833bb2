namespace CostCompass.ConsoleUsage;

/// <summary>The span of a row in an export: usually a day, in UTC or in the time zone of the console.</summary>
/// <param name="From">The start in UTC.</param>
/// <param name="To">The end in UTC, exclusive.</param>
public readonly record struct ExportInterval(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The length of the interval: 23 or 25 hours for a day on which the clock changes.</summary>
    public TimeSpan Duration => To - From;

    /// <summary>The interval between two times in whole microseconds of UTC, the resolution of a store.</summary>
    /// <param name="from">The start.</param>
    /// <param name="to">The end, exclusive.</param>
    public static ExportInterval Between(DateTimeOffset from, DateTimeOffset to) => new(Instant.Truncate(from), Instant.Truncate(to));
}
