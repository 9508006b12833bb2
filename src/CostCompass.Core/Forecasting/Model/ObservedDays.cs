namespace CostCompass.Forecasting;

/// <summary>Converts steps of spend to calendar days.</summary>
public static class ObservedDays
{
    /// <summary>
    /// The days that ended at or before a time and that are at least partly covered, in order. They include only spend that counts for the burn
    /// rate, so that a top-up masks a part of a day and doesn't make it look cheap.
    /// </summary>
    /// <param name="steps">The steps of one series, in order.</param>
    /// <param name="calendar">The calendar of the requested time zone.</param>
    /// <param name="asOf">The time of the forecast. The day of this time hasn't ended and is left out.</param>
    public static IReadOnlyList<ObservedDay> FromSteps(IEnumerable<SpendStep> steps, ZoneCalendar calendar, DateTimeOffset asOf) =>
        new ObservedHistory(steps, calendar, asOf).Days;
}
