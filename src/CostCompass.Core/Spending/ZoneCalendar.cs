namespace CostCompass.Spending;

/// <summary>The calendar of a time zone: where its hours, days, weeks and months begin, across changes of the clock.</summary>
/// <param name="zone">The time zone.</param>
public sealed class ZoneCalendar(TimeZoneInfo zone)
{
    /// <summary>The time zone.</summary>
    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>The instant with the offset that the zone has then.</summary>
    /// <param name="instant">Any instant.</param>
    public DateTimeOffset ToZone(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The first instant of the unit that holds an instant.</summary>
    /// <param name="instant">Any instant.</param>
    /// <param name="unit">The unit.</param>
    public DateTimeOffset StartOf(DateTimeOffset instant, CalendarUnit unit)
    {
        DateTimeOffset local = ToZone(instant);
        if (unit == CalendarUnit.Hour)
        {
            // Within the hour that the clock shows: where the clock changes, an hour can begin at the change.
            long intoHour = local.Ticks % TimeSpan.TicksPerHour;
            DateTimeOffset start = local.AddTicks(-intoHour);
            return Zone.GetUtcOffset(start) == local.Offset ? start : FirstWithOffset(start, local);
        }

        // Where midnight comes twice, the clock shows the old date again after the new one has begun.
        DateTime day = FirstDayOf(local.Date, unit);
        DateTimeOffset next = FirstInstantOf(FollowingDay(day, unit));
        return next <= instant ? next : FirstInstantOf(day);
    }

    /// <summary>The first instant of the next unit.</summary>
    /// <param name="start">The first instant of a unit.</param>
    /// <param name="unit">The unit.</param>
    public DateTimeOffset Next(DateTimeOffset start, CalendarUnit unit)
    {
        DateTimeOffset local = ToZone(start);
        if (unit == CalendarUnit.Hour)
        {
            DateTimeOffset next = ToZone(local.AddTicks(TimeSpan.TicksPerHour - (local.Ticks % TimeSpan.TicksPerHour)));
            return next.Offset == local.Offset ? next : FirstWithOffset(local, next);
        }

        return FirstInstantOf(FollowingDay(FirstDayOf(local.Date, unit), unit));
    }

    /// <summary>
    /// The first instant of a date. Where the clock leaps over midnight, the day begins after the leap; where midnight comes
    /// twice, at the first; a date that was skipped, with the date after it.
    /// </summary>
    /// <param name="date">The date.</param>
    public DateTimeOffset FirstInstantOf(DateTime date)
    {
        // Only the way from an instant to the clock is asked of the zone: the way back (invalid and ambiguous times) does
        // not know of zones that changed their offset for good. No offset is beyond 14 hours, so midnight lies in between.
        var midnight = new DateTimeOffset(DateTime.SpecifyKind(date.Date, DateTimeKind.Unspecified), TimeSpan.Zero);
        DateTimeOffset before = ToZone(midnight.AddHours(-15));
        DateTimeOffset after = ToZone(midnight.AddHours(15));
        if (before.Offset == after.Offset)
        {
            return ToZone(midnight - after.Offset);
        }

        DateTimeOffset change = FirstWithOffset(before, after);
        DateTimeOffset byOldClock = midnight - before.Offset;
        return ToZone(byOldClock < change ? byOldClock : Instant.Later(midnight - after.Offset, change));
    }

    private static DateTime FirstDayOf(DateTime date, CalendarUnit unit) => unit switch
    {
        CalendarUnit.Week => date.AddDays(-(((int)date.DayOfWeek + 6) % 7)),
        CalendarUnit.Month => new DateTime(date.Year, date.Month, 1),
        _ => date,
    };

    private static DateTime FollowingDay(DateTime day, CalendarUnit unit) => unit switch
    {
        CalendarUnit.Day => day.AddDays(1),
        CalendarUnit.Week => day.AddDays(7),
        _ => day.AddMonths(1),
    };

    // The instant of the change of the clock that lies after one instant and at or before another.
    private DateTimeOffset FirstWithOffset(DateTimeOffset before, DateTimeOffset after)
    {
        long low = before.UtcTicks;
        long high = after.UtcTicks;
        while (high - low > 1)
        {
            long middle = low + ((high - low) / 2);
            if (Zone.GetUtcOffset(new DateTimeOffset(middle, TimeSpan.Zero)) == after.Offset)
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        return ToZone(new DateTimeOffset(high, TimeSpan.Zero));
    }
}
