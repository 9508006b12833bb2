namespace CostCompass.Core.Tests.Spending;

/// <summary>One example for each row of the rule, and for each way in which a record resolves a window.</summary>
public sealed class WindowRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void TheFirstSnapshot_IsABaselineWithoutAnyFigure()
    {
        SpendWindow window = WindowRule.Baseline(At(0, 5m, 10m));

        Assert.Equal(new SpendWindow(Noon, Noon, null, null, null, SpendQuality.Baseline, null, null), window);
    }

    [Fact]
    public void AWindow_RunsFromTheLastInstantOfOneSnapshot_ToTheFirstOfTheNext()
    {
        SpendWindow window = WindowRule.Between(
            At(0, 0m, 10m) with { LastSeen = Noon.AddHours(3) }, At(5, 0m, 9m) with { LastSeen = Noon.AddHours(8) }, default, null);

        Assert.Equal((Noon.AddHours(3), Noon.AddHours(5), TimeSpan.FromHours(2)), (window.From, window.To, window.Duration));
    }

    // Granted and topped-up before, granted and topped-up after; amount, low, high ("" is unbounded), quality, top-up and grant.
    [Theory]
    [InlineData("5 10", "5 10", "0", "0", "0", SpendQuality.Clean, "", "")]
    [InlineData("5 10", "4.25 10", "0.75", "0.75", "0.75", SpendQuality.Clean, "", "")]
    [InlineData("0 10", "0 7.5", "2.5", "2.5", "2.5", SpendQuality.Clean, "", "")]
    [InlineData("2 10", "0 9", "3", "1", "3", SpendQuality.Clean, "", "")]
    [InlineData("5 10", "5 9", "1", "0", "", SpendQuality.PossibleRefund, "", "")]
    [InlineData("0 0", "0 0", "0", "0", "0", SpendQuality.Clean, "", "")]
    [InlineData("0 0.000000002", "0 0.000000001", "0.000000001", "0.000000001", "0.000000001", SpendQuality.Clean, "", "")]
    [InlineData("0 0.03", "0 -0.05", "0.08", "0.08", "0.08", SpendQuality.Clean, "", "")]
    [InlineData("0.03 0", "0 -0.05", "0.08", "0.05", "0.08", SpendQuality.Clean, "", "")]
    [InlineData("6 0", "5.9 -0.1", "0.2", "0.1", "", SpendQuality.PossibleRefund, "", "")]
    [InlineData("6 -0.1", "0 -0.1", "6", "0", "6", SpendQuality.Clean, "", "")]
    [InlineData("0 -0.05", "0 -0.05", "0", "0", "0", SpendQuality.Clean, "", "")]
    [InlineData("0 -0.05", "0 9.95", "0", "0", "", SpendQuality.LowerBound, "10", "")]
    [InlineData("5 10", "4 30", "1", "1", "1", SpendQuality.Recovered, "20", "")]
    [InlineData("5 10", "5 30", "0", "0", "0", SpendQuality.Recovered, "20", "")]
    [InlineData("0 10", "0 28", "0", "0", "", SpendQuality.LowerBound, "18", "")]
    [InlineData("2 10", "0 28", "2", "0", "", SpendQuality.LowerBound, "18", "")]
    [InlineData("1 10", "4 10", "0", "0", "", SpendQuality.LowerBound, "", "3")]
    [InlineData("1 10", "4 9", "2", "1", "", SpendQuality.LowerBound, "", "3")]
    [InlineData("1 10", "4 30", "0", "0", "", SpendQuality.LowerBound, "20", "3")]
    [InlineData("5 100", "4 97", "4", "1", "", SpendQuality.PossibleRefund, "", "")]
    [InlineData("5 10", "0 10", "5", "0", "5", SpendQuality.PossibleExpiry, "", "")]
    [InlineData("5 0", "0 0", "5", "0", "5", SpendQuality.Clean, "", "")]
    [InlineData("5 10", "0.01 10", "4.99", "4.99", "4.99", SpendQuality.Clean, "", "")]
    [InlineData("5 10", "0 9.99", "5.01", "0.01", "5.01", SpendQuality.Clean, "", "")]
    [InlineData("0.02 10", "0 10", "0.02", "0.02", "0.02", SpendQuality.Clean, "", "")]
    [InlineData("0.03 10", "0 10", "0.03", "0", "0.03", SpendQuality.PossibleExpiry, "", "")]
    public void WhatThePoolsSay_WithoutRecords(
        string before, string after, string amount, string low, string high, SpendQuality quality, string topUp, string grant) =>
        Assert.Equal(
            new SpendWindow(Noon, Noon.AddMinutes(10), Money(amount), Money(low), Money(high), quality, Money(topUp), Money(grant))
            {
                IsPlausible = quality == SpendQuality.PossibleRefund,
            },
            WindowRule.Between(At(0, before), After(TimeSpan.FromMinutes(10), after), default, null));

    // A burn rate uses what was plausibly spent, however wide the bounds are. Only hidden money and a typical expiry are left out.
    [Theory]
    [InlineData("5 10", "4 30", SpendQuality.LowerBound, true)]
    [InlineData("5 100", "4 97", SpendQuality.PossibleRefund, true)]
    [InlineData("2 10", "0 9", SpendQuality.Clean, true)]
    [InlineData("2 10", "0 28", SpendQuality.LowerBound, false)]
    [InlineData("1 10", "4 9", SpendQuality.LowerBound, false)]
    [InlineData("5 10", "0 10", SpendQuality.PossibleExpiry, false)]
    public void ADoubtfulWindow_CountsForTheBurn_UnlessItsMoneyIsHidden(string before, string after, SpendQuality quality, bool counts)
    {
        SpendWindow window = WindowRule.Between(At(0, before), At(12, after), default, null);

        Assert.Equal((quality, counts), (window.Quality, window.CountsForBurn));
    }

    // In a longer window money may have come in and been spent at once, and credit may have been granted anew when it was used up.
    [Theory]
    [InlineData("5 10", "5 10", "0", "0", SpendQuality.Clean)]
    [InlineData("5 10", "4.25 10", "0.75", "0.75", SpendQuality.Clean)]
    [InlineData("0 10", "0 7.5", "2.5", "2.5", SpendQuality.Clean)]
    [InlineData("2 10", "0 9", "3", "1", SpendQuality.Clean)]
    [InlineData("5 10", "4 30", "1", "1", SpendQuality.LowerBound)]
    [InlineData("5 10", "0 10", "5", "0", SpendQuality.PossibleExpiry)]
    public void BeyondTenMinutes_AFallIsNotBounded_WhereNothingIsKnownOfTheAccount(
        string before, string after, string amount, string low, SpendQuality quality)
    {
        SpendWindow window = WindowRule.Between(At(0, before), After(TimeSpan.FromMinutes(10).Add(TimeSpan.FromTicks(1)), after), default, null);

        Assert.Equal((Money(amount), Money(low), null, quality), (window.Amount, window.Low, window.High, window.Quality));
    }

    // The same with what is recorded: top-up, grant, expiry, refund.
    [Theory]
    [InlineData("0 10", "0 28", "20 0 0 0", "2", "2", "2", SpendQuality.Recovered, "20", "")]
    [InlineData("2 10", "0 28", "20 0 0 0", "4", "4", "4", SpendQuality.Recovered, "20", "")]
    [InlineData("0 10", "0 28", "18 0 0 0", "0", "0", "0", SpendQuality.Recovered, "18", "")]
    [InlineData("0 -0.05", "0 9.95", "10 0 0 0", "0", "0", "0", SpendQuality.Recovered, "10", "")]
    [InlineData("0 0.03", "0 9.9", "10 0 0 0", "0.13", "0.13", "0.13", SpendQuality.Recovered, "10", "")]
    [InlineData("0 10", "0 28", "15 0 0 0", "0", "0", "", SpendQuality.LowerBound, "18", "")]
    [InlineData("0 10", "0 9", "3 0 0 0", "4", "4", "4", SpendQuality.Recovered, "3", "")]
    [InlineData("5 10", "4 30", "20 0 0 0", "1", "1", "1", SpendQuality.Recovered, "20", "")]
    [InlineData("5 10", "4 30", "21 0 0 0", "1", "1", "1", SpendQuality.Recovered, "20", "")]
    [InlineData("5 10", "4 30", "0 0 0 2", "1", "1", "1", SpendQuality.Recovered, "22", "")]
    [InlineData("1 10", "4 10", "0 0 2 0", "0", "0", "", SpendQuality.LowerBound, "", "5")]
    [InlineData("1 10", "4 10", "0 5 0 0", "2", "2", "2", SpendQuality.Recovered, "", "5")]
    [InlineData("1 10", "4 10", "0 2 0 0", "0", "0", "", SpendQuality.LowerBound, "", "3")]
    [InlineData("1 10", "4 9", "0 5 0 0", "3", "3", "3", SpendQuality.Recovered, "", "5")]
    [InlineData("1 10", "4 30", "21 4 0 0", "2", "2", "2", SpendQuality.Recovered, "21", "4")]
    [InlineData("1 10", "4 30", "0 4 0 0", "1", "1", "", SpendQuality.LowerBound, "20", "4")]
    [InlineData("5 10", "0 10", "0 0 4 0", "1", "1", "1", SpendQuality.Recovered, "", "")]
    [InlineData("5 10", "0 10", "0 0 5 0", "0", "0", "0", SpendQuality.Recovered, "", "")]
    [InlineData("5 10", "2 9", "0 0 3 1", "0", "0", "0", SpendQuality.Recovered, "", "")]
    [InlineData("0 10", "0 4", "0 0 0 5", "1", "1", "1", SpendQuality.Recovered, "", "")]
    [InlineData("0 10", "0 4", "0 0 0 7", "0", "0", "", SpendQuality.LowerBound, "1", "")]
    [InlineData("5 10", "0 10", "3 0 0 0", "8", "3", "8", SpendQuality.PossibleExpiry, "3", "")]
    public void WhatARecordResolves(
        string before, string after, string flows, string amount, string low, string high, SpendQuality quality, string topUp, string grant)
    {
        decimal[] parts = Parts(flows);

        Assert.Equal(
            new SpendWindow(Noon, Noon.AddMinutes(10), Money(amount), Money(low), Money(high), quality, Money(topUp), Money(grant)),
            WindowRule.Between(At(0, before), After(TimeSpan.FromMinutes(10), after), new PoolFlows(parts[0], parts[1], parts[2], parts[3]), null));
    }

    // A day of a burn of 2 explains 2; three times that and two cents are in proportion.
    [Theory]
    [InlineData("6.02", SpendQuality.Clean)]
    [InlineData("6.03", SpendQuality.PossibleExpiry)]
    public void GrantedThatIsGoneAtOnce_IsSuspect_OnlyOutOfProportionToTheBurnBefore(string granted, SpendQuality quality)
    {
        SpendWindow window = WindowRule.Between(At(0, granted + " 10"), At(24, "0 10"), default, 2m);

        Assert.Equal((Money(granted), quality), (window.Amount, window.Quality));
    }

    [Fact]
    public void OnlyReportedCleanAndRecoveredWindows_CountForTheBurn()
    {
        IEnumerable<SpendQuality> counting = Enum.GetValues<SpendQuality>()
            .Where(quality => new SpendWindow(Noon, Noon, 0m, 0m, 0m, quality, null, null).CountsForBurn);

        Assert.Equal([SpendQuality.Reported, SpendQuality.Clean, SpendQuality.Recovered], counting);
    }

    [Fact]
    public void AnAccountWithoutPools_FollowsTheSameTable()
    {
        var before = new BalanceSnapshot(Noon, Noon, BalanceLevels.OfTotal(10m));
        var after = new BalanceSnapshot(Noon.AddDays(1), Noon.AddDays(1), BalanceLevels.OfTotal(12m));

        SpendWindow window = WindowRule.Between(before, after, new PoolFlows(5m, 0m, 0m, 0m), null);

        Assert.Equal((3m, 3m, SpendQuality.Recovered), (window.Amount, window.High, window.Quality));
    }

    private static BalanceSnapshot After(TimeSpan time, string pools) =>
        At(0, pools) with { FirstSeen = Noon + time, LastSeen = Noon + time };

    private static BalanceSnapshot At(int hours, string pools)
    {
        decimal[] parts = Parts(pools);
        return At(hours, parts[0], parts[1]);
    }

    private static BalanceSnapshot At(int hours, decimal granted, decimal toppedUp) =>
        new(Noon.AddHours(hours), Noon.AddHours(hours), new BalanceLevels(granted + toppedUp, granted, toppedUp, true));

    private static decimal[] Parts(string text) => text.Split(' ').Select(part => Money(part)!.Value).ToArray();

    private static decimal? Money(string text) => text.Length == 0
        ? null
        : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
