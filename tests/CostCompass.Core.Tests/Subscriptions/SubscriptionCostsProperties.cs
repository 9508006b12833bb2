using CostCompass.Core.Tests.Spending;
using FsCheck;
using FsCheck.Fluent;

namespace CostCompass.Core.Tests.Subscriptions;

public sealed class SubscriptionCostsProperties
{
    private static readonly DateOnly First = new(2005, 1, 1);
    private static readonly Config Runs = AccountHistories.Runs.WithMaxTest(2_000);

    // Any subscription, seen from an instant near a change of some clock, and cuts at other instants.
    private static Gen<Case> Cases() =>
        from at in TimeZones.Near()
        from distance in Gen.Choose(-900, 400)
        from everyMonths in Gen.Choose(1, 14)
        from nano in Gen.Choose(0, int.MaxValue)
        from length in Gen.Choose(-1, 900)
        from rise in Gen.Choose(-30, 600)
        from hours in Gen.ListOf(Gen.Choose(-9_000, 9_000))
        let start = DateOnly.FromDateTime(at.Instant.UtcDateTime).AddDays(distance)
        let plan = Subscription.Of("plan", nano / 1_000_000_000m * 37m, "USD", new ChargeSchedule(
            start < First ? First : start, everyMonths, length < 0 ? null : (start < First ? First : start).AddDays(length)))
        select new Case(
            plan.WithAmount(nano % 1000, plan.Schedule.Start.AddDays(rise)),
            at.Calendar,
            hours.Select(hour => at.Instant.AddHours(hour)).Append(at.Instant).Append(at.Instant.AddHours(9_001)).Order().ToArray());

    [Fact]
    public void HoweverTimeIsCut_ThePartsAddUpToTheWhole() => Prop.ForAll(Cases().ToArbitrary(), one =>
    {
        var costs = new SubscriptionCosts(one.Calendar);
        return new[] { false, true }.All(isAmortized =>
            one.Cuts.Zip(one.Cuts.Skip(1), (from, to) => Sum(costs, one.Plan, from, to, isAmortized)).Sum()
                == Sum(costs, one.Plan, one.Cuts[0], one.Cuts[^1], isAmortized));
    }).Check(Runs);

    [Fact]
    public void TheMonthsAddUpToTheCharges() => Prop.ForAll(Cases().ToArbitrary(), one =>
    {
        var costs = new SubscriptionCosts(one.Calendar);
        DateTimeOffset month = one.Calendar.StartOf(one.Cuts[0], CalendarUnit.Month);
        DateTimeOffset first = month;
        decimal sum = 0m;
        int count = 0;
        while (month <= one.Cuts[^1])
        {
            DateTimeOffset next = one.Calendar.Next(month, CalendarUnit.Month);
            sum += Sum(costs, one.Plan, month, next, false);
            month = next;
        }

        decimal charged = 0m;
        for (int number = 0; one.Plan.ChargeOf(number) is { } charge && At(one, charge.Date) < month; number++)
        {
            if (At(one, charge.Date) >= first)
            {
                charged += charge.Amount;
                count++;
            }
        }

        return sum == charged && count == costs.ChargesIn(one.Plan, first, month).Count();
    }).Check(Runs);

    [Fact]
    public void Spread_EachChargeIsWhollyInItsPeriod() => Prop.ForAll(Cases().ToArbitrary(), one =>
    {
        var costs = new SubscriptionCosts(one.Calendar);
        return costs.ChargesIn(one.Plan, one.Cuts[0], one.Cuts[^1]).All(charge =>
            Sum(costs, one.Plan, At(one, charge.Date), At(one, charge.Until), true) == charge.Amount);
    }).Check(Runs);

    [Fact]
    public void WhatWasCharged_AndWhatComesNext_AreAllThereIs() => Prop.ForAll(Cases().ToArbitrary(), one =>
    {
        var costs = new SubscriptionCosts(one.Calendar);
        DateTimeOffset at = one.Cuts[one.Cuts.Length / 2];
        int made = costs.ChargesIn(one.Plan, At(one, one.Plan.Schedule.Start), at).Count();
        return costs.Next(one.Plan, at) == one.Plan.ChargeOf(made);
    }).Check(Runs);

    private static DateTimeOffset At(Case one, DateOnly day) => one.Calendar.FirstInstantOf(day.ToDateTime(TimeOnly.MinValue));

    private static decimal Sum(SubscriptionCosts costs, Subscription plan, DateTimeOffset from, DateTimeOffset to, bool isAmortized) =>
        costs.In(plan, from, to, isAmortized).Sum(part => part.Amount);

    private sealed record Case(Subscription Plan, ZoneCalendar Calendar, DateTimeOffset[] Cuts)
    {
        public override string ToString() => FormattableString.Invariant(
            $"{Plan.Schedule.Start:O} every {Plan.Schedule.EveryMonths} to {Plan.Schedule.End:O}, {string.Join(", ", Plan.Amounts)} in {Calendar.Zone.Id}: {string.Join(" ", Cuts.Select(cut => cut.ToString("O")))}");
    }
}
