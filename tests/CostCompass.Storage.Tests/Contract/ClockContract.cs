using FsCheck;
using FsCheck.Fluent;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Contract;

/// <summary>What clocks do, from the recording of a reading to the spend: no window runs backwards and nothing spent is lost.</summary>
public abstract class ClockContract(StoreUnderTest home) : IDisposable
{
    [ContractTheory]
    [InlineData(-1)]
    [InlineData(-3_600)]
    [InlineData(-86_400)]
    [InlineData(-31_622_400)]
    [InlineData(0)]
    public void AClockThatWasSetBack_LosesNothing_AndWhatComesAfterItIsCaughtUpIsInItsPlace(double jump)
    {
        DateTimeOffset newest = home.Record(0, 100m).Snapshot.LastSeen;
        newest = home.Record(3_600, 90m, newest).Snapshot.LastSeen;

        // Set back, and asked every ten minutes until the clock shows again what it had shown, and two times more.
        for (int asked = 1; asked <= 8; asked++)
        {
            newest = home.Record(3_600 + jump + (600 * asked), 90m - asked, newest).Snapshot.LastSeen;
        }

        RecordedReading caughtUp = home.Record(20_000, 80m, newest);

        Assert.Equal(Noon.AddSeconds(20_000), caughtUp.Snapshot.FirstSeen);
        Assert.Equal([100m, 90m, 89m, 88m, 87m, 86m, 85m, 84m, 83m, 82m, 80m], home.All.Select(snapshot => snapshot.Levels.Total));
        AssertSound(20m);
    }

    [ContractFact]
    public void AClockThatRanAheadForOneReading_KeepsTheOrderOfWhatWasAskedAfterIt()
    {
        DateTimeOffset newest = home.Record(0, 100m).Snapshot.LastSeen;
        newest = home.Record(366 * 86_400.0, 95m, newest).Snapshot.LastSeen;
        newest = home.Record(60, 94m, newest).Snapshot.LastSeen;
        home.Record(120, 90m, newest);

        Assert.Equal([100m, 95m, 94m, 90m], home.All.Select(snapshot => snapshot.Levels.Total));
        AssertSound(10m);
    }

    [ContractTheory]
    [InlineData("Europe/Berlin", "2026-03-28T00:00:00Z", "2026-03-30T12:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-24T00:00:00Z", "2026-10-26T12:00:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-03T00:00:00Z", "2026-04-06T00:00:00Z")]
    [InlineData("UTC", "2028-02-27T00:00:00Z", "2028-03-02T00:00:00Z")]
    [InlineData("America/New_York", "2028-02-28T12:00:00Z", "2028-03-01T12:00:00Z")]
    [InlineData("Asia/Shanghai", "2026-12-30T12:00:00Z", "2027-01-02T12:00:00Z")]
    [InlineData("Pacific/Auckland", "2027-12-30T12:00:00Z", "2028-01-02T12:00:00Z")]
    public void OverAChangeOfClocks_ALeapDayOrTheEndOfAYear_EveryUnitAddsUpToWhatWasSpent(string zone, string first, string last)
    {
        DateTimeOffset from = DateTimeOffset.Parse(first, System.Globalization.CultureInfo.InvariantCulture);
        DateTimeOffset to = DateTimeOffset.Parse(last, System.Globalization.CultureInfo.InvariantCulture);
        var calendar = new ZoneCalendar(TimeZoneInfo.FindSystemTimeZoneById(zone));
        decimal total = 1_000m;
        for (DateTimeOffset at = from; at <= to; at += TimeSpan.FromMinutes(25))
        {
            total -= 0.17m;
            home.Record((at - Noon).TotalSeconds, total);
        }

        decimal spent = home.All[0].Levels.Total - home.All[^1].Levels.Total;
        AssertSound(spent);
        SpendStep[] steps = [.. SpendHistory.Derive(home.All, DateTimeOffset.MaxValue)];
        foreach (CalendarUnit unit in new[] { CalendarUnit.Hour, CalendarUnit.Day, CalendarUnit.Week, CalendarUnit.Month })
        {
            List<SpendTotal> units = SpendSummation.ByUnit(steps, from.AddDays(-40), to.AddDays(40), calendar, unit).ToList();

            Assert.Equal(spent, units.Sum(one => one.Amount ?? 0m));
            Assert.All(units, one => Assert.True(one.To > one.From && one.Amount is null or >= 0m));
            Assert.All(units.Zip(units.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        }
    }

    [ContractFact]
    public void WhateverTheClockShows_WhatWasAskedOneAfterTheOther_IsKeptInThatOrder() => Prop.ForAll(
        Gen.Choose(-10_000_000, 10_000_000).ListOf(12).ToArbitrary(),
        instants =>
        {
            using StoreUnderTest folder = home.Fresh();
            DateTimeOffset? newest = null;
            decimal total = 50m;
            foreach (int instant in instants)
            {
                newest = folder.Record(instant, total, newest).Snapshot.LastSeen;
                total -= 1.000000001m;
            }

            List<SpendStep> steps = SpendHistory.Derive(folder.All, DateTimeOffset.MaxValue).ToList();
            return folder.All.Count == instants.Count
                && folder.All.Zip(folder.All.Skip(1)).All(pair => pair.First.LastSeen < pair.Second.FirstSeen)
                && steps.Skip(1).All(step => step.Window.Duration > TimeSpan.Zero && step.Window.Amount == 1.000000001m)
                && folder.Store.Care.Check().All(check => check.IsOk);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(home.Samples));

    public void Dispose()
    {
        home.Dispose();
        GC.SuppressFinalize(this);
    }

    private void AssertSound(decimal spent)
    {
        List<SpendStep> steps = SpendHistory.Derive(home.All, DateTimeOffset.MaxValue).Skip(1).ToList();
        Assert.All(steps, step => Assert.True(step.Window.Duration > TimeSpan.Zero));
        Assert.All(steps, step => Assert.True(step.Window.Amount >= 0m));
        Assert.Equal(spent, steps.Sum(step => step.Window.Amount));
        Assert.All(home.Store.Care.Check(), check => Assert.True(check.IsOk, check.Finding));
    }
}
