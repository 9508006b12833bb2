namespace CostCompass.Balances;

/// <summary>
/// The last reading of a series. Nothing is known of the time after it: a forecast goes on from here, and trailing days are counted
/// back from here.
/// </summary>
/// <param name="At">The instant of the reading; for a series of billed costs the end of what the bills cover.</param>
/// <param name="StaleSince">The same instant when the reading is too old to rely on; null while it is fresh.</param>
public readonly record struct LastReading(DateTimeOffset At, DateTimeOffset? StaleSince = null)
{
    /// <summary>How old a reading may be unless the caller says otherwise.</summary>
    public static readonly TimeSpan UsualMaximumAge = TimeSpan.FromDays(1);

    // Someone who reads once a week isn't late on the second day.
    private const int MissedReadings = 4;

    /// <summary>Judges the age of a reading: it is stale when it is older than the maximum age, and than four times the usual time between readings.</summary>
    /// <param name="at">The instant of the reading.</param>
    /// <param name="asOf">The current time.</param>
    /// <param name="maximumAge">How old a reading may be.</param>
    /// <param name="usualGap">The usual time between readings, or null if it is unknown. It is asked for only when it matters.</param>
    public static LastReading Of(DateTimeOffset at, DateTimeOffset asOf, TimeSpan maximumAge, Func<TimeSpan?> usualGap)
    {
        TimeSpan age = asOf - at;
        return new LastReading(at, age > maximumAge && !(usualGap() is { } gap && age <= gap * MissedReadings) ? at : null);
    }

    /// <summary>Fails when a maximum age can't be meant.</summary>
    /// <param name="maximumAge">The maximum age.</param>
    /// <exception cref="CostException"><c>InvalidMaximumAge</c>.</exception>
    public static TimeSpan RequireMaximumAge(TimeSpan maximumAge) => maximumAge >= TimeSpan.Zero
        ? maximumAge
        : throw new CostException(
            "InvalidMaximumAge",
            CostErrorKind.InvalidInput,
            "-MaximumAge must not be negative.",
            "Specify a time span such as 1.00:00:00 (1 day).");
}
