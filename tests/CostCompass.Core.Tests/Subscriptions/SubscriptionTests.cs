namespace CostCompass.Core.Tests.Subscriptions;

public sealed class SubscriptionTests
{
    private static readonly DateOnly Start = new(2026, 1, 10);
    private static readonly Subscription Plan = Subscription.Of(" Claude Pro ", 20m, "usd", new ChargeSchedule(Start, 1, null));

    [Fact]
    public void ASubscription_HasItsNameTrimmed_AndItsCurrencyInUpperCase()
    {
        Assert.Equal(("Claude Pro", "USD"), (Plan.Name, Plan.Currency));
        Assert.Equal([new SubscriptionAmount(Start, 20m)], Plan.Amounts);
    }

    [Fact]
    public void AnotherAmount_HoldsFromItsDay_AndLeavesThePast()
    {
        Subscription changed = Plan.WithAmount(25m, new DateOnly(2026, 3, 10));

        Assert.Equal(20m, changed.AmountOn(new DateOnly(2026, 3, 9)));
        Assert.Equal(25m, changed.AmountOn(new DateOnly(2026, 3, 10)));
        Assert.Equal(20m, changed.ChargeOf(1)!.Value.Amount);
        Assert.Equal(25m, changed.ChargeOf(2)!.Value.Amount);
    }

    [Fact]
    public void KnownCharges_MakeTheSubscriptionThatMadeThem()
    {
        Subscription plan = Plan.WithAmount(25m, new DateOnly(2026, 3, 10));
        DatedAmount[] charges = [.. Enumerable.Range(0, 4).Select(number => new DatedAmount(plan.ChargeOf(number)!.Value.Date, "USD", plan.ChargeOf(number)!.Value.Amount))];

        Subscription open = Subscription.Charged("Claude Pro", 1, charges.Reverse(), new DateOnly(2026, 5, 9))!;
        Subscription ended = Subscription.Charged("Claude Pro", 1, charges, new DateOnly(2026, 5, 10))!;

        Assert.Equal((plan.Schedule, 2), (open.Schedule, open.Amounts.Count));
        Assert.Equal(plan.Amounts, open.Amounts);
        Assert.Equal(new DateOnly(2026, 4, 10), ended.Schedule.End);
        Assert.Null(Subscription.Charged("Claude Pro", 1, charges.Where(charge => charge.Day.Month != 2), new DateOnly(2026, 5, 9)));
    }

    [Fact]
    public void AnotherAmount_HoldsForGood_SoThatLaterOnesAreDropped()
    {
        Subscription changed = Plan.WithAmount(25m, new DateOnly(2026, 3, 10)).WithAmount(30m, new DateOnly(2026, 6, 1)).WithAmount(22m, new DateOnly(2026, 4, 1));

        Assert.Equal(
            [new SubscriptionAmount(Start, 20m), new SubscriptionAmount(new DateOnly(2026, 3, 10), 25m), new SubscriptionAmount(new DateOnly(2026, 4, 1), 22m)],
            changed.Amounts);
    }

    [Fact]
    public void TheSameAmountAgain_IsNoChange() =>
        Assert.Equal([new SubscriptionAmount(Start, 20m)], Plan.WithAmount(25m, new DateOnly(2026, 3, 1)).WithAmount(20m, new DateOnly(2026, 2, 1)).Amounts);

    [Fact]
    public void AnAmountFromTheStartOrBefore_IsThatOfEveryCharge()
    {
        Assert.Equal([new SubscriptionAmount(Start, 30m)], Plan.WithAmount(25m, new DateOnly(2026, 3, 1)).WithAmount(30m, Start).Amounts);
        Assert.Equal([new SubscriptionAmount(Start, 30m)], Plan.WithAmount(30m, new DateOnly(2020, 1, 1)).Amounts);
    }

    [Fact]
    public void ACharge_PaysForTheDaysUntilTheNext()
    {
        Subscription plan = Subscription.Of("x", 1m, "USD", new ChargeSchedule(new DateOnly(2026, 1, 31), 1, new DateOnly(2026, 2, 28)));

        Assert.Equal(new SubscriptionCharge(new DateOnly(2026, 1, 31), new DateOnly(2026, 2, 28), 1m), plan.ChargeOf(0));
        Assert.Equal(31, plan.ChargeOf(1)!.Value.Days);
        Assert.Null(plan.ChargeOf(2));
    }

    [Fact]
    public void AnAmountThatRoundsToNothing_IsRefused_AndNothingIsFree()
    {
        var schedule = new ChargeSchedule(new DateOnly(2026, 1, 5), 1, null);

        Assert.Equal("InvalidSubscriptionAmount", Assert.Throws<CostException>(() => Subscription.Of("x", 0.000000000001m, "USD", schedule)).ErrorId);
        Assert.Equal(0m, Subscription.Of("x", 0m, "USD", schedule).AmountOn(schedule.Start));
    }

    [Theory]
    [InlineData("", 1, "USD", "InvalidName")]
    [InlineData("a*", 1, "USD", "InvalidName")]
    [InlineData("sk-made-up", 1, "USD", "InvalidName")]
    [InlineData("two\nlines", 1, "USD", "InvalidName")]
    [InlineData("x", -1, "USD", "InvalidSubscriptionAmount")]
    [InlineData("x", 1_000_000_001, "USD", "InvalidSubscriptionAmount")]
    [InlineData("x", 1, "dollars", "InvalidCurrency")]
    public void WhatCannotBeMeant_IsRefused(string name, int amount, string currency, string errorId) =>
        Assert.Equal(errorId, Assert.Throws<CostException>(() => Subscription.Of(name, amount, currency, Plan.Schedule)).ErrorId);
}
