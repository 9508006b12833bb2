using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Contract;

public abstract class RecordingContract(StoreUnderTest home) : IDisposable
{
    [ContractTheory]
    [InlineData("0.000000001", "0")]
    [InlineData("1000000000", "999999999.999999999")]
    [InlineData("110.123456789", "10.000000009")]
    [InlineData("-0.000000001", "0")]
    [InlineData("-0.05", "0")]
    [InlineData("5.90", "6.00")]
    public void AReading_ComesBackToTheLastDigit(string total, string granted)
    {
        decimal all = decimal.Parse(total, System.Globalization.CultureInfo.InvariantCulture);
        decimal given = decimal.Parse(granted, System.Globalization.CultureInfo.InvariantCulture);

        home.Store.Record([Reading(0.123456, all, granted: given)]);

        DateTimeOffset at = Noon.AddMicroseconds(123_456);
        Assert.Equal([new BalanceSnapshot(at, at, new BalanceLevels(all, given, all - given, true))], home.All);
    }

    [ContractFact]
    public void AnAccountThatMayNotCall_ComesBackAsSuch()
    {
        home.Store.Record([new BalanceReading("team", "DeepSeek", "USD", Noon, BalanceLevels.OfTotal(0m, false))]);

        Assert.False(home.All.Single().Levels.IsAvailable);
    }

    [ContractFact]
    public void IdlePolling_IsOneRow_HoweverLong()
    {
        for (int day = 0; day <= 365; day += 5)
        {
            home.Record(day * 86_400.0, 10m);
            if (day % 10 == 0)
            {
                home.Record((day * 86_400.0) + 30, 10m);
            }
        }

        Assert.Equal([new BalanceSnapshot(Noon, Noon.AddDays(365), BalanceLevels.OfTotal(10m))], home.All);
    }

    [ContractFact]
    public void TheAnswer_SaysWhatIsNew()
    {
        RecordedReading first = home.Record(0, 10m);
        RecordedReading same = home.Record(30, 10m);
        RecordedReading fall = home.Record(60, 9m);
        RecordedReading known = home.Record(15, 10m);

        Assert.True(first.IsNew);
        Assert.Equal((false, Noon.AddSeconds(30)), (same.IsNew, same.Snapshot.LastSeen));
        Assert.Equal((false, same.Snapshot), (known.IsNew, known.Snapshot));
        Assert.True(fall.IsNew);
        Assert.Equal([same.Snapshot, fall.Snapshot], home.All);
    }

    [ContractFact]
    public void AReadingFromAClockThatWasSetBack_IsAppended_AndMakesNoNegativeWindow()
    {
        home.Record(0, 10m);
        DateTimeOffset newest = home.Record(3_600, 9m).Snapshot.LastSeen;

        RecordedReading recorded = home.Record(-7_200, 8m, newest);

        Assert.Equal(newest + Instant.Resolution, recorded.Snapshot.FirstSeen);
        Assert.Equal([10m, 9m, 8m], home.All.Select(snapshot => snapshot.Levels.Total));
        Assert.All(
            SpendHistory.Derive(home.All, DateTimeOffset.MaxValue).Skip(1),
            step => Assert.Equal((1m, true), (step.Window.Amount, step.Window.Duration > TimeSpan.Zero)));
    }

    [ContractFact]
    public void EqualReadingsFromAClockThatWasSetBack_StretchTheNewestSnapshot()
    {
        DateTimeOffset newest = home.Record(0, 10m).Snapshot.LastSeen;
        newest = home.Record(-60, 10m, newest).Snapshot.LastSeen;
        home.Record(-30, 10m, newest);

        Assert.Equal([new BalanceSnapshot(Noon, Noon.AddMicroseconds(2), BalanceLevels.OfTotal(10m))], home.All);
    }

    [ContractFact]
    public void AReadingAtTheInstantOfTheNewest_IsAppended()
    {
        DateTimeOffset newest = home.Record(0, 10m).Snapshot.LastSeen;

        Assert.Equal(Noon.AddMicroseconds(1), home.Record(0, 9m, newest).Snapshot.FirstSeen);
    }

    [ContractFact]
    public void AReadingThatAnotherProcessOvertook_IsPlacedByItsInstant()
    {
        DateTimeOffset newest = home.Record(0, 10m).Snapshot.LastSeen;

        // Both asked when the first reading was the newest; the later answer is recorded first.
        home.Record(60, 8m, newest);
        RecordedReading late = home.Record(30, 9m, newest);

        Assert.Equal(Noon.AddSeconds(30), late.Snapshot.FirstSeen);
        Assert.Equal([10m, 9m, 8m], home.All.Select(snapshot => snapshot.Levels.Total));
    }

    [ContractFact]
    public void ThreeAnswersOfOneInstant_AreAllKept()
    {
        home.Store.Record([Reading(0, 10m), Reading(0, 9m), Reading(0, 8m)]);

        Assert.Equal([10m, 9m, 8m], home.All.Select(snapshot => snapshot.Levels.Total));
    }

    [ContractFact]
    public void AReadingInTheMiddleOfARun_SplitsIt()
    {
        home.Store.Record([Reading(0, 10m), Reading(60, 10m)]);

        RecordedReading recorded = home.Record(30, 9m);

        Assert.True(recorded.IsNew);
        Assert.Equal(
            [(Noon, 10m), (Noon.AddSeconds(30), 9m), (Noon.AddSeconds(30).AddMicroseconds(1), 10m)],
            home.All.Select(snapshot => (snapshot.FirstSeen, snapshot.Levels.Total)));
    }

    [ContractFact]
    public void WhenOneReadingCannotBeStored_NoneIs()
    {
        home.Record(0, 10m);

        Refusal(() => home.Store.Record([Reading(30, 9m), Reading(60, Amount.Maximum + 1m)]), "AmountOutOfRange");

        Assert.Equal([10m], home.All.Select(snapshot => snapshot.Levels.Total));
    }

    [ContractFact]
    public void EachCurrencyAndProvider_IsASeriesOfItsOwn()
    {
        BalanceSeriesKey cny = Series with { Currency = "CNY" };
        BalanceSeriesKey other = Series with { Provider = "Other" };
        home.Store.Record([Reading(0, 1m), Reading(0, 2m, series: cny), Reading(0, 3m, series: other)]);
        home.Store.Record([Reading(30, 4m, series: cny)]);

        Assert.Equal([1m], home.All.Select(snapshot => snapshot.Levels.Total));
        Assert.Equal([2m, 4m], home.Snapshots(cny).Select(snapshot => snapshot.Levels.Total));
        Assert.Equal([3m], home.Snapshots(other).Select(snapshot => snapshot.Levels.Total));
        Assert.Equal(
            [(cny, 4m), (Series, 1m), (other, 3m)],
            home.Store.ReadSeries().Select(series => (series.Key, series.Newest.Levels.Total)));
    }

    [ContractFact]
    public void EightWriters_LoseNothing_AndWaitForTheirTurn()
    {
        const int each = 25;
        Parallel.ForEach(Enumerable.Range(0, 8), new ParallelOptions { MaxDegreeOfParallelism = 8 }, writer =>
        {
            var store = home.Another();
            for (int index = 0; index < each; index++)
            {
                int second = (index * 8) + writer;
                store.Record([Reading(second, 1_000m - second), Reading(second, second, series: Series with { Account = $"team-{writer}" })]);
            }
        });

        Assert.Equal(
            Enumerable.Range(0, 8 * each).Select(second => (Noon.AddSeconds(second), 1_000m - second)),
            home.All.Select(snapshot => (snapshot.FirstSeen, snapshot.Levels.Total)));
        Assert.Equal(2 * 8 * each, home.Store.ReadStatus().Snapshots);
    }

    public void Dispose()
    {
        home.Dispose();
        GC.SuppressFinalize(this);
    }
}
