namespace CostCompass.Core.Tests.Spending;

/// <summary>Which records cannot have been, and which are likely meant for another time. Times are seconds after noon.</summary>
public sealed class RecordedContradictionTests
{
    private const int Day = 86_400;

    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(BalanceEventKind.TopUp, 15, "10 0", "29 0", "The topped-up balance changed by +19 between 2026-03-10 12:00:00Z and 2026-03-10 13:00:00Z, but the recorded events of that time add up to +15. The spend would be -4.")]
    [InlineData(BalanceEventKind.Grant, 2, "10 1", "10 4", "The granted balance changed by +3 between 2026-03-10 12:00:00Z and 2026-03-10 13:00:00Z, but the recorded events of that time add up to +2. The spend would be -1.")]
    [InlineData(BalanceEventKind.GrantExpiry, 2, "10 2", "10 1", "The granted balance changed by -1 between 2026-03-10 12:00:00Z and 2026-03-10 13:00:00Z, but the recorded events of that time add up to -2. The spend would be -1.")]
    [InlineData(BalanceEventKind.Refund, 2, "10 0", "10 0", "The topped-up balance changed by 0 between 2026-03-10 12:00:00Z and 2026-03-10 13:00:00Z, but the recorded events of that time add up to -2. The spend would be -2.")]
    public void ARecordThatMakesTheSpendNegative_IsRefused_WithBothFigures(BalanceEventKind kind, int amount, string before, string after, string message)
    {
        CostException? failure = SpendHistory.FindContradiction([At(0, before), At(3_600, after), At(7_200, after)], [], [Event(kind, amount, 1_800)]);

        Assert.Equal(("EventContradictsBalance", CostErrorKind.InvalidInput, message), (failure?.ErrorId, failure?.Kind, failure?.Message));
        Assert.Contains("Get-CostBalanceEvent", failure?.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BalanceEventKind.TopUp, 19, "10 0", "29 0")]
    [InlineData(BalanceEventKind.Grant, 3, "10 1", "10 4")]
    [InlineData(BalanceEventKind.GrantExpiry, 1, "10 2", "10 1")]
    [InlineData(BalanceEventKind.Refund, 2, "10 0", "8 0")]
    public void ARecordThatLeavesNoSpend_IsTrue(BalanceEventKind kind, int amount, string before, string after) =>
        Assert.Null(SpendHistory.FindContradiction([At(0, before), At(3_600, after), At(7_200, after)], [], [Event(kind, amount, 1_800)]));

    // What expires or is paid back beside a rise says nothing of what came in.
    [Theory]
    [InlineData(BalanceEventKind.GrantExpiry, "10 1", "10 4")]
    [InlineData(BalanceEventKind.Refund, "10 0", "29 0")]
    public void AnOutflowBesideARise_IsTrue(BalanceEventKind kind, string before, string after) =>
        Assert.Null(SpendHistory.FindContradiction([At(0, before), At(3_600, after), At(7_200, after)], [], [Event(kind, 1m, 1_800)]));

    [Fact]
    public void OnlyWhatIsAboutToBeRecorded_IsJudged()
    {
        BalanceSnapshot[] snapshots = [At(0, "10 0"), At(3_600, "29 0"), At(7_200, "28 0")];

        Assert.Null(SpendHistory.FindContradiction(snapshots, [Event(BalanceEventKind.TopUp, 15m, 1_800)], [Event(BalanceEventKind.TopUp, 1m, 6_000)]));
        Assert.NotNull(SpendHistory.FindContradiction(snapshots, [Event(BalanceEventKind.TopUp, 15m, 1_800)], [Event(BalanceEventKind.TopUp, 1m, 1_801)]));
        Assert.Null(SpendHistory.FindContradiction(snapshots, [Event(BalanceEventKind.TopUp, 15m, 1_800)], [Event(BalanceEventKind.TopUp, 4m, 1_801)]));
    }

    [Theory]
    [InlineData(3_600 + Day, true)]
    [InlineData(3_600 + Day + 1, false)]
    public void ARiseUpToADayBefore_MayBeMeant(int second, bool isDoubtful)
    {
        BalanceSnapshot[] snapshots = [At(0, "10 0"), At(3_600, "29 0"), At(7_200, "28 0"), At(2 * Day, "27 0"), At(3 * Day, "26 0")];
        CostBalanceEvent one = Event(BalanceEventKind.TopUp, 20m, second);

        Assert.Equal(
            isDoubtful ? [new DoubtfulEvent(one, Noon.AddSeconds(7_200), Noon.AddSeconds(2 * Day), Noon, Noon.AddSeconds(3_600), 19m)] : [],
            SpendHistory.FindDoubtful(snapshots, [], [one]));
    }

    [Theory]
    [InlineData(10_000, true)]
    [InlineData(9_999, false)]
    public void ARiseUpToADayAfterwards_MayBeMeant(int second, bool isDoubtful)
    {
        BalanceSnapshot[] snapshots = [At(0, "10 0"), At(20_000, "9 0"), At(10_000 + Day, "8 0"), At(20_000 + Day, "27 0"), At(30_000 + Day, "26 0")];

        Assert.Equal(isDoubtful, SpendHistory.FindDoubtful(snapshots, [], [Event(BalanceEventKind.TopUp, 20m, second)]).Count == 1);
    }

    [Fact]
    public void OfSeveralRises_TheNearestIsNamed()
    {
        BalanceSnapshot[] snapshots = [At(0, "10 0"), At(3_600, "29 0"), At(20_000, "28 0"), At(30_000, "27 0"), At(33_000, "46 0"), At(40_000, "45 0")];

        Assert.Equal(
            (Noon.AddSeconds(30_000), Noon.AddSeconds(33_000), 19m),
            Risen(Assert.Single(SpendHistory.FindDoubtful(snapshots, [], [Event(BalanceEventKind.TopUp, 20m, 25_000)]))));
        Assert.Equal(
            (Noon, Noon.AddSeconds(3_600), 19m),
            Risen(Assert.Single(SpendHistory.FindDoubtful(snapshots, [], [Event(BalanceEventKind.TopUp, 20m, 10_000)]))));
    }

    [Fact]
    public void AGrantIsMeantForARiseOfItsOwnPool()
    {
        BalanceSnapshot[] snapshots = [At(0, "10 0"), At(3_600, "29 0"), At(7_200, "29 5"), At(20_000, "29 4"), At(30_000, "29 3")];

        Assert.Equal(
            (Noon.AddSeconds(3_600), Noon.AddSeconds(7_200), 5m),
            Risen(Assert.Single(SpendHistory.FindDoubtful(snapshots, [], [Event(BalanceEventKind.Grant, 5m, 15_000)]))));
    }

    [Fact]
    public void WhatGoesOut_IsMeantForNoRise() => Assert.Empty(SpendHistory.FindDoubtful(
        [At(0, "10 0"), At(3_600, "29 0"), At(7_200, "20 0")], [], [Event(BalanceEventKind.Refund, 5m, 6_000)]));

    [Fact]
    public void APaymentThatItsOwnRiseShowsInPart_IsNotDoubtful() => Assert.Empty(SpendHistory.FindDoubtful(
        [At(0, "10 0"), At(3_600, "29 0"), At(20_000, "39 0"), At(30_000, "38 0")], [], [Event(BalanceEventKind.TopUp, 20m, 15_000)]));

    [Fact]
    public void APaymentFromBeforeTheBaseline_MayBeMeantForTheFirstRise()
    {
        CostBalanceEvent early = Event(BalanceEventKind.TopUp, 20m, -7_200);

        Assert.Equal(
            [new DoubtfulEvent(early, null, null, Noon, Noon.AddSeconds(3_600), 19m)],
            SpendHistory.FindDoubtful([At(0, "10 0"), At(3_600, "29 0"), At(7_200, "28 0")], [], [early]));
    }

    [Fact]
    public void AHistory_IsCheckedFromADayBeforeTheFirstRecord()
    {
        CostBalanceEvent one = Event(BalanceEventKind.TopUp, 1m, 3_600);

        Assert.Equal(Noon.AddHours(1).AddDays(-1), SpendHistory.CheckFrom([Event(BalanceEventKind.TopUp, 1m, 7_200), one]));
        Assert.Equal(Noon.AddDays(-1), SpendHistory.CheckFrom([one with { Since = Noon }]));
        Assert.Equal(DateTimeOffset.MinValue, SpendHistory.CheckFrom([one with { At = DateTimeOffset.MinValue.AddDays(1) }]));
        Assert.Equal(DateTimeOffset.MinValue.AddTicks(1), SpendHistory.CheckFrom([one with { At = DateTimeOffset.MinValue.AddDays(1).AddTicks(1) }]));
    }

    [Fact]
    public void AHistory_IsReadFromEightWeeksBeforeTheSnapshotThatStands_AndFromEightDaysForABurnRate()
    {
        BalanceSnapshot before = At(0, "10 0") with { LastSeen = Noon.AddHours(1) };

        Assert.Equal(Noon.AddHours(1).AddDays(-57), SpendHistory.StartFor(before));
        Assert.Equal(Noon.AddHours(1).AddDays(-8), SpendHistory.StartFor(before, isForBurn: true));
        Assert.Equal(DateTimeOffset.MinValue, SpendHistory.StartFor(null));
        Assert.Equal(DateTimeOffset.MinValue, SpendHistory.StartFor(before with { FirstSeen = DateTimeOffset.MinValue, LastSeen = DateTimeOffset.MinValue.AddDays(57) }));
    }

    private static (DateTimeOffset, DateTimeOffset, decimal) Risen(DoubtfulEvent doubtful) => (doubtful.RiseFrom, doubtful.RiseTo, doubtful.Unexplained);

    private static CostBalanceEvent Event(BalanceEventKind kind, decimal amount, int second) =>
        new() { Account = "a", Kind = kind, Amount = amount, Currency = "USD", At = Noon.AddSeconds(second) };

    // Topped-up and granted.
    private static BalanceSnapshot At(int second, string pools)
    {
        decimal[] parts = [.. pools.Split(' ').Select(part => decimal.Parse(part, System.Globalization.CultureInfo.InvariantCulture))];
        return new(Noon.AddSeconds(second), Noon.AddSeconds(second), new BalanceLevels(parts[0] + parts[1], parts[1], parts[0], true));
    }
}
