namespace CostCompass.Balances;

/// <summary>
/// The last reading of a series. Nothing is known of the time after it: a forecast continues from here, and trailing days are counted
/// back from here.
/// </summary>
/// <param name="At">The time of the reading. For a series of billed costs, the end of what the bills cover.</param>
/// <param name="StaleSince">The same time if the reading is stale, otherwise null.</param>
public readonly record struct LastReading(DateTimeOffset At, DateTimeOffset? StaleSince = null)
{
    /// <summary>The default maximum age of a reading.</summary>
    public static readonly TimeSpan UsualMaximumAge = TimeSpan.FromDays(1);

    /// <summary>The number of usual times between readings after which a reading is missed: polling once a week doesn't make it stale on the second day.</summary>
    public const int MissedReadings = 4;

    /// <summary>Determines whether a reading is stale: older than the maximum age, and older than four times the usual time between readings.</summary>
    /// <param name="at">The time of the reading.</param>
    /// <param name="asOf">The current time.</param>
    /// <param name="maximumAge">The maximum age of a reading.</param>
    /// <param name="usualGap">The usual time between readings, or null if it is unknown. It is called only if it matters.</param>
    public static LastReading Of(DateTimeOffset at, DateTimeOffset asOf, TimeSpan maximumAge, Func<TimeSpan?> usualGap)
    {
        TimeSpan age = asOf - at;
        return new LastReading(at, age > maximumAge && !(usualGap() is { } gap && age <= gap * MissedReadings) ? at : null);
    }

    /// <summary>Throws if a maximum age isn't valid.</summary>
    /// <param name="maximumAge">The maximum age.</param>
    /// <exception cref="CostException"><c>InvalidMaximumAge</c>.</exception>
    public static TimeSpan RequireMaximumAge(TimeSpan maximumAge) => maximumAge >= TimeSpan.Zero
        ? maximumAge
        : throw BalanceErrors.InvalidMaximumAge();
}
