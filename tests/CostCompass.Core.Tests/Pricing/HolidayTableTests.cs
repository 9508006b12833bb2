namespace CostCompass.Core.Tests.Pricing;

/// <summary>Which calendars of public holidays are taken, and what they say of a year. Every table of the catalog is read in the same form.</summary>
public sealed class HolidayTableTests
{
    private const string Header = "first_day,last_day,verified\n";

    [Fact]
    public void BothDaysOfASpan_AreHolidays_AndTheirNeighboursAreNot()
    {
        ChinaPublicHolidays holidays = Read(Header + "2027-05-01,2027-05-03,true\n");

        Assert.Equal((3, new DateOnly(2027, 5, 1)), (holidays.Count, holidays.FirstDay));
        Assert.Equal([false, true, true, true, false], Enumerable.Range(0, 5).Select(day => holidays.IsHoliday(new DateOnly(2027, 4, 30).AddDays(day))));
    }

    [Fact]
    public void OneDay_IsASpan() => Assert.Equal(1, Read(Header + "2027-05-01,2027-05-01,true\n").Count);

    [Fact]
    public void OneVerifiedDay_VerifiesItsYear_AndNoOther()
    {
        ChinaPublicHolidays holidays = Read(Header + "2027-01-01,2027-01-01,false\n2027-05-01,2027-05-01,true\n2028-01-01,2028-01-01,false\n");

        Assert.Equal([false, true, false], new[] { 2026, 2027, 2028 }.Select(holidays.IsYearVerified));
    }

    [Fact]
    public void AYearOfTheCalendarThatWins_IsTakenFromItWhole()
    {
        ChinaPublicHolidays older = Read(Header + "2027-01-01,2027-01-01,true\n2028-01-01,2028-01-01,true\n");
        ChinaPublicHolidays newer = Read(Header + "2027-02-05,2027-02-06,false\n");

        ChinaPublicHolidays both = older.OverriddenBy(newer);

        Assert.Equal((3, false, true), (both.Count, both.IsHoliday(new DateOnly(2027, 1, 1)), both.IsHoliday(new DateOnly(2028, 1, 1))));
        Assert.Equal((false, true), (both.IsYearVerified(2027), both.IsYearVerified(2028)));
    }

    [Theory]
    [InlineData("2027-02-04,2027-03-07,true", null)]
    [InlineData("2027-02-04,2027-03-08,true", "at most a month later")]
    [InlineData("2027-02-04,2027-02-03,true", "must be on or after first_day")]
    [InlineData("04.02.2027,2027-02-04,true", "first_day must be a date such as 2026-10-01")]
    [InlineData("2027-02-04,2027-02-30,true", "last_day must be a date such as 2026-10-01")]
    [InlineData("2027-02-04,,true", "last_day must be a date")]
    [InlineData("2027-02-04,2027-02-04,yes", "verified must be true or false")]
    [InlineData("2027-02-04,2027-02-04", "the line must have 3 cells without quotation marks")]
    [InlineData("2027-02-04,2027-02-04,true,", "the line must have 3 cells without quotation marks")]
    [InlineData("2027-02-04,2027-02-04,\"true\"", "the line must have 3 cells without quotation marks")]
    [InlineData("2027-02-04,2027-02-04,tr\u0007ue", "it contains control characters")]
    [InlineData("2027-02-04,=2027,true", "a cell starts with = + - or @")]
    public void ARow_IsTakenWhole_OrRefusedWithItsReason(string row, string? reason)
    {
        if (reason is null)
        {
            Assert.Equal(32, Read(Header + row).Count);
            return;
        }

        CostException failure = Assert.Throws<CostException>(() => Read($"{Header}\n \n{row}\n"));
        Assert.Equal(("HolidayFileInvalid", CostErrorKind.InvalidInput), (failure.ErrorId, failure.Kind));
        Assert.Contains("Line 4 ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Contains("No data from the table was used", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("first_day,verified", "the column last_day is missing")]
    [InlineData("first_day,First_Day,last_day,verified", "two columns have the same name")]
    [InlineData("", "the column first_day is missing")]
    public void AHeaderThatIsNotThatOfTheTable_IsRefusedInItsLine(string header, string reason)
    {
        CostException failure = Assert.Throws<CostException>(() => Read(header));

        Assert.Contains("Line 1 ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ColumnsAreFoundByTheirNames_InAnyOrderAndCase_BesideOthers() =>
        Assert.True(Read("\uFEFFVerified , note, LAST_DAY,first_day\n true , x , 2027-05-01 , 2027-05-01 \n").IsYearVerified(2027));

    private static ChinaPublicHolidays Read(string text) => ChinaPublicHolidays.Read(new StringReader(text));
}
