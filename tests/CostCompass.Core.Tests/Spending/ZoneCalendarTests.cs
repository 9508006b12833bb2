namespace CostCompass.Core.Tests.Spending;

public sealed class ZoneCalendarTests
{
    // The instants at which a date begins and ends, as clocks there showed them.
    [Theory]
    [InlineData("UTC", "2026-03-10T12:00Z", "2026-03-10T00:00+00:00", "2026-03-11T00:00+00:00")]
    [InlineData("Asia/Shanghai", "2026-03-10T17:00Z", "2026-03-11T00:00+08:00", "2026-03-12T00:00+08:00")]
    [InlineData("Asia/Kathmandu", "2026-03-10T18:15Z", "2026-03-11T00:00+05:45", "2026-03-12T00:00+05:45")]
    [InlineData("Europe/Berlin", "2026-03-29T12:00Z", "2026-03-29T00:00+01:00", "2026-03-30T00:00+02:00")]
    [InlineData("Europe/Berlin", "2026-10-25T12:00Z", "2026-10-25T00:00+02:00", "2026-10-26T00:00+01:00")]
    [InlineData("Australia/Sydney", "2026-04-05T00:00Z", "2026-04-05T00:00+11:00", "2026-04-06T00:00+10:00")]
    [InlineData("Australia/Lord_Howe", "2026-04-05T00:00Z", "2026-04-05T00:00+11:00", "2026-04-06T00:00+10:30")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T00:00Z", "2026-10-04T00:00+10:30", "2026-10-05T00:00+11:00")]
    [InlineData("America/Havana", "2026-03-08T12:00Z", "2026-03-08T01:00-04:00", "2026-03-09T00:00-04:00")]
    [InlineData("America/Havana", "2026-11-01T04:30Z", "2026-11-01T00:00-04:00", "2026-11-02T00:00-05:00")]
    [InlineData("America/Havana", "2026-11-01T05:30Z", "2026-11-01T00:00-04:00", "2026-11-02T00:00-05:00")]
    [InlineData("Asia/Beirut", "2026-03-29T12:00Z", "2026-03-29T01:00+03:00", "2026-03-30T00:00+03:00")]
    [InlineData("Asia/Beirut", "2026-10-24T20:30Z", "2026-10-24T00:00+03:00", "2026-10-25T00:00+02:00")]
    [InlineData("Asia/Beirut", "2026-10-24T21:30Z", "2026-10-24T00:00+03:00", "2026-10-25T00:00+02:00")]
    [InlineData("America/Sao_Paulo", "2018-11-04T12:00Z", "2018-11-04T01:00-02:00", "2018-11-05T00:00-02:00")]
    [InlineData("America/Sao_Paulo", "2018-02-18T02:30Z", "2018-02-17T00:00-02:00", "2018-02-18T00:00-03:00")]
    [InlineData("Pacific/Apia", "2011-12-30T09:00Z", "2011-12-29T00:00-10:00", "2011-12-31T00:00+14:00")]
    [InlineData("Pacific/Apia", "2011-12-30T10:00Z", "2011-12-31T00:00+14:00", "2012-01-01T00:00+14:00")]
    [InlineData("America/St_Johns", "2010-11-07T02:30:30Z", "2010-11-07T00:00-02:30", "2010-11-08T00:00-03:30")]
    [InlineData("America/St_Johns", "2010-11-07T03:00Z", "2010-11-07T00:00-02:30", "2010-11-08T00:00-03:30")]
    public void ADay_BeginsAndEndsWhereClocksShowANewDate(string zone, string instant, string start, string next) =>
        AssertUnit(zone, instant, CalendarUnit.Day, start, next);

    [Theory]
    [InlineData("UTC", "2026-03-10T12:34:56.789Z", "2026-03-10T12:00+00:00", "2026-03-10T13:00+00:00")]
    [InlineData("Asia/Kathmandu", "2026-03-10T12:34Z", "2026-03-10T18:00+05:45", "2026-03-10T19:00+05:45")]
    [InlineData("Europe/Berlin", "2026-03-29T00:30Z", "2026-03-29T01:00+01:00", "2026-03-29T03:00+02:00")]
    [InlineData("Europe/Berlin", "2026-10-25T00:30Z", "2026-10-25T02:00+02:00", "2026-10-25T02:00+01:00")]
    [InlineData("Europe/Berlin", "2026-10-25T01:30Z", "2026-10-25T02:00+01:00", "2026-10-25T03:00+01:00")]
    [InlineData("Australia/Lord_Howe", "2026-10-03T15:10Z", "2026-10-04T01:00+10:30", "2026-10-04T02:30+11:00")]
    [InlineData("Australia/Lord_Howe", "2026-10-03T15:40Z", "2026-10-04T02:30+11:00", "2026-10-04T03:00+11:00")]
    [InlineData("Australia/Lord_Howe", "2026-04-04T14:50Z", "2026-04-05T01:00+11:00", "2026-04-05T01:30+10:30")]
    [InlineData("Australia/Lord_Howe", "2026-04-04T15:10Z", "2026-04-05T01:30+10:30", "2026-04-05T02:00+10:30")]
    [InlineData("Pacific/Apia", "2011-12-30T09:59Z", "2011-12-29T23:00-10:00", "2011-12-31T00:00+14:00")]
    public void AnHour_EndsAtTheFullHourOrWhereTheClockChanges(string zone, string instant, string start, string next) =>
        AssertUnit(zone, instant, CalendarUnit.Hour, start, next);

    [Theory]
    [InlineData("UTC", "2026-03-09T00:00Z", "2026-03-09T00:00+00:00", "2026-03-16T00:00+00:00")]
    [InlineData("UTC", "2026-03-15T23:59Z", "2026-03-09T00:00+00:00", "2026-03-16T00:00+00:00")]
    [InlineData("UTC", "2026-01-01T00:00Z", "2025-12-29T00:00+00:00", "2026-01-05T00:00+00:00")]
    [InlineData("Europe/Berlin", "2026-03-28T12:00Z", "2026-03-23T00:00+01:00", "2026-03-30T00:00+02:00")]
    [InlineData("Pacific/Apia", "2011-12-31T12:00Z", "2011-12-26T00:00-10:00", "2012-01-02T00:00+14:00")]
    public void AWeek_BeginsOnMonday(string zone, string instant, string start, string next) =>
        AssertUnit(zone, instant, CalendarUnit.Week, start, next);

    [Theory]
    [InlineData("UTC", "2028-02-29T12:00Z", "2028-02-01T00:00+00:00", "2028-03-01T00:00+00:00")]
    [InlineData("UTC", "2026-12-31T23:59:59.9999999Z", "2026-12-01T00:00+00:00", "2027-01-01T00:00+00:00")]
    [InlineData("Asia/Shanghai", "2026-02-28T16:00Z", "2026-03-01T00:00+08:00", "2026-04-01T00:00+08:00")]
    [InlineData("Europe/Berlin", "2026-03-31T21:00Z", "2026-03-01T00:00+01:00", "2026-04-01T00:00+02:00")]
    [InlineData("Pacific/Apia", "2011-12-31T12:00Z", "2012-01-01T00:00+14:00", "2012-02-01T00:00+14:00")]
    [InlineData("America/Havana", "2026-11-01T05:30Z", "2026-11-01T00:00-04:00", "2026-12-01T00:00-05:00")]
    public void AMonth_BeginsOnTheFirst(string zone, string instant, string start, string next) =>
        AssertUnit(zone, instant, CalendarUnit.Month, start, next);

    [Fact]
    public void ADateThatWasSkipped_BeginsWithTheDateAfterIt() => Assert.Equal(
        Exactly("2011-12-31T00:00+14:00"), Text(Calendar("Pacific/Apia").FirstInstantOf(new DateTime(2011, 12, 30))));

    [Fact]
    public void AnInstantInTheZone_IsTheSameInstant()
    {
        DateTimeOffset instant = Instant("2026-07-01T12:00Z");

        DateTimeOffset local = Calendar("America/Havana").ToZone(instant);

        Assert.Equal((instant, TimeSpan.FromHours(-4)), (local, local.Offset));
    }

    private static void AssertUnit(string zone, string instant, CalendarUnit unit, string start, string next)
    {
        ZoneCalendar calendar = Calendar(zone);

        DateTimeOffset first = calendar.StartOf(Instant(instant), unit);

        Assert.Equal((Exactly(start), Exactly(next)), (Text(first), Text(calendar.Next(first, unit))));
    }

    private static ZoneCalendar Calendar(string zone) => new(TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string Exactly(string text) => Text(Instant(text));

    private static string Text(DateTimeOffset instant) => instant.ToString("O", CultureInfo.InvariantCulture);
}
