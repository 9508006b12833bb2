namespace CostCompass.Spending;

/// <summary>The current month and the one that is forecast, in the calendar of a zone.</summary>
/// <param name="Start">The first instant of the current month.</param>
/// <param name="AsOf">The present.</param>
/// <param name="End">The first instant after the current month.</param>
/// <param name="NextStart">The first instant of the month that is forecast.</param>
/// <param name="NextEnd">The first instant after that month.</param>
/// <param name="Today">The day of the present.</param>
public readonly record struct MonthSpan(
    DateTimeOffset Start, DateTimeOffset AsOf, DateTimeOffset End, DateTimeOffset NextStart, DateTimeOffset NextEnd, DateOnly Today)
{
    /// <summary>The months around an instant.</summary>
    /// <param name="asOf">The instant.</param>
    /// <param name="calendar">The calendar.</param>
    /// <param name="month">The first day of the month that is forecast; null for the one after the current.</param>
    public static MonthSpan Around(DateTimeOffset asOf, ZoneCalendar calendar, DateOnly? month = null)
    {
        DateTimeOffset start = calendar.StartOf(asOf, CalendarUnit.Month);
        DateTimeOffset end = calendar.Next(start, CalendarUnit.Month);
        DateTimeOffset next = month is { } asked ? calendar.FirstInstantOf(asked.ToDateTime(TimeOnly.MinValue)) : end;
        return new MonthSpan(
            start, asOf, end, next, calendar.Next(next, CalendarUnit.Month), DateOnly.FromDateTime(calendar.ToZone(asOf).Date));
    }

    /// <summary>Whether the month that is forecast is the current one, of which a part is over.</summary>
    public bool IsCurrent => NextStart == Start;

    /// <summary>The first day of the current month.</summary>
    public DateOnly FirstDay => new(Today.Year, Today.Month, 1);
}
