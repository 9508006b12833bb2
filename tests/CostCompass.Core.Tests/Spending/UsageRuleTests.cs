namespace CostCompass.Core.Tests.Spending;

public sealed class UsageRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void ARise_IsReportedSpend_WhateverWasPaidIn()
    {
        SpendWindow window = Between(Level(20m, 5m), Level(27.5m, 7.5m));

        Assert.Equal((2.5m, 2.5m, 2.5m, SpendQuality.Reported, 10m), (window.Amount, window.Low, window.High, window.Quality, window.TopUp));
        Assert.True(window.CountsForBurn);
    }

    [Fact]
    public void WithoutATopUp_NoneIsFound() => Assert.Null(Between(Level(20m, 5m), Level(17.5m, 7.5m)).TopUp);

    [Fact]
    public void OfUsageAlone_NoTopUpIsGuessed()
    {
        SpendWindow window = Between(BalanceLevels.OfUsage(5m), BalanceLevels.OfUsage(7.123456789m));

        Assert.Equal((2.123456789m, SpendQuality.Reported, null), (window.Amount, window.Quality, window.TopUp));
    }

    [Fact]
    public void AFall_IsTheBeginningOfAPeriod_AndWhatWasUsedBeforeItIsNotKnown()
    {
        SpendWindow window = Between(BalanceLevels.OfUsage(100m), BalanceLevels.OfUsage(2m));

        Assert.Equal((2m, 2m, null, SpendQuality.LowerBound), (window.Amount, window.Low, window.High, window.Quality));
        Assert.Equal((Noon, Noon.AddHours(1)), (window.From, window.To));
        Assert.False(window.CountsForBurn);
    }

    [Fact]
    public void TheSameUse_IsNoSpend_AndWhatTheLevelRoseByWasPaidIn()
    {
        SpendWindow window = Between(Level(20m, 5m), Level(30m, 5m));

        Assert.Equal((0m, 0m, 0m, SpendQuality.Reported, 10m), (window.Amount, window.Low, window.High, window.Quality, window.TopUp));
    }

    [Fact]
    public void AReadingAtTheInstantAtWhichTheMonthBegins_IsOfTimeBeforeIt()
    {
        var december = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

        SpendWindow window = WindowRule.Between(
            new BalanceSnapshot(Noon, Noon, BalanceLevels.OfUsage(90m)), new BalanceSnapshot(december, december, BalanceLevels.OfUsage(0m)), default, null);

        Assert.Equal((Noon, december, 0m), (window.From, window.To, window.Amount));
    }

    [Fact]
    public void WhatIsShownAfterANewMonthBegan_WasUsedInThatMonth()
    {
        var before = new BalanceSnapshot(Noon.AddDays(12), Noon.AddDays(12), BalanceLevels.OfUsage(90m));
        var after = new BalanceSnapshot(Noon.AddDays(17), Noon.AddDays(17), BalanceLevels.OfUsage(10m));

        SpendWindow window = WindowRule.Between(before, after, default, null);

        Assert.Equal((new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), after.FirstSeen, 10m), (window.From, window.To, window.Amount));
    }

    [Fact]
    public void AProviderThatCeasesToTellIt_IsNoSpend()
    {
        SpendWindow window = Between(Level(20m, 5m), BalanceLevels.OfTotal(12m));

        Assert.Equal((0m, null, SpendQuality.LowerBound), (window.Amount, window.High, window.Quality));
    }

    [Fact]
    public void ATotalOfAnotherSource_IsNoSpend_NeitherWhenItBeginsNorWhenItEnds()
    {
        // One source tells the use and what is left, of the account; the other the use alone, of a key.
        SpendWindow toKey = Between(Level(500m, 501m), BalanceLevels.OfUsage(540m));
        SpendWindow back = Between(BalanceLevels.OfUsage(40m), Level(497m, 503m));

        Assert.Equal((0m, 0m, null, SpendQuality.LowerBound), (toKey.Amount, toKey.Low, toKey.High, toKey.Quality));
        Assert.Equal((0m, 0m, null, SpendQuality.LowerBound), (back.Amount, back.Low, back.High, back.Quality));
    }

    private static BalanceLevels Level(decimal total, decimal used) => BalanceLevels.OfTotal(total) with { Used = used };

    private static SpendWindow Between(BalanceLevels before, BalanceLevels after) => WindowRule.Between(
        new BalanceSnapshot(Noon, Noon, before), new BalanceSnapshot(Noon.AddHours(1), Noon.AddHours(1), after), default, null);
}
