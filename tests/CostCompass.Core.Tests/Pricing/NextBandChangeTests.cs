namespace CostCompass.Core.Tests.Pricing;

public sealed class NextBandChangeTests
{
    [Theory]
    [InlineData("2024-06-01T00:00:00Z", PriceBand.Flat, "2025-02-26T16:30:00Z", PriceBand.Discount)]
    [InlineData("2025-12-31T00:00:00Z", PriceBand.Flat, "2026-08-16T16:00:00Z", PriceBand.OffPeak)]
    [InlineData("2025-09-05T12:00:00Z", PriceBand.Standard, "2025-09-05T16:00:00Z", PriceBand.Flat)]
    [InlineData("2026-11-16T01:00:00Z", PriceBand.Peak, "2026-11-16T04:00:00Z", PriceBand.OffPeak)]
    [InlineData("2026-11-16T04:00:00Z", PriceBand.OffPeak, "2026-11-16T06:00:00Z", PriceBand.Peak)]
    [InlineData("2026-11-16T10:00:00Z", PriceBand.OffPeak, "2026-11-17T01:00:00Z", PriceBand.Peak)]
    public void TheNextChange_IsTheNextBoundary(string at, PriceBand band, string until, PriceBand next) => AssertChange(at, band, until, next);

    [Theory]
    [InlineData("2026-11-20T10:00:00Z", "2026-11-23T01:00:00Z")]
    [InlineData("2026-11-21T23:00:00Z", "2026-11-23T01:00:00Z")]
    public void AWeekend_IsWalkedOver(string at, string until) => AssertChange(at, PriceBand.OffPeak, until, PriceBand.Peak);

    [Fact]
    public void AHolidayWithItsWeekends_IsWalkedOver() =>
        AssertChange("2026-09-30T10:00:00Z", PriceBand.OffPeak, "2026-10-08T01:00:00Z", PriceBand.Peak);

    [Fact]
    public void AChangeOfRulesThatLeavesTheBand_IsNoChange() =>
        AssertChange("2026-08-22T10:00:00Z", PriceBand.OffPeak, "2026-08-24T01:00:00Z", PriceBand.Peak);

    [Theory]
    [InlineData("2026-12-31T09:00:00Z", true)]
    [InlineData("2026-12-31T10:00:00Z", false)]
    [InlineData("2027-01-01T02:00:00Z", false)]
    [InlineData("2027-03-09T02:00:00Z", false)]
    [InlineData("2026-11-21T02:00:00Z", true)]
    public void ABandThatRestsOnAYearWithoutANotice_IsNotVerified(string at, bool verified) =>
        Assert.Equal(verified, BandCalendar.BuiltIn.BandAt(Instants.Of(at)).IsVerified);

    [Fact]
    public void WithOneBandAndNoLaterRule_ThereIsNoNextChange()
    {
        var calendar = new BandCalendar([BandRule.AllDay(DateTimeOffset.MinValue, PriceBand.Flat)], ChinaPublicHolidays.None);

        var band = calendar.BandAt(Instants.Of("2026-01-01"));

        Assert.Null(band.Until);
        Assert.Null(band.Next);
    }

    [Fact]
    public void ARuleThatBeginsInTheMiddleOfADay_EndsTheBandThere()
    {
        BandRule peaks = new(DateTimeOffset.MinValue, PriceBand.Peak, PriceBand.OffPeak, BandDays.Daily, [new BandWindow(new TimeOnly(1, 0), new TimeOnly(4, 0))]);
        var calendar = new BandCalendar([BandRule.AllDay(Instants.Of("2027-01-05T12:30:00Z"), PriceBand.Flat), peaks], ChinaPublicHolidays.None);

        var band = calendar.BandAt(Instants.Of("2027-01-05T10:00:00Z"));

        Assert.Equal((PriceBand.OffPeak, Instants.Of("2027-01-05T12:30:00Z"), PriceBand.Flat), (band.Band, band.Until, band.Next));
    }

    [Fact]
    public void ACalendarWithoutARule_IsNone() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BandCalendar([], ChinaPublicHolidays.None));

    // 2027-03-10 is a Wednesday of a year without a notice; its peak begins at 01:00.
    [Theory]
    [InlineData("2027-03-10T00:50:00Z", "2027-03-10T00:59:59.9999999Z", true)]
    [InlineData("2027-03-10T00:50:00Z", "2027-03-10T01:00:00Z", false)]
    [InlineData("2027-03-10T03:59:59.9999999Z", "2027-03-10T03:59:59.9999999Z", false)]
    [InlineData("2027-03-10T04:00:00Z", "2027-03-10T05:59:59.9999999Z", true)]
    public void ASpan_IsVerified_UnlessItsFirstOrLastInstantIsInAWindowOfSuchADay(string from, string to, bool verified) =>
        Assert.Equal(verified, BandCalendar.BuiltIn.IsVerifiedThrough(Instants.Of(from), Instants.Of(to)));

    [Fact]
    public void TheEndsOfTime_AreAnswered()
    {
        Assert.Equal(PriceBand.Flat, BandCalendar.BuiltIn.BandAt(DateTimeOffset.MinValue).Band);
        Assert.Equal(PriceBand.OffPeak, BandCalendar.BuiltIn.BandAt(DateTimeOffset.MaxValue).Band);
    }

    private static void AssertChange(string at, PriceBand band, string until, PriceBand next)
    {
        var actual = BandCalendar.BuiltIn.BandAt(Instants.Of(at));

        Assert.Equal((band, Instants.Of(until), next), (actual.Band, actual.Until, actual.Next!.Value));
    }
}
