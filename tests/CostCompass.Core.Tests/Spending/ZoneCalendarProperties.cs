using FsCheck;
using FsCheck.Fluent;

namespace CostCompass.Core.Tests.Spending;

public sealed class ZoneCalendarProperties
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Theory]
    [InlineData(CalendarUnit.Hour)]
    [InlineData(CalendarUnit.Day)]
    [InlineData(CalendarUnit.Week)]
    [InlineData(CalendarUnit.Month)]
    public void NearAChangeOfTheClock_UnitsAreContiguous(CalendarUnit unit) => Prop.ForAll(
        TimeZones.Near().ToArbitrary(), at => AreContiguous(at.Calendar, at.Instant, unit)).Check(AccountHistories.Runs);

    [Theory]
    [InlineData(CalendarUnit.Hour)]
    [InlineData(CalendarUnit.Day)]
    [InlineData(CalendarUnit.Week)]
    [InlineData(CalendarUnit.Month)]
    public void InEveryZone_UnitsAreContiguous(CalendarUnit unit) => Prop.ForAll(
        TimeZones.Any().ToArbitrary(), at => AreContiguous(at.Calendar, at.Instant, unit)).Check(AccountHistories.Runs);

    [Theory]
    [InlineData(CalendarUnit.Day)]
    [InlineData(CalendarUnit.Week)]
    [InlineData(CalendarUnit.Month)]
    public void AUnit_BeginsAtTheFirstInstantThatShowsItsDate(CalendarUnit unit) => Prop.ForAll(
        TimeZones.Near().ToArbitrary(),
        at =>
        {
            DateTimeOffset start = at.Calendar.StartOf(at.Instant, unit);
            DateTimeOffset next = at.Calendar.Next(start, unit);
            DateTime shown = at.Calendar.ToZone(start).Date;
            DateTime last = unit switch
            {
                CalendarUnit.Day => shown,
                CalendarUnit.Week => shown.AddDays(6),
                _ => shown.AddMonths(1).AddDays(-1),
            };
            return at.Calendar.ToZone(start - Tick).Date < shown
                && at.Calendar.ToZone(at.Instant).Date <= last
                && at.Calendar.ToZone(next - Tick).Date <= last
                && at.Calendar.ToZone(next).Date > last
                && (unit != CalendarUnit.Week || shown.DayOfWeek == DayOfWeek.Monday)
                && (unit != CalendarUnit.Month || shown.Day == 1);
        }).Check(AccountHistories.Runs);

    [Fact]
    public void WithinAnHour_TheClockShowsOneHourAndOneOffset() => Prop.ForAll(
        TimeZones.Near().ToArbitrary(),
        at =>
        {
            DateTimeOffset start = at.Calendar.StartOf(at.Instant, CalendarUnit.Hour);
            DateTimeOffset last = at.Calendar.ToZone(at.Calendar.Next(start, CalendarUnit.Hour) - Tick);
            return (last.Date, last.Hour, last.Offset) == (start.Date, start.Hour, start.Offset)
                && last - start < TimeSpan.FromHours(1);
        }).Check(AccountHistories.Runs);

    private static bool AreContiguous(ZoneCalendar calendar, DateTimeOffset instant, CalendarUnit unit)
    {
        DateTimeOffset start = calendar.StartOf(instant, unit);
        DateTimeOffset next = calendar.Next(start, unit);
        return start <= instant
            && instant < next
            && calendar.StartOf(start, unit) == start
            && calendar.StartOf(next - Tick, unit) == start
            && calendar.StartOf(next, unit) == next
            && start.Offset == calendar.Zone.GetUtcOffset(start)
            && next.Offset == calendar.Zone.GetUtcOffset(next);
    }
}
