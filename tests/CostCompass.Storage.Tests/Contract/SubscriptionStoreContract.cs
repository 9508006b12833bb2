using CostCompass.Storage.Sql;

namespace CostCompass.Storage.Tests.Contract;

public abstract class SubscriptionStoreContract(StoreUnderTest home) : IDisposable
{
    private static readonly Subscription Plan = Subscription.Of(
        "Claude Pro", 20.000000001m, "USD", new ChargeSchedule(new DateOnly(2024, 2, 29), 12, new DateOnly(2028, 2, 29)));

    private SubscriptionStore Subscriptions => home.Store.Subscriptions;

    [ContractFact]
    public void WithoutAStore_ThereIsNone_AndAskingMakesNone()
    {
        Assert.Empty(Subscriptions.Read());
        Assert.False(Subscriptions.Remove("x"));
        Assert.Null(Subscriptions.Change("x", one => one));
        Assert.False(home.Store.Exists);
    }

    [ContractFact]
    public void ASubscription_ComesBackAsItWas()
    {
        Subscription rising = Plan.WithAmount(25m, new DateOnly(2025, 1, 1)).WithAmount(0m, new DateOnly(2027, 1, 1));

        Assert.True(Subscriptions.Add(rising));
        Assert.True(Subscriptions.Add(Subscription.Of("Another", 5m, "CNY", new ChargeSchedule(new DateOnly(2026, 1, 31), 1, null))));

        Assert.Equal(["Another", "Claude Pro"], Subscriptions.Read().Select(one => one.Name));
        Subscription stored = Subscriptions.Read()[1];
        Assert.Equal((rising.Currency, rising.Schedule), (stored.Currency, stored.Schedule));
        Assert.Equal(rising.Amounts, stored.Amounts);
        Assert.Null(Subscriptions.Read()[0].Schedule.End);
    }

    [ContractTheory]
    [InlineData("Claude Pro", "CLAUDE PRO")]
    [InlineData("Büro", "BÜRO")]
    public void ANameInAnotherCase_IsTheSameName(string name, string other)
    {
        Subscriptions.Add(Plan with { Name = name });

        Assert.False(Subscriptions.Add(Plan with { Name = other }));
        Assert.NotNull(Subscriptions.Change(other, one => one.WithEnd(null)));
        Assert.Equal(name, Assert.Single(Subscriptions.Read()).Name);
        Assert.True(Subscriptions.Remove(other));
        Assert.Empty(Subscriptions.Read());
    }

    [ContractFact]
    public void AChange_IsMadeFromWhatIsStored_AndReplacesIt()
    {
        Subscriptions.Add(Plan);

        Subscription changed = Subscriptions.Change("Claude Pro", one => one.WithAmount(30m, new DateOnly(2026, 1, 1)))!;

        Assert.Equal([20.000000001m, 30m], changed.Amounts.Select(dated => dated.Amount));
        Assert.Equal(changed.Amounts, Assert.Single(Subscriptions.Read()).Amounts);
    }

    [ContractFact]
    public void AChangeThatFails_ChangesNothing()
    {
        Subscriptions.Add(Plan);

        StoreUnderTest.Refusal(() => Subscriptions.Change("Claude Pro", one => one.WithEnd(new DateOnly(2020, 1, 1))), "EndBeforeStart");

        Assert.Equal(Plan.Schedule, Assert.Single(Subscriptions.Read()).Schedule);
    }

    [ContractFact]
    public void WhatIsRemoved_LeavesNoAmountBehind()
    {
        Subscriptions.Add(Plan);
        Subscriptions.Remove("Claude Pro");
        Subscriptions.Add(Plan with { Currency = "EUR" });

        Assert.Single(Assert.Single(Subscriptions.Read()).Amounts);
    }

    public void Dispose()
    {
        home.Dispose();
        GC.SuppressFinalize(this);
    }
}
