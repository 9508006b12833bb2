namespace CostCompass.Core.Tests.Pricing;

public sealed class BandCalendarTests
{
    private static readonly BandCalendar Calendar = BandCalendar.BuiltIn;

    [Theory]
    // The first discount, its end past midnight, the same on another day, and the end of discounts in the middle of one day.
    [InlineData("2025-02-26T16:30:00Z", PriceBand.Flat, PriceBand.Discount)]
    [InlineData("2025-02-27T00:30:00Z", PriceBand.Discount, PriceBand.Standard)]
    [InlineData("2025-06-15T16:30:00Z", PriceBand.Standard, PriceBand.Discount)]
    [InlineData("2025-06-16T00:30:00Z", PriceBand.Discount, PriceBand.Standard)]
    [InlineData("2025-09-05T16:00:00Z", PriceBand.Standard, PriceBand.Flat)]
    // Daily peaks: 2026-08-22 is a Saturday.
    [InlineData("2026-08-16T16:00:00Z", PriceBand.Flat, PriceBand.OffPeak)]
    [InlineData("2026-08-17T01:00:00Z", PriceBand.OffPeak, PriceBand.Peak)]
    [InlineData("2026-08-17T04:00:00Z", PriceBand.Peak, PriceBand.OffPeak)]
    [InlineData("2026-08-17T06:00:00Z", PriceBand.OffPeak, PriceBand.Peak)]
    [InlineData("2026-08-17T10:00:00Z", PriceBand.Peak, PriceBand.OffPeak)]
    [InlineData("2026-08-22T01:00:00Z", PriceBand.OffPeak, PriceBand.Peak)]
    // Weekdays only: 2026-08-24 is a Monday, 2026-08-28 a Friday.
    [InlineData("2026-08-24T01:00:00Z", PriceBand.OffPeak, PriceBand.Peak)]
    [InlineData("2026-08-28T10:00:00Z", PriceBand.Peak, PriceBand.OffPeak)]
    public void TheBandChanges_AtTheInstantAndNotOneTickBefore(string instant, PriceBand before, PriceBand from)
    {
        Assert.Equal(before, Calendar.Band(Instants.OneTickBefore(instant)));
        Assert.Equal(from, Calendar.Band(Instants.Of(instant)));
    }

    [Theory]
    [InlineData("2026-08-23T02:00:00Z")]
    [InlineData("2026-08-29T02:00:00Z")]
    [InlineData("2026-08-30T09:59:59Z")]
    public void WeekendsAreOffPeak_OnceOnlyWeekdaysCount(string instant) => Assert.Equal(PriceBand.OffPeak, Calendar.Band(Instants.Of(instant)));

    [Fact]
    public void TheWeekdayIsThatOfBeijing_WhateverTheOffsetOfTheInstant()
    {
        var windowAcrossMidnight = new BandWindow(new TimeOnly(15, 0), new TimeOnly(17, 0));
        var calendar = new BandCalendar(
            [new BandRule(DateTimeOffset.MinValue, PriceBand.Peak, PriceBand.OffPeak, BandDays.MondayToFriday, [windowAcrossMidnight])],
            ChinaPublicHolidays.None);

        // 16:00 UTC on a Friday is the first instant of Saturday in Beijing, and on a Sunday the first of Monday.
        Assert.Equal(PriceBand.Peak, calendar.Band(Instants.OneTickBefore("2026-11-20T16:00:00Z")));
        Assert.Equal(PriceBand.OffPeak, calendar.Band(Instants.Of("2026-11-20T16:00:00Z").ToOffset(TimeSpan.FromHours(-11))));
        Assert.Equal(PriceBand.OffPeak, calendar.Band(Instants.OneTickBefore("2026-11-22T16:00:00Z")));
        Assert.Equal(PriceBand.Peak, calendar.Band(Instants.Of("2026-11-22T16:00:00Z").ToOffset(TimeSpan.FromHours(14))));
        Assert.Equal(Instants.Of("2026-11-20T16:00:00Z"), calendar.BandAt(Instants.Of("2026-11-20T15:30:00Z")).Until);
    }

    [Theory]
    [InlineData("2026-09-25T02:00:00Z")]
    [InlineData("2026-10-01T01:00:00Z")]
    [InlineData("2026-10-05T08:00:00Z")]
    [InlineData("2026-10-07T09:59:59Z")]
    public void PublicHolidaysAreOffPeak_AllDay(string instant) => Assert.Equal(PriceBand.OffPeak, Calendar.Band(Instants.Of(instant)));

    [Theory]
    [InlineData("2026-09-24T02:00:00Z")]
    [InlineData("2026-09-28T02:00:00Z")]
    [InlineData("2026-09-30T09:59:59Z")]
    [InlineData("2026-10-08T01:00:00Z")]
    public void TheDaysAroundAHoliday_HavePeaks(string instant) => Assert.Equal(PriceBand.Peak, Calendar.Band(Instants.Of(instant)));

    [Theory]
    [InlineData("2026-09-20T02:00:00Z")]
    [InlineData("2026-10-10T02:00:00Z")]
    public void WeekendsWorkedToMakeUpForAHoliday_StayOffPeak(string instant) => Assert.Equal(PriceBand.OffPeak, Calendar.Band(Instants.Of(instant)));

    [Fact]
    public void APersonsOwnCalendar_ReplacesTheYearsThatItKnows()
    {
        var own = PriceTableText.Recognize("own.csv", "first_day,last_day,verified\n2027-02-04,2027-02-10,true\n");
        var calendar = PriceTables.BuiltIn.With(own, 1, Instants.Of("2026-12-20")).ToCatalog().Bands;

        Assert.Equal(PriceBand.Peak, calendar.Band(Instants.Of("2027-01-01T02:00:00Z")));
        Assert.Equal(PriceBand.OffPeak, calendar.Band(Instants.Of("2027-02-10T02:00:00Z")));
        Assert.Equal(PriceBand.OffPeak, calendar.Band(Instants.Of("2026-10-01T02:00:00Z")));
        Assert.True(calendar.BandAt(Instants.Of("2027-02-11T02:00:00Z")).IsVerified);
    }
}
