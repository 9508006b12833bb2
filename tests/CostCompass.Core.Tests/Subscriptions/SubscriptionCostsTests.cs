namespace CostCompass.Core.Tests.Subscriptions;

public sealed class SubscriptionCostsTests
{
    private static readonly SubscriptionCosts Utc = In("UTC");
    private static readonly Subscription Monthly = Of(30m, new DateOnly(2026, 1, 31), 1);

    [Fact]
    public void AMonthHoldsTheChargesOfItsDays()
    {
        Assert.Equal([new DatedAmount(new DateOnly(2026, 2, 28), "USD", 30m)], Utc.Charged(Monthly, At(2026, 2, 1), At(2026, 3, 1)));
        Assert.Empty(Utc.Charged(Monthly, At(2025, 12, 1), At(2026, 1, 1)));
        Assert.Equal(12, Utc.Charged(Monthly, At(2026, 1, 1), At(2027, 1, 1)).Count());
    }

    [Fact]
    public void ASpanHoldsItsStartAndNotItsEnd()
    {
        Assert.Empty(Utc.Charged(Monthly, At(2026, 2, 1), At(2026, 2, 28)));
        Assert.Single(Utc.Charged(Monthly, At(2026, 2, 28), At(2026, 2, 28).AddTicks(1)));
        Assert.Empty(Utc.Charged(Monthly, At(2026, 2, 28).AddTicks(1), At(2026, 3, 1)));
        Assert.Empty(Utc.Charged(Monthly, At(2026, 3, 1), At(2026, 2, 1)));
    }

    [Fact]
    public void ADayBegins_WhereItBeginsInTheZone()
    {
        SubscriptionCosts shanghai = In("Asia/Shanghai");
        DateTimeOffset midnight = new(2026, 2, 28, 0, 0, 0, TimeSpan.FromHours(8));

        Assert.Single(shanghai.Charged(Monthly, midnight, midnight.AddTicks(1)));
        Assert.Empty(shanghai.Charged(Monthly, midnight.AddTicks(1), midnight.AddHours(8)));
    }

    [Fact]
    public void TheNextCharge_IsAtTheInstantOrAfter()
    {
        Assert.Equal(new DateOnly(2026, 1, 31), Utc.Next(Monthly, At(2020, 1, 1))!.Value.Date);
        Assert.Equal(new DateOnly(2026, 2, 28), Utc.Next(Monthly, At(2026, 2, 28))!.Value.Date);
        Assert.Equal(new DateOnly(2026, 3, 31), Utc.Next(Monthly, At(2026, 2, 28).AddHours(9))!.Value.Date);
        Assert.Null(Utc.Next(Monthly.WithEnd(new DateOnly(2026, 3, 30)), At(2026, 3, 1)));
        Assert.NotNull(Utc.Next(Monthly.WithEnd(new DateOnly(2026, 3, 31)), At(2026, 3, 1)));
    }

    [Fact]
    public void Spread_EveryDayOfAPeriodHasTheSameShare()
    {
        Subscription yearly = Of(365m, new DateOnly(2026, 3, 1), 12);

        Assert.Equal(31m, Sum(yearly, At(2026, 3, 1), At(2026, 4, 1)));
        Assert.Equal(30m, Sum(yearly, At(2026, 4, 1), At(2026, 5, 1)));
        Assert.Equal(0m, Sum(yearly, At(2026, 2, 1), At(2026, 3, 1)));
        Assert.Equal(0.25m, Sum(yearly, At(2026, 5, 5), At(2026, 5, 5).AddHours(6)));
        Assert.Equal(1m, Utc.Amortized(yearly, At(2026, 5, 1), At(2026, 6, 1)).Select(part => part.Amount).Distinct().Single());
    }

    [Fact]
    public void Spread_ADayOfTheClocksChange_HasTheShareOfADay()
    {
        SubscriptionCosts berlin = In("Europe/Berlin");
        Subscription march = Of(31m, new DateOnly(2026, 3, 1), 1);
        var start = new DateTimeOffset(2026, 3, 29, 0, 0, 0, TimeSpan.FromHours(1));

        Assert.Equal(1m, berlin.Amortized(march, start, start.AddHours(23)).Sum(part => part.Amount));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(31)]
    public void Spread_ADateThatTheZoneSkipped_BelongsToTheInstantAtWhichItsChargeIsMade(int day)
    {
        // Samoa went from 29 to 31 December 2011.
        SubscriptionCosts apia = In("Pacific/Apia");
        Subscription plan = Of(31m, new DateOnly(2011, 12, day), 1);
        var leap = new DateTimeOffset(2011, 12, 31, 0, 0, 0, TimeSpan.FromHours(14));

        Assert.Equal(new DateOnly(2011, 12, day), apia.ChargesIn(plan, leap, leap.AddTicks(1)).Single().Date);
        Assert.Equal(31m, apia.Amortized(plan, leap, leap.AddDays(40)).Where(part => part.Day < new DateOnly(2012, 1, day)).Sum(part => part.Amount));
        Assert.Empty(apia.Amortized(plan, leap.AddDays(-1), leap));
    }

    [Fact]
    public void Spread_TheLastCharge_GoesOnPastTheEnd()
    {
        Subscription ended = Of(31m, new DateOnly(2026, 1, 15), 1).WithEnd(new DateOnly(2026, 1, 20));

        Assert.Equal(17m, Sum(ended, At(2026, 1, 1), At(2026, 2, 1)));
        Assert.Equal(14m, Sum(ended, At(2026, 2, 1), At(2026, 3, 1)));
    }

    [Fact]
    public void Spread_AnAmountThatDoesNotDivide_AddsUpExactly()
    {
        Subscription tenth = Of(10m, new DateOnly(2026, 1, 1), 1);
        List<decimal> days = Utc.Amortized(tenth, At(2026, 1, 1), At(2026, 2, 1)).Select(part => part.Amount).ToList();

        Assert.Equal(31, days.Count);
        Assert.Equal(10m, days.Sum());
        Assert.All(days, day => Assert.InRange(day, 0.322580645m, 0.322580646m));
    }

    [Fact]
    public void WhatIsShown_IsWhatTheNextChargeCosts()
    {
        Subscription rising = Of(20m, new DateOnly(2026, 1, 10), 1).WithAmount(25m, new DateOnly(2026, 3, 1));

        CostSubscription before = Utc.Show(rising, At(2026, 1, 20));
        Assert.Equal((20m, new DateOnly(2026, 2, 10)), (before.Amount, before.NextCharge));
        Assert.Equal(25m, Utc.Show(rising, At(2026, 2, 11)).Amount);
        Assert.Equal("20 from 2026-01-10; 25 from 2026-03-01", before.Amounts);

        CostSubscription ended = Utc.Show(rising.WithEnd(new DateOnly(2026, 2, 15)), At(2026, 12, 1));
        Assert.Equal((20m, null), (ended.Amount, ended.NextCharge));
        Assert.Equal((SubscriptionPeriod.Monthly, 1), (ended.Period, ended.EveryMonths));
        Assert.Equal(SubscriptionPeriod.Yearly, Utc.Show(Of(1m, new DateOnly(2026, 1, 1), 24), At(2026, 1, 1)).Period);
    }

    private static DateTimeOffset At(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);

    private static SubscriptionCosts In(string zone) => new(new ZoneCalendar(TimeZoneInfo.FindSystemTimeZoneById(zone)));

    private static Subscription Of(decimal amount, DateOnly start, int everyMonths) =>
        Subscription.Of("plan", amount, "USD", new ChargeSchedule(start, everyMonths, null));

    private static decimal Sum(Subscription subscription, DateTimeOffset from, DateTimeOffset to) =>
        Utc.Amortized(subscription, from, to).Sum(part => part.Amount);
}
