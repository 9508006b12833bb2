namespace CostCompass.Core.Tests.Forecasting;

public sealed class BurnRateTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 10, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void TheBurn_IsSpendOverTheTimeThatIsCovered()
    {
        BurnRate burn = Week(Seen(0, 20m), Seen(2, 14m), Seen(4, 12m));

        Assert.Equal((8m, TimeSpan.FromDays(4), 2m), (burn.Amount, burn.Covered, burn.PerDay));
        Assert.Equal(4m / 7m, burn.Coverage);
    }

    [Fact]
    public void TimeInWhichTheBalanceStood_CountsAsCovered()
    {
        BurnRate burn = Week(Seen(0, 20m), Seen(1, 14m, until: 6));

        Assert.Equal((6m, TimeSpan.FromDays(6), 1m), (burn.Amount, burn.Covered, burn.PerDay));
    }

    [Fact]
    public void AWindowThatTheSpanCuts_CountsInProportion()
    {
        BurnRate burn = Week(Seen(-3, 20m), Seen(1, 12m), Seen(10, 3m));

        Assert.Equal((2m + 6m, TimeSpan.FromDays(7), 1m), (burn.Amount, burn.Covered, burn.Coverage));
    }

    [Fact]
    public void ATopUpThatHidesSpend_IsLeftOutOfBothSides()
    {
        // 2 a day; on day 2 to 3 somebody tops up, which hides what was spent then.
        BurnRate burn = Week(Seen(0, 20m), Seen(2, 16m), Seen(3, 50m), Seen(5, 46m));

        Assert.Equal((8m, TimeSpan.FromDays(4), 2m), (burn.Amount, burn.Covered, burn.PerDay));
    }

    [Fact]
    public void ATopUpBesideGrantedCredit_IsCovered()
    {
        BurnRate burn = Week(Seen(0, 20m, granted: 10m), Seen(2, 46m, granted: 6m));

        Assert.Equal((4m, TimeSpan.FromDays(2)), (burn.Amount, burn.Covered));
    }

    [Fact]
    public void GrantedCreditThatMayHaveExpired_IsLeftOut()
    {
        BurnRate burn = Week(Seen(0, 30m, granted: 10m), Seen(1, 29m, granted: 9m), Seen(2, 20m), Seen(3, 19m));

        Assert.Equal((2m, TimeSpan.FromDays(2)), (burn.Amount, burn.Covered));
    }

    [Fact]
    public void WithNothingCovered_ThereIsNoBurn()
    {
        Assert.Equal((null, 0m), (Week(Seen(3, 20m)).PerDay, Week(Seen(3, 20m)).Coverage));
        Assert.Null(Week(Seen(-9, 20m), Seen(-8, 19m)).PerDay);
        Assert.Null(Week().PerDay);
    }

    [Fact]
    public void WhatComesAfterTheSpan_DoesNotCount() =>
        Assert.Equal(1m, Week(Seen(5, 10m), Seen(6, 9m), Seen(7, 8m), Seen(9, 0m)).PerDay);

    [Fact]
    public void AnEmptySpan_HasNoCoverage() =>
        Assert.Equal((null, 0m), (BurnRate.Measure([], Midnight, Midnight).PerDay, BurnRate.Measure([], Midnight, Midnight).Coverage));

    private static BurnRate Week(params BalanceSnapshot[] snapshots) =>
        BurnRate.Measure(SpendHistory.Derive(snapshots, DateTimeOffset.MaxValue), Midnight, Midnight.AddDays(7));

    private static BalanceSnapshot Seen(int day, decimal total, decimal granted = 0m, int? until = null) => new(
        Midnight.AddDays(day), Midnight.AddDays(until ?? day), new BalanceLevels(total, granted, total - granted, true));
}
