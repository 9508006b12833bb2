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

        return FirstInstantOf(FirstDayOf(local.Date, unit));
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

        DateTime day = FirstDayOf(local.Date, unit);
        return FirstInstantOf(unit switch
        {
            CalendarUnit.Day => day.AddDays(1),
            CalendarUnit.Week => day.AddDays(7),
            _ => day.AddMonths(1),
        });
    }

    /// <summary>The first instant of a date. Where the clock leaps over midnight, the day begins after the leap; where midnight comes twice, at the first.</summary>
    /// <param name="date">The date.</param>
    public DateTimeOffset FirstInstantOf(DateTime date)
    {
        DateTime midnight = DateTime.SpecifyKind(date.Date, DateTimeKind.Unspecified);
        if (Zone.IsInvalidTime(midnight))
        {
            // The offset before the leap makes the instant at which the clock leaps.
            TimeSpan before = Zone.GetUtcOffset(DateTime.SpecifyKind(midnight.AddDays(-1), DateTimeKind.Unspecified));
            var probe = new DateTimeOffset(midnight, before);
            return FirstWithOffset(probe.AddDays(-1), ToZone(probe));
        }

        TimeSpan offset = Zone.IsAmbiguousTime(midnight)
            ? Zone.GetAmbiguousTimeOffsets(midnight).Max()
            : Zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset);
    }

    private static DateTime FirstDayOf(DateTime date, CalendarUnit unit) => unit switch
    {
        CalendarUnit.Week => date.AddDays(-(((int)date.DayOfWeek + 6) % 7)),
        CalendarUnit.Month => new DateTime(date.Year, date.Month, 1),
        _ => date,
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
