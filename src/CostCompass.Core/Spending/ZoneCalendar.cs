namespace CostCompass.Spending;

/// <summary>The calendar of a time zone: the start of its hours, days, weeks and months, including clock changes.</summary>
/// <param name="zone">The time zone.</param>
public sealed class ZoneCalendar(TimeZoneInfo zone)
{
    /// <summary>The time zone.</summary>
    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>Converts a time to the offset that the zone has at that time.</summary>
    /// <param name="instant">Any time.</param>
    public DateTimeOffset ToZone(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The start of the unit that contains a time.</summary>
    /// <param name="instant">Any time.</param>
    /// <param name="unit">The unit.</param>
    public DateTimeOffset StartOf(DateTimeOffset instant, CalendarUnit unit)
    {
        DateTimeOffset local = ToZone(instant);
        if (unit == CalendarUnit.Hour)
        {
            // Within the hour that the clock shows: at a clock change, an hour can start at the change.
            long intoHour = local.Ticks % TimeSpan.TicksPerHour;
            DateTimeOffset start = local.AddTicks(-intoHour);
            return Zone.GetUtcOffset(start) == local.Offset ? start : FirstWithOffset(start, local);
        }

        // If midnight occurs twice, the clock shows the old date again after the new one has started.
        DateTime day = FirstDayOf(local.Date, unit);
        DateTimeOffset next = FirstInstantOf(FollowingDay(day, unit));
        return next <= instant ? next : FirstInstantOf(day);
    }

    /// <summary>The start of the next unit.</summary>
    /// <param name="start">The start of a unit.</param>
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
    /// The start of a date. If the clock skips midnight, the day starts after the gap. If midnight occurs twice, the day starts at the first one. A
    /// date that was skipped starts with the following date.
    /// </summary>
    /// <param name="date">The date.</param>
    public DateTimeOffset FirstInstantOf(DateTime date)
    {
        // Only the conversion from a time to the clock is used: the opposite one (invalid and ambiguous times) doesn't support zones that changed
        // their offset permanently. No offset exceeds 14 hours, so midnight is in between.
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

    // The time of the clock change after one time and at or before another.
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
