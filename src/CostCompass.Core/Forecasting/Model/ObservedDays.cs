namespace CostCompass.Forecasting;

/// <summary>Reads steps of spend as days of the calendar.</summary>
public static class ObservedDays
{
    /// <summary>
    /// The days that ended at or before an instant and of which something is covered, in order. Only spend that counts
    /// for the burn is in them, so that a top-up masks a part of a day and does not make it look cheap.
    /// </summary>
    /// <param name="steps">The steps of one series, in order.</param>
    /// <param name="calendar">The calendar of the time zone that was asked for.</param>
    /// <param name="asOf">The instant of the forecast. The day that holds it has not ended and is left out.</param>
    public static IReadOnlyList<ObservedDay> FromSteps(IEnumerable<SpendStep> steps, ZoneCalendar calendar, DateTimeOffset asOf) =>
        new ObservedHistory(steps, calendar, asOf).Days;
}
