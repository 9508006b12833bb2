namespace CostCompass.Core.Tests.Spending;

/// <summary>Which window a recorded event belongs to. Times are seconds after noon; the balance is granted and topped-up.</summary>
public sealed class EventPlacementTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    // The balance rises by 19 beside a spend of 1 until the seconds 60 and 430.
    private static readonly BalanceSnapshot[] _twoRises = [At(0, 10m), At(60, 29m), At(100, 28m), At(400, 27m), At(430, 46m), At(3_000, 45m)];

    [Fact]
    public void APaymentInsideAWindow_BelongsToIt()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(60, 29m), At(1_200, 28m)];

        Assert.Equal([1m, 1m], Amounts(snapshots, TopUp(20m, 30)));
    }

    [Fact]
    public void APaymentAtTheInstantOfAReading_BelongsToTheWindowThatEndsThere()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(60, 29m), At(1_200, 28m)];

        Assert.Equal([1m, 1m], Amounts(snapshots, TopUp(20m, 60)));
    }

    [Fact]
    public void APaymentThatIsShownLate_BelongsToTheRise_NotToTheSpendBeforeIt()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(30, 9.5m), At(60, 9m), At(90, 28.5m), At(1_200, 28m)];

        Assert.Equal([0.5m, 0.5m, 0.5m, 0.5m], Amounts(snapshots, TopUp(20m, 15)));
    }

    [Fact]
    public void APaymentThatALaterReadingDoesNotShowYet_BelongsToTheRise_HoweverLongThatWindowIs()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(3_600, 9m), At(7_200, 28m), At(10_800, 27m)];

        Assert.Equal([1m, 1m, 1m], Amounts(snapshots, TopUp(20m, 3_590)));
    }

    [Fact]
    public void APaymentWhileTheBalanceStood_BelongsToTheRiseAfterwards()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(60, 9m) with { LastSeen = Noon.AddSeconds(300) }, At(330, 28m), At(1_200, 28m)];

        Assert.Equal([1m, 1m, 0m], Amounts(snapshots, TopUp(20m, 50)));
    }

    [Fact]
    public void AGrantThatIsShownLate_BelongsToTheRiseOfItsPool()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(30, 9m, 0m), At(60, 9m, 4m), At(1_200, 9m, 3m)];

        Assert.Equal([1m, 1m, 1m], Amounts(snapshots, Event(BalanceEventKind.Grant, 5m, 10)));
    }

    [Fact]
    public void TwoPaymentsThatAreShownOneAfterTheOther_EachBelongToTheirRise()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(30, 9m), At(60, 28m), At(90, 27m), At(120, 76m), At(1_200, 75m)];

        Assert.Equal([1m, 1m, 1m, 1m, 1m], Amounts(snapshots, TopUp(20m, 20), TopUp(50m, 50)));
    }

    [Fact]
    public void TwoPaymentsInTheSameWindow_OfWhichOneIsShownLate_EachBelongToTheirRise()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(30, 29m), At(60, 28m), At(90, 77m), At(1_200, 76m)];

        Assert.Equal([1m, 1m, 1m, 1m], Amounts(snapshots, TopUp(20m, 10), TopUp(50m, 20)));
    }

    [Fact]
    public void TwoPaymentsThatOneRiseShows_BothBelongToIt()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(60, 49m), At(1_200, 48m)];

        Assert.Equal([1m, 1m], Amounts(snapshots, TopUp(20m, 10), TopUp(20m, 20)));
    }

    [Fact]
    public void APaymentThatNoRiseShows_WasSpentInItsOwnWindow()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(600, 9m), At(1_800, 8m)];

        Assert.Equal([4m, 1m], Amounts(snapshots, TopUp(3m, 300)));
    }

    [Fact]
    public void ARiseThatBeginsLongAfterwards_IsAnotherPayment()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(60, 9m) with { LastSeen = Noon.AddSeconds(700) }, At(730, 28m), At(1_800, 27m)];

        Assert.Equal([4m, 0m, 1m], Amounts(snapshots, TopUp(3m, 50)));
    }

    [Fact]
    public void APaymentThatTheBalanceHasHadNoTimeToShow_IsNotSpend()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(60, 9m)];

        Assert.Equal([1m], Amounts(snapshots, TopUp(20m, 50)));
    }

    [Fact]
    public void APaymentThatIsShownLate_ContradictsNothing()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(30, 9m), At(60, 28m), At(1_200, 27m)];

        Assert.Null(SpendHistory.FindContradiction(snapshots, [], [TopUp(20m, 20)]));
    }

    [Fact]
    public void APaymentThatIsLessThanTheRiseThatShowsIt_IsRefused()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(30, 9m), At(60, 28m), At(1_200, 27m)];

        CostException? contradiction = SpendHistory.FindContradiction(snapshots, [], [TopUp(15m, 20)]);

        Assert.Equal("EventContradictsBalance", contradiction?.ErrorId);
        Assert.Contains("+19", contradiction?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARiseThatItsOwnRecordsExplain_TakesNoEarlierPayment()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(300, 8m, 1m), At(780, 28m, 1m), At(3_600, 28m, 1m)];

        Assert.Equal(
            [3m, 0m, 0m],
            Amounts(snapshots, TopUp(1m, 120), Event(BalanceEventKind.Grant, 1m, 240), TopUp(20m, 420)));
    }

    [Fact]
    public void InOnePool_ARiseThatItsOwnRecordsExplain_TakesNoEarlierPayment()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(300, 8m), At(780, 13m), At(3_600, 13m)];

        Assert.Equal([3m, 0m, 0m], Amounts(snapshots, TopUp(1m, 120), TopUp(5m, 420)));
    }

    [Fact]
    public void APaymentThatWasNotedMinutesTooLate_BelongsToTheRiseBeforeIt()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(3_600, 29m), At(7_200, 28m), At(10_800, 27m)];

        Assert.Equal([1m, 1m, 1m], Amounts(snapshots, TopUp(20m, 4_000)));
    }

    [Fact]
    public void APaymentThatWasNotedMuchTooLate_IsDoubtful_AndBothWindowsAreNamed()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(3_600, 29m), At(7_200, 28m), At(10_800, 27m)];
        CostBalanceEvent late = TopUp(20m, 6_000);

        Assert.Equal(
            [new DoubtfulEvent(late, Noon.AddSeconds(3_600), Noon.AddSeconds(7_200), Noon, Noon.AddSeconds(3_600), 19m)],
            SpendHistory.FindDoubtful(snapshots, [], [late]));
        Assert.Empty(SpendHistory.FindDoubtful(snapshots, [TopUp(20m, 1_800)], [late]));
        Assert.Empty(SpendHistory.FindDoubtful(snapshots, [], [TopUp(20m, 1_800)]));
    }

    [Fact]
    public void APaymentOfASpan_BelongsToTheRiseInIt_AlsoWhenFinerReadingsComeLater()
    {
        CostBalanceEvent payment = TopUp(20m, 3_600) with { Since = Noon };

        Assert.Equal([1m, 1m], Amounts([At(0, 10m), At(3_600, 29m), At(7_200, 28m)], payment));
        Assert.Equal(
            [0.25m, 0.25m, 0.5m, 1m],
            Amounts([At(0, 10m), At(600, 29.75m), At(2_400, 29.5m), At(3_600, 29m), At(7_200, 28m)], payment));
    }

    [Fact]
    public void TheOrderOfTheRecords_MeansNothing()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(30, 29m), At(60, 28m), At(90, 77m), At(120, 76m), At(1_200, 75m)];

        Assert.Equal([1m, 1m, 1m, 1m, 1m], Amounts(snapshots, TopUp(50m, 20), TopUp(20m, 10)));
        Assert.Equal([1m, 1m, 1m, 1m, 1m], Amounts(snapshots, TopUp(20m, 20), TopUp(50m, 20)));
        Assert.Equal([1m, 1m, 1m, 1m, 1m], Amounts(snapshots, TopUp(50m, 20), TopUp(20m, 20)));
    }

    [Fact]
    public void ManyPaymentsInARow_AreEachPlaced()
    {
        // A payment of one every minute, beside a cent of spend; the first minute rose by a payment that is not recorded.
        BalanceSnapshot[] snapshots = [.. Enumerable.Range(0, 5_000).Select(minute => At(60 * minute, 10m + (minute * 0.99m) + (minute > 0 ? 5m : 0m)))];
        CostBalanceEvent[] payments = [.. Enumerable.Range(0, 4_999).Select(minute => TopUp(1m, (60 * minute) + 30))];

        decimal?[] amounts = [.. Amounts(snapshots, payments)];

        Assert.Equal(4_999, amounts.Length);
        Assert.True(amounts.Sum() is <= 49.99m and >= 49m);
    }

    [Fact]
    public void ARemovedEvent_CountsUntilItsRemoval()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(60, 29m), At(1_200, 28m)];
        CostBalanceEvent removed = TopUp(20m, 30) with { RemovedAt = Noon.AddHours(1) };
        var context = new SeriesContext { Events = [removed] };

        Assert.Equal(2m, SpendHistory.Derive(snapshots, Noon.AddMinutes(59), context).Sum(step => step.Window.Amount));
        Assert.Equal(1m, SpendHistory.Derive(snapshots, Noon.AddHours(1), context).Sum(step => step.Window.Amount));
    }

    [Fact]
    public void ARefundBesideARiseThatNothingExplains_ContradictsNothing()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(3_600, 29m), At(7_200, 28m)];

        Assert.Null(SpendHistory.FindContradiction(snapshots, [], [Event(BalanceEventKind.Refund, 1m, 1_800)]));
        Assert.NotNull(SpendHistory.FindContradiction(snapshots, [], [Event(BalanceEventKind.Refund, 2m, 5_400)]));
    }

    [Theory]
    [InlineData(350, 0, 1)]
    [InlineData(150, 1, 0)]
    public void OfTwoRisesThatShowAPayment_TheNearerOneTakesIt(int second, int before, int after)
    {
        Assert.Equal([before, 1m, 1m, after, 1m], Amounts(_twoRises, TopUp(20m, second)));
    }

    [Fact]
    public void ThePaymentOfASpan_IsAsNearAsTheSpan()
    {
        Assert.Equal([1m, 1m, 1m, 0m, 1m], Amounts(_twoRises, TopUp(20m, 350) with { Since = Noon.AddSeconds(80) }));
    }

    [Fact]
    public void TwoPaymentsBetweenTwoRises_TakeTheShortestWayTogether()
    {
        Assert.Equal([1m, 1m, 1m, 6m, 1m], Amounts(_twoRises, TopUp(20m, 300), TopUp(25m, 350)));
    }

    [Fact]
    public void APaymentInARise_StaysThere_ThoughTwoMovesWouldBeShorterThanOne()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(400, 9m), At(430, 28m), At(460, 47m), At(3_000, 46m)];

        Assert.Equal([1m, 1m, 6m, 1m], Amounts(snapshots, TopUp(25m, 110), TopUp(20m, 420)));
    }

    [Fact]
    public void OfTwoPaymentsThatTheBalanceHasHadNoTimeToShow_TheSmallerOneThatExplainsTheRiseCounts()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(60, 29m)];

        Assert.Equal([1m], Amounts(snapshots, TopUp(20m, 30), TopUp(30m, 40)));
        Assert.Equal([1m], Amounts(snapshots, TopUp(30m, 30), TopUp(20m, 40)));
    }

    [Fact]
    public void APaymentJustAfterTheLastReading_BelongsToTheRiseThatShowsIt()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(60, 29m)];

        Assert.Equal([1m], Amounts(snapshots, TopUp(20m, 70)));
    }

    [Fact]
    public void APaymentAtTheInstantOfAReadingThatDoesNotShowIt_WasSpentBefore()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(600, 9m), At(1_800, 8m)];

        Assert.Equal([4m, 1m], Amounts(snapshots, TopUp(3m, 600)));
    }

    [Fact]
    public void APaymentThatIsShownLateBesideARefund_BelongsToTheRise()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(30, 9.5m), At(60, 13m), At(1_200, 12.5m)];

        Assert.Equal([0.5m, 0.5m, 0.5m], Amounts(snapshots, TopUp(20m, 15), Event(BalanceEventKind.Refund, 16m, 45)));
    }

    [Fact]
    public void AGrantThatIsShownLateBesideAnExpiry_BelongsToTheRise()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(30, 9m), At(60, 9m, 1.5m), At(1_200, 9m, 1m)];

        Assert.Equal([1m, 0.5m, 0.5m], Amounts(snapshots, Event(BalanceEventKind.Grant, 5m, 10), Event(BalanceEventKind.GrantExpiry, 3m, 45)));
    }

    [Fact]
    public void AReadingAtTheInstantThatIsAskedFor_Counts_AndTheNextOneDoesNot()
    {
        BalanceSnapshot[] snapshots = [At(0, 10m), At(60, 29m), At(1_200, 28m)];

        IEnumerable<SpendStep> steps = SpendHistory.Derive(snapshots, Noon.AddSeconds(60), new SeriesContext { Events = [TopUp(20m, 30)] });

        Assert.Equal([null, 1m], steps.Select(step => step.Window.Amount));
    }

    private static IEnumerable<decimal?> Amounts(BalanceSnapshot[] snapshots, params CostBalanceEvent[] events) => SpendHistory
        .Derive(snapshots, DateTimeOffset.MaxValue, new SeriesContext { Events = events })
        .Skip(1)
        .Select(step => step.Window.Amount);

    private static CostBalanceEvent TopUp(decimal amount, int second) => Event(BalanceEventKind.TopUp, amount, second);

    private static CostBalanceEvent Event(BalanceEventKind kind, decimal amount, int second) =>
        new() { Account = "a", Kind = kind, Amount = amount, Currency = "USD", At = Noon.AddSeconds(second) };

    private static BalanceSnapshot At(int second, decimal toppedUp, decimal granted = 0m) =>
        new(Noon.AddSeconds(second), Noon.AddSeconds(second), new BalanceLevels(granted + toppedUp, granted, toppedUp, true));
}
