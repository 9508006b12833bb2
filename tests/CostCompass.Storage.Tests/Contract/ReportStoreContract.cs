using CostCompass.Storage.Sql;

namespace CostCompass.Storage.Tests.Contract;

public abstract class ReportStoreContract(StoreUnderTest home) : IDisposable
{
    private static readonly DateTimeOffset First = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly BalanceSeriesKey Key = new("claude", "Anthropic", "USD");

    private ReportStore Reports => home.Store.Reports;

    [ContractFact]
    public void WithoutAStore_ThereIsNothing_AndReadingMakesNone()
    {
        Assert.Empty(Reports.ReadSeries());
        Assert.Empty(Reports.ReadCovered(Key, DateTimeOffset.MaxValue));
        Assert.Empty(Reports.Read(Key, First, First.AddDays(9), DateTimeOffset.MaxValue));
        Assert.False(home.Store.Exists);
    }

    [ContractFact]
    public void ARefetchedDay_ReplacesTheStoredOne_AndLeavesTheOthers()
    {
        Record(0, 3, 2.5, Cost(0, 1.1m), Cost(1, 2.2m), Cost(2, 0.3m));
        ReportChange change = Assert.Single(Record(1, 4, 3.5, Cost(1, 2.2m), Cost(2, 5m), Cost(3, 0.000000000000001m)));

        Assert.Equal((false, 2.5m, 7.200000000000001m, 2, 1), (change.IsNew, change.Before, change.After, change.Added, change.Replaced));
        Assert.Equal([1.1m, 2.2m, 5m, 0.000000000000001m], Amounts());
    }

    [ContractFact]
    public void OfSeveralReports_AllAreTakenIn_OrNone()
    {
        ReportToRecord good = ToRecord("one", Cost(0, 1m));
        ReportToRecord bad = ToRecord("two", Cost(0, 1m)) with { Provider = null! };

        Assert.ThrowsAny<Exception>(() => Reports.Record([good, bad], First.AddDays(1)));
        Assert.Empty(Reports.ReadSeries());

        IReadOnlyList<IReadOnlyList<ReportChange>> changes = Reports.Record([good, ToRecord("two", Cost(0, 2m))], First.AddDays(1));
        Assert.Equal([("one", 1m), ("two", 2m)], changes.Select(change => (Assert.Single(change).Series.Account, change[0].After)));
        Assert.Equal(["one", "two"], Reports.ReadSeries().Select(series => series.Key.Account));

        static ReportToRecord ToRecord(string account, ReportedCost cost) =>
            new(account, "Google", new CostReport(First, First.AddDays(1), First.AddDays(1), [cost]), First.AddDays(1));
    }

    [ContractTheory]
    [InlineData(0)]
    [InlineData(0xDC00)]
    public void AServiceThatNotEveryDatabaseKeeps_IsRefused_AndNothingIsWritten(int character)
    {
        StoreUnderTest.Refusal(() => Record(0, 1, 1, Cost(0, 1m), Cost(0, 2m) with { Service = $"a{(char)character}b" }), "TextNotStorable");

        Assert.Empty(Reports.ReadSeries());
    }

    [ContractFact]
    public void ARemovedSpan_IsNotCoveredAnyMore_AndTheRestStays()
    {
        Record(0, 4, 4, Cost(0, 1m), Cost(1, 2m), Cost(3, 4m));
        Record(0, 4, 4.5, Cost(0, 1m), Cost(1, 3m), Cost(3, 4m));

        Assert.Equal(1, Reports.Remove(Key, First.AddDays(1), First.AddDays(3)));

        Assert.Equal([1m, 4m], Amounts());
        Assert.Equal(
            [new Interval(First, First.AddDays(1)), new Interval(First.AddDays(3), First.AddDays(4))],
            Reports.ReadCovered(Key, DateTimeOffset.MaxValue));
    }

    [ContractFact]
    public void TheEndOfAHistory_CanBeRemoved_AndAllOfIt()
    {
        Record(0, 4, 4, Cost(0, 1m), Cost(1, 2m), Cost(3, 4m));

        Assert.Equal(1, Reports.Remove(Key, First.AddDays(2), DateTimeOffset.MaxValue));
        Assert.Equal(First.AddDays(2), Assert.Single(Reports.ReadSeries()).CompleteUntil);

        Assert.Equal(2, Reports.Remove(Key, DateTimeOffset.MinValue, DateTimeOffset.MaxValue));
        Assert.Empty(Reports.ReadSeries());
        Assert.Equal(0, Reports.Remove(Key, DateTimeOffset.MinValue, DateTimeOffset.MaxValue));
    }

    [ContractFact]
    public void ACostThatBeganBeforeARemovedSpan_Stays()
    {
        Record(0, 4, 4, Cost(0, 1m) with { To = First.AddDays(2) }, Cost(2, 2m));

        Assert.Equal(1, Reports.Remove(Key, First.AddDays(1), First.AddDays(4)));

        Assert.Equal([1m], Amounts());
        Assert.Equal([new Interval(First, First.AddDays(2))], Reports.ReadCovered(Key, DateTimeOffset.MaxValue));
    }

    [ContractFact]
    public void ADayThatIsNoLongerTold_CostNothing_AndIsNamed()
    {
        Record(0, 3, 3, Cost(0, 1m), Cost(1, 2m), Cost(2, 0m));
        ReportChange change = Assert.Single(Record(1, 3, 3.5));

        Assert.Equal([1m], Amounts());
        Assert.Equal([new DateOnly(2026, 11, 2)], change.EmptiedDays);
    }

    [ContractFact]
    public void ADayThatCostsLess_IsNotEmpty()
    {
        Record(0, 2, 2, Cost(0, 1m), Cost(1, 2m), Cost(1, 3m) with { Service = "search" });

        Assert.Empty(Assert.Single(Record(0, 2, 2.5, Cost(0, 1m), Cost(1, 0.1m))).EmptiedDays);
    }

    [ContractFact]
    public void TheSameReportAgain_ChangesNothing()
    {
        Record(0, 2, 2, Cost(0, 1m), Cost(1, 2m));
        ReportChange change = Assert.Single(Record(0, 2, 3, Cost(1, 2.00m), Cost(0, 0.4m), Cost(0, 0.6m)));

        Assert.Equal((0, 0), (change.Added, change.Replaced));
    }

    [ContractFact]
    public void WhatWasKnownAtAnInstant_CanBeReadAgain()
    {
        Record(0, 2, 2, Cost(0, 1m), Cost(1, 2m));
        Record(1, 4, 3, Cost(1, 9m), Cost(2, 4m));

        Assert.Equal([1m, 2m], Amounts(First.AddDays(2.5)));
        Assert.Equal([1m, 9m, 4m], Amounts(First.AddDays(3)));
        Assert.Empty(Amounts(First.AddDays(1.9)));
        Assert.Equal([new Interval(First, First.AddDays(2))], Reports.ReadCovered(Key, First.AddDays(2.5)));
        Assert.Equal([new Interval(First, First.AddDays(4))], Reports.ReadCovered(Key, First.AddDays(3)));
    }

    [ContractFact]
    public void HowFarTheCostsWereWhole_IsKnownOfAnEarlierInstantToo()
    {
        Record(0, 2, 1.25, Cost(0, 1m), Cost(1, 0.5m));
        Record(0, 4, 3.5, Cost(0, 1m), Cost(1, 2m), Cost(2, 2m));

        Assert.Equal(First.AddDays(1.25), Reports.ReadCompleteUntil(Key, First.AddDays(3)));
        Assert.Equal(First.AddDays(3.5), Reports.ReadCompleteUntil(Key, First.AddDays(9)));
        Assert.Equal(DateTimeOffset.MinValue, Reports.ReadCompleteUntil(Key, First.AddDays(1)));
    }

    [ContractFact]
    public void WhenReportsWereTakenIn_IsKnownOfThoseThatChangedAnything_TheNewestOnes()
    {
        Assert.Empty(Reports.ReadRecorded(Key, First.AddDays(9), 5));
        Record(0, 2, 1.25, Cost(0, 1m), Cost(1, 0.5m));
        Record(0, 4, 3.5, Cost(0, 1m), Cost(1, 2m), Cost(2, 2m));
        Record(0, 4, 3.75, Cost(0, 1m), Cost(1, 2m), Cost(2, 2m));
        Record(0, 5, 4.5, Cost(0, 1m), Cost(1, 2m), Cost(2, 3m), Cost(4, 1m));

        Assert.Equal([First.AddDays(1.25), First.AddDays(3.5), First.AddDays(4.5)], Reports.ReadRecorded(Key, First.AddDays(9), 5));
        Assert.Equal([First.AddDays(3.5), First.AddDays(4.5)], Reports.ReadRecorded(Key, First.AddDays(9), 2));
        Assert.Equal([First.AddDays(1.25)], Reports.ReadRecorded(Key, First.AddDays(3), 5));
    }

    [ContractFact]
    public void SpansWithAGap_StayApart_UntilTheGapIsFilled()
    {
        Record(0, 1, 1);
        Record(3, 4, 4);
        Assert.Equal([new Interval(First, First.AddDays(1)), new Interval(First.AddDays(3), First.AddDays(4))], Covered());

        Record(0, 5, 5);
        Assert.Equal([new Interval(First, First.AddDays(5))], Covered());
    }

    [ContractFact]
    public void WhatWasAskedAboutBeforeTheFirstCost_IsNotCovered()
    {
        Record(0, 5, 5, Cost(3, 1m));
        Assert.Equal([new Interval(First.AddDays(3), First.AddDays(5))], Covered());

        Record(0, 5, 6, Cost(1, 1m), Cost(3, 1m));
        Assert.Equal([new Interval(First.AddDays(1), First.AddDays(5))], Covered());
    }

    [ContractFact]
    public void EachCurrency_IsASeries_AndTheUsualOneIsThereWithoutACost()
    {
        Record(0, 1, 1);
        Record(0, 1, 2, Cost(0, 3m) with { Currency = "EUR" });

        Assert.Equal(["EUR", "USD"], Reports.ReadSeries().Select(series => series.Key.Currency));
        Assert.Equal(First.AddDays(2), Reports.ReadSeries()[0].CompleteUntil);
    }

    [ContractFact]
    public void WhatWasDerivedElsewhere_KeepsItsQualityAndBounds_AndIsReplacedWhenTheyChange()
    {
        ReportedCost least = Cost(0, 1m) with { Quality = SpendQuality.LowerBound, High = null };
        ReportedCost doubtful = Cost(1, 2m) with { Quality = SpendQuality.PossibleExpiry, Low = 0.5m };
        Record(0, 2, 2, least, doubtful);

        Assert.Equal([least, doubtful], Reports.Read(Key, First, First.AddDays(99), DateTimeOffset.MaxValue));
        ReportChange change = Record(0, 2, 3, least, doubtful with { Low = 0.6m })[0];
        Assert.Equal((1, 1), (change.Added, change.Replaced));
    }

    [ContractFact]
    public void TheHistoryOfAnAccount_GoesWithItsReports()
    {
        Record(0, 2, 2, Cost(0, 1m), Cost(1, 2m));

        Assert.Equal(2, home.Store.RemoveHistory("CLAUDE"));
        Assert.Empty(Reports.ReadSeries());
    }

    public void Dispose()
    {
        home.Dispose();
        GC.SuppressFinalize(this);
    }

    private static ReportedCost Cost(int day, decimal amount) => new(First.AddDays(day), First.AddDays(day + 1), "USD", amount, "tokens", "claude-sonnet");

    private IReadOnlyList<ReportChange> Record(int from, int to, double at, params ReportedCost[] costs) => Reports.Record(
        "claude", "Anthropic", new CostReport(First.AddDays(from), First.AddDays(to), First.AddDays(at), costs) { Currency = "USD" }, First.AddDays(at), First.AddDays(at));

    private IEnumerable<decimal> Amounts(DateTimeOffset? asOf = null) =>
        Reports.Read(Key, First, First.AddDays(99), asOf ?? DateTimeOffset.MaxValue).Select(cost => cost.Amount);

    private IReadOnlyList<Interval> Covered() => Reports.ReadCovered(Key, DateTimeOffset.MaxValue);
}
