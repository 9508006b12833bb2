using FsCheck;
using FsCheck.Fluent;
using CostCompass.Core.Tests.Spending;

namespace CostCompass.Core.Tests.Subscriptions;

public sealed class ChargeScheduleTests
{
    [Theory]
    [InlineData("2026-01-31", 1, "2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31")]
    [InlineData("2028-01-30", 1, "2028-01-30 2028-02-29 2028-03-30")]
    [InlineData("2026-11-30", 3, "2026-11-30 2027-02-28 2027-05-30 2027-08-30")]
    [InlineData("2024-02-29", 12, "2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-29")]
    [InlineData("2024-02-29", 1, "2024-02-29 2024-03-29 2024-04-29")]
    [InlineData("2026-05-15", 24, "2026-05-15 2028-05-15")]
    public void Charges_KeepTheDayOfTheFirst_OrTakeTheLastOfAShorterMonth(string start, int everyMonths, string dates)
    {
        var schedule = new ChargeSchedule(Day(start), everyMonths, null);

        string[] expected = dates.Split(' ');
        Assert.Equal(expected.Select(Day), Enumerable.Range(0, expected.Length).Select(schedule.DateOf));
    }

    [Theory]
    [InlineData("2026-01-01", 0)]
    [InlineData("2026-01-31", 0)]
    [InlineData("2026-02-01", 1)]
    [InlineData("2026-02-28", 1)]
    [InlineData("2026-03-01", 2)]
    [InlineData("2026-03-31", 2)]
    public void TheFirstOnOrAfterADay_IsFound(string day, int number) =>
        Assert.Equal(number, new ChargeSchedule(Day("2026-01-31"), 1, null).FirstOnOrAfter(Day(day)));

    [Fact]
    public void AChargeOnTheEnd_IsMade_AndNoneAfterIt()
    {
        Assert.True(new ChargeSchedule(Day("2026-01-15"), 1, Day("2026-03-15")).Has(2));
        Assert.False(new ChargeSchedule(Day("2026-01-15"), 1, Day("2026-03-14")).Has(2));
        Assert.False(new ChargeSchedule(Day("2026-01-15"), 1, Day("2026-03-15")).Has(-1));
    }

    [Theory]
    [InlineData("2026-01-15", 0, null, "InvalidPeriod")]
    [InlineData("2026-01-15", 121, null, "InvalidPeriod")]
    [InlineData("2026-01-15", 1, "2026-01-14", "EndBeforeStart")]
    [InlineData("1899-12-31", 1, null, "DateOutOfRange")]
    [InlineData("2026-01-15", 1, "3000-01-01", "DateOutOfRange")]
    public void WhatCannotBeMeant_IsRefused(string start, int everyMonths, string? end, string errorId) => Assert.Equal(
        errorId,
        Assert.Throws<CostException>(() => new ChargeSchedule(Day(start), everyMonths, end is null ? null : Day(end))).ErrorId);

    [Fact]
    public void FirstOnOrAfter_IsTheOnlyOneThatFits() => Prop.ForAll(
        (from start in Gen.Choose(0, 4000)
         from everyMonths in Gen.Choose(1, 30)
         from distance in Gen.Choose(-500, 8000)
         select (Schedule: new ChargeSchedule(new DateOnly(2020, 1, 1).AddDays(start), everyMonths, null), Distance: distance)).ToArbitrary(),
        at =>
        {
            DateOnly day = at.Schedule.Start.AddDays(at.Distance);
            int number = at.Schedule.FirstOnOrAfter(day);
            return at.Schedule.DateOf(number) >= day && (number == 0 || at.Schedule.DateOf(number - 1) < day);
        }).Check(AccountHistories.Runs);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
