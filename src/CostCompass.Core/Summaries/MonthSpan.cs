using CostCompass.Spending;

namespace CostCompass.Summaries;

/// <summary>The current month and the next one, in the calendar of a zone.</summary>
/// <param name="Start">The first instant of the current month.</param>
/// <param name="AsOf">The present.</param>
/// <param name="End">The first instant of next month.</param>
/// <param name="NextEnd">The first instant of the month after that.</param>
/// <param name="Today">The day of the present.</param>
public readonly record struct MonthSpan(DateTimeOffset Start, DateTimeOffset AsOf, DateTimeOffset End, DateTimeOffset NextEnd, DateOnly Today)
{
    /// <summary>The months around an instant.</summary>
    /// <param name="asOf">The instant.</param>
    /// <param name="calendar">The calendar.</param>
    public static MonthSpan Around(DateTimeOffset asOf, ZoneCalendar calendar)
    {
        DateTimeOffset start = calendar.StartOf(asOf, CalendarUnit.Month);
        DateTimeOffset end = calendar.Next(start, CalendarUnit.Month);
        return new MonthSpan(start, asOf, end, calendar.Next(end, CalendarUnit.Month), DateOnly.FromDateTime(calendar.ToZone(asOf).Date));
    }

    /// <summary>The first day of the current month.</summary>
    public DateOnly FirstDay => new(Today.Year, Today.Month, 1);
}
