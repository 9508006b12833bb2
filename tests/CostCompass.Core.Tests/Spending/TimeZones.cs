using FsCheck;
using FsCheck.Fluent;

namespace CostCompass.Core.Tests.Spending;

/// <summary>Time zones whose clocks are hard to follow, and instants near their changes.</summary>
internal static class TimeZones
{
    private static readonly DateTimeOffset First = new(2005, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Both hemispheres, half an hour of daylight saving, changes at midnight and a minute after, a day that was skipped.
    private static readonly Lazy<IReadOnlyList<Zone>> Hard = new(() => new[]
    {
        "UTC", "Asia/Shanghai", "Asia/Kathmandu", "Europe/Berlin", "America/New_York", "Australia/Sydney", "America/Santiago",
        "Australia/Lord_Howe", "America/Havana", "Asia/Beirut", "America/Sao_Paulo", "Pacific/Apia", "America/St_Johns",
        "America/Asuncion", "Africa/Cairo", "Asia/Gaza", "Africa/Casablanca", "Europe/Dublin", "America/Caracas", "Asia/Pyongyang",
        "Antarctica/Troll", "Asia/Tehran", "Europe/Volgograd", "Pacific/Norfolk",
    }.Select(id => new Zone(new ZoneCalendar(TimeZoneInfo.FindSystemTimeZoneById(id)), ChangesOf(TimeZoneInfo.FindSystemTimeZoneById(id)))).ToArray());

    /// <summary>One of the hard zones, and an instant that is often within two days of a change of its clocks.</summary>
    public static Gen<ZonedInstant> Near() =>
        from zone in Gen.Elements<Zone>(Hard.Value)
        from change in Gen.Elements<DateTimeOffset>(zone.Changes)
        from unit in Gen.Elements(1L, TimeSpan.TicksPerSecond, TimeSpan.TicksPerMinute, TimeSpan.TicksPerHour)
        from distance in Gen.Choose(-50, 50)
        select new ZonedInstant(zone.Calendar, change.AddTicks(unit * distance));

    /// <summary>Any zone that the system knows, at any instant.</summary>
    public static Gen<ZonedInstant> Any()
    {
        ZoneCalendar[] all = TimeZoneInfo.GetSystemTimeZones().Select(zone => new ZoneCalendar(zone)).ToArray();
        return from calendar in Gen.Elements(all)
               from minute in Gen.Choose(0, (int)(End - First).TotalMinutes)
               from ticks in Gen.Choose(0, (int)TimeSpan.TicksPerMinute - 1)
               select new ZonedInstant(calendar, First.AddMinutes(minute).AddTicks(ticks));
    }

    private static DateTimeOffset[] ChangesOf(TimeZoneInfo zone)
    {
        var changes = new List<DateTimeOffset> { First.AddYears(3) };
        for (DateTimeOffset day = First; day < End; day = day.AddDays(1))
        {
            if (zone.GetUtcOffset(day) != zone.GetUtcOffset(day.AddDays(1)))
            {
                changes.Add(Between(zone, day, day.AddDays(1)));
            }
        }

        return [.. changes];
    }

    private static DateTimeOffset Between(TimeZoneInfo zone, DateTimeOffset before, DateTimeOffset after)
    {
        while (after - before > TimeSpan.FromTicks(1))
        {
            DateTimeOffset middle = before + ((after - before) / 2);
            (before, after) = zone.GetUtcOffset(middle) == zone.GetUtcOffset(before) ? (middle, after) : (before, middle);
        }

        return after;
    }

    internal sealed record ZonedInstant(ZoneCalendar Calendar, DateTimeOffset Instant)
    {
        public override string ToString() => FormattableString.Invariant($"{Instant:O} in {Calendar.Zone.Id}");
    }

    private sealed record Zone(ZoneCalendar Calendar, IReadOnlyList<DateTimeOffset> Changes);
}
