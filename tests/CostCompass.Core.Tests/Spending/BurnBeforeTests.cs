namespace CostCompass.Core.Tests.Spending;

/// <summary>What the burn before a window says of it: which windows and which days count for it, and what an estimate makes of it.</summary>
public sealed class BurnBeforeTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 10, 0, 0, 0, TimeSpan.Zero);

    // A grant came in and hides what was spent of it: two a day before it are two in its day.
    [Fact]
    public void AWindowThatHidesItsSpend_IsEstimatedByTheMeanBefore() =>
        Assert.Equal(2m, Estimated(At(0, 20m), At(1, 18m), At(2, 16m), At(3, 16m, granted: 5m)));

    [Fact]
    public void AWindowWhoseSpendIsNotKnown_IsNoPartOfTheMean() =>
        Assert.Equal(2m, Estimated(At(0, 20m), At(1, 18m), At(2, 16m), At(3, 36m), At(4, 36m, granted: 5m)));

    // Eighty on the first day; then one in eleven days, before which nothing counts any more.
    [Fact]
    public void WhatWasSpentLongerThanEightDaysAgo_IsNoPartOfTheMean() =>
        Assert.Equal(0.090909091m, Estimated(At(0, 100m), At(1, 20m), At(12, 19m), At(13, 19m, granted: 5m)));

    [Fact]
    public void AfterABalanceThatStood_ARiseIsThePaymentItself()
    {
        SpendWindow last = Last(At(0, 10m) with { LastSeen = Midnight.AddDays(2) }, At(3, 30m));

        Assert.Equal((SpendQuality.LowerBound, 20m, 0m), (last.Quality, last.SuggestedTopUp, last.Estimate));
    }

    [Fact]
    public void AnAccountOfOneCurrencyThatRanDry_IsPaidFor()
    {
        SpendWindow last = Last(At(0, 4.1m), At(1, 2.1m), At(2, 0.1m), At(3, 20.1m));

        Assert.Equal(20m, last.SuggestedTopUp);
    }

    [Fact]
    public void TheFirstSnapshotOfAnEmptyAccount_IsABaseline() =>
        Assert.Equal(SpendQuality.Baseline, Last(At(0, 0m)).Quality);

    [Fact]
    public void OfTwoOtherCurrencies_OneThatRoseIsEnough()
    {
        BalanceSnapshot[] idle = [At(0, 7m)];
        BalanceSnapshot[] risen = [At(0, 0m), At(2, 700m)];

        Assert.Equal(SpendQuality.LowerBound, Beside([idle, risen], At(0, 100m), At(1, 99m), At(2, 0m)).Quality);
        Assert.Equal(SpendQuality.Clean, Beside([idle, idle], At(0, 100m), At(1, 99m), At(2, 0m)).Quality);
    }

    [Fact]
    public void ARiseOfABalanceThatWasThere_IsAPayment_WhateverAnotherCurrencyDid()
    {
        BalanceSnapshot[] fallen = [At(0, 100m), At(1, 99m), At(2, 0m)];

        Assert.Equal(700m, Beside([fallen], At(0, 300m), At(1, 299m), At(2, 999m)).SuggestedTopUp);
    }

    [Fact]
    public void TwoPartsWithoutAnUpperBound_HaveNoneTogether()
    {
        var total = new SpendTotal(Midnight, Midnight.AddDays(1));
        SpendWindow open = new(Midnight, Midnight.AddHours(1), 1m, 1m, null, SpendQuality.LowerBound, null, null);
        total.Add(open);
        total.Add(open);

        Assert.Equal((2m, null), (total.Amount, total.High));
    }

    private static decimal? Estimated(params BalanceSnapshot[] snapshots)
    {
        SpendWindow last = SpendHistory.Derive(snapshots, DateTimeOffset.MaxValue, new SeriesContext { IncludeEstimate = true }).Last().Window;
        Assert.Equal(SpendQuality.Estimated, last.Quality);
        return last.Amount;
    }

    private static SpendWindow Last(params BalanceSnapshot[] snapshots) => SpendHistory.Derive(snapshots, DateTimeOffset.MaxValue).Last().Window;

    private static SpendWindow Beside(BalanceSnapshot[][] others, params BalanceSnapshot[] snapshots) => SpendHistory
        .Derive(snapshots, DateTimeOffset.MaxValue, new SeriesContext { OtherCurrencies = (_, _) => others }).Last().Window;

    private static BalanceSnapshot At(int day, decimal toppedUp, decimal granted = 0m) =>
        new(Midnight.AddDays(day), Midnight.AddDays(day), new BalanceLevels(granted + toppedUp, granted, toppedUp, true));
}
