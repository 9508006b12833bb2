namespace CostCompass.Core.Tests.Balances;

public sealed class ThresholdCrossingTests
{
    [Fact]
    public void ACrossing_IsToldOnce_AndAgainAfterTheWayBack()
    {
        var crossing = new ThresholdCrossing(belowBalance: 10m, null, null);

        Assert.Equal(
            [WatchAlert.None, WatchAlert.BelowBalance, WatchAlert.None, WatchAlert.None, WatchAlert.BelowBalance],
            new decimal[] { 10m, 9.99m, 5m, 10m, 9m }.Select(balance => crossing.Look(balance, null)).ToArray());
    }

    [Fact]
    public void SeveralThresholds_AreToldTogether_EachWhenItIsCrossed()
    {
        var crossing = new ThresholdCrossing(10m, 5m, 2m);

        Assert.Equal(WatchAlert.None, crossing.Look(20m, 2m));
        Assert.Equal(WatchAlert.RunwayDays | WatchAlert.BurnAbove, crossing.Look(12m, 3m));
        Assert.Equal(WatchAlert.BelowBalance, crossing.Look(9m, 3m));
    }

    [Fact]
    public void ABalanceBelowZero_IsBelowEveryThreshold() =>
        Assert.Equal(WatchAlert.BelowBalance | WatchAlert.RunwayDays, new ThresholdCrossing(0m, 5m, 2m).Look(-0.05m, 1m));

    [Fact]
    public void WhatIsNotKnown_CrossesNothing()
    {
        var crossing = new ThresholdCrossing(10m, 5m, 2m);

        Assert.Equal(WatchAlert.None, crossing.Look(null, null));
        Assert.Equal(WatchAlert.BelowBalance, crossing.Look(9m, null));
    }

    [Theory]
    [InlineData(10.0, 4.0, 2.5)]
    [InlineData(-1.0, 4.0, 0.0)]
    public void TheRunway_IsTheBalanceOverTheBurn(double balance, double burn, double days) =>
        Assert.Equal((decimal)days, ThresholdCrossing.Runway((decimal)balance, (decimal)burn));

    [Fact]
    public void WithoutABurn_ThereIsNoRunway() => Assert.Null(ThresholdCrossing.Runway(10m, 0m));
}
