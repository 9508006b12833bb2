namespace CostCompass.Spending;

/// <summary>The current month and the forecast month, in the calendar of a time zone.</summary>
/// <param name="Start">The start of the current month.</param>
/// <param name="AsOf">The current time.</param>
/// <param name="End">The end of the current month, exclusive.</param>
/// <param name="NextStart">The start of the forecast month.</param>
/// <param name="NextEnd">The end of the forecast month, exclusive.</param>
/// <param name="Today">The current day.</param>
public readonly record struct MonthSpan(
    DateTimeOffset Start, DateTimeOffset AsOf, DateTimeOffset End, DateTimeOffset NextStart, DateTimeOffset NextEnd, DateOnly Today)
{
    /// <summary>Gets the months for a time.</summary>
    /// <param name="asOf">The time.</param>
    /// <param name="calendar">The calendar.</param>
    /// <param name="month">The first day of the forecast month, or null for the month after the current one.</param>
    public static MonthSpan Around(DateTimeOffset asOf, ZoneCalendar calendar, DateOnly? month = null)
    {
        DateTimeOffset start = calendar.StartOf(asOf, CalendarUnit.Month);
        DateTimeOffset end = calendar.Next(start, CalendarUnit.Month);
        DateTimeOffset next = month is { } asked ? calendar.FirstInstantOf(asked.ToDateTime(TimeOnly.MinValue)) : end;
        return new MonthSpan(
            start, asOf, end, next, calendar.Next(next, CalendarUnit.Month), DateOnly.FromDateTime(calendar.ToZone(asOf).Date));
    }

    /// <summary>Whether the forecast month is the current one, which is already partly over.</summary>
    public bool IsCurrent => NextStart == Start;

    /// <summary>The first day of the current month.</summary>
    public DateOnly FirstDay => new(Today.Year, Today.Month, 1);
}
