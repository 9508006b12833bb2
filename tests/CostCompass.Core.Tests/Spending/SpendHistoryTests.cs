using FsCheck;
using FsCheck.Fluent;

namespace CostCompass.Core.Tests.Spending;

public sealed class SpendHistoryTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 10, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void AsOfAnInstant_LaterSnapshotsAreUnknown()
    {
        SpendStep[] steps = [.. SpendHistory.Derive([Seen(0, 0, 10m), Seen(2, 2, 8m), Seen(4, 4, 5m)], Midnight.AddHours(3))];

        Assert.Equal([10m, 8m], steps.Select(step => step.Snapshot.Levels.Total));
    }

    [Fact]
    public void AsOfAnInstant_OfARunThatGoesOn_CountsWhatHadSurelyBeenSeen()
    {
        BalanceSnapshot ends = Seen(0, 5, 10m);
        BalanceSnapshot hourly = ends with { LongestGap = TimeSpan.FromHours(1) };

        SpendStep known = SpendHistory.Derive([ends], Midnight.AddHours(3)).Single();
        SpendStep surely = SpendHistory.Derive([hourly], Midnight.AddHours(3)).Single();

        Assert.Equal((Midnight, null), (known.Snapshot.LastSeen, known.Rest));
        Assert.Equal((Midnight.AddHours(2), Midnight.AddHours(2)), (surely.Snapshot.LastSeen, surely.Rest?.To));
    }

    [Fact]
    public void AsOfTheInstantOfASnapshot_ItIsKnown() =>
        Assert.Equal(2m, SpendHistory.Derive([Seen(0, 0, 10m), Seen(2, 2, 8m)], Midnight.AddHours(2)).Last().Window.Amount);

    [Fact]
    public void BeforeTheFirstSnapshot_NothingIsKnown() =>
        Assert.Empty(SpendHistory.Derive([Seen(0, 0, 10m)], Midnight.AddTicks(-1)));

    [Fact]
    public void TheStartOfAPartOfAHistory_IsNoBaseline() => Assert.Equal(
        [SpendQuality.Clean],
        SpendHistory.Derive([Seen(0, 0, 10m), Seen(2, 2, 8m)], DateTimeOffset.MaxValue, new SeriesContext { IsWhole = false }).Select(step => step.Window.Quality));

    [Fact]
    public void WhatWasKnownAtAnInstant_IsNotChangedByWhatCameLater() => Prop.ForAll(
        AccountHistories.OfEverything(),
        Gen.Choose(0, 30).ToArbitrary(),
        (history, index) =>
        {
            DateTimeOffset asOf = history.Polls[Math.Min(index, history.Polls.Count - 1)].At;
            SpendStep[] then = [.. SpendHistory.Derive(AccountHistory.Merge(history.Polls.Where(poll => poll.At <= asOf)), asOf)];
            SpendStep[] now = [.. SpendHistory.Derive(history.Snapshots, asOf)];

            // When the newest run goes on, it may be known a little less far than it was, and never further.
            bool goesOn = history.Snapshots.Any(run => run.FirstSeen <= asOf && run.LastSeen > asOf);
            return then.SkipLast(1).SequenceEqual(now.SkipLast(1))
                && then[^1].Window == now[^1].Window
                && then[^1].Snapshot.FirstSeen == now[^1].Snapshot.FirstSeen
                && (goesOn ? now[^1].Snapshot.LastSeen <= then[^1].Snapshot.LastSeen : now[^1] == then[^1]);
        }).Check(AccountHistories.Runs);

    [Fact]
    public void AFortuneSpentWithinMicroseconds_MakesNoEstimateOverflow()
    {
        BalanceSnapshot[] all =
        [
            new(Midnight, Midnight, BalanceLevels.OfTotal(900_000_000m)),
            new(Midnight.AddMicroseconds(1), Midnight.AddMicroseconds(1), BalanceLevels.OfTotal(0m)),
            new(Midnight.AddDays(7), Midnight.AddDays(7), BalanceLevels.OfTotal(1m)),
        ];

        SpendWindow last = SpendHistory.Derive(all, DateTimeOffset.MaxValue).Last().Window;

        Assert.Equal((0m, SpendQuality.LowerBound), (last.Amount, last.Quality));
    }

    [Fact]
    public void AfterALongGap_TheBurnBeforeItStillJudgesTheGap()
    {
        // Eight a day until day 3; then nothing is polled until day 20, when all of the granted credit is gone.
        BalanceSnapshot[] all =
        [
            Pools(0, 60m), Pools(24, 52m), Pools(48, 44m), Pools(72, 36m), Pools(480, 0m), Pools(504, 0m),
        ];

        SpendStep[] steps = [.. Steps(Read(all, Midnight.AddDays(18)), all, Midnight.AddDays(18))];

        Assert.Equal([SpendQuality.Clean, SpendQuality.Clean], steps.Select(step => step.Window.Quality));
    }

    [Fact]
    public void APartOfAHistory_GivesTheSameWindowsAsAllOfIt() => Prop.ForAll(
        AccountHistories.Of(AccountStepKind.Spend, AccountStepKind.Spend, AccountStepKind.Grant, AccountStepKind.Expire, AccountStepKind.TopUp),
        Gen.Choose(0, 100).ToArbitrary(),
        (history, share) =>
        {
            TimeSpan length = history.Polls[^1].At - history.Start;
            DateTimeOffset from = history.Start + (length * (share / 100.0));
            BalanceSnapshot[] all = [.. history.Snapshots];
            return Steps(all, all, from).SequenceEqual(Steps(Read(all, from), all, from));
        }).Check(AccountHistories.Runs);

    [Fact]
    public void AmongFallsAlone_NothingFromBeforeIsNeeded() => Prop.ForAll(
        AccountHistories.Of(AccountStepKind.Spend, AccountStepKind.Grant, AccountStepKind.Expire, AccountStepKind.TopUp),
        Gen.Choose(0, 100).ToArbitrary(),
        (history, share) =>
        {
            BalanceSnapshot[] all = [.. history.Snapshots];
            DateTimeOffset from = history.Start + ((history.Polls[^1].At - history.Start) * (share / 100.0));
            int standing = Array.FindLastIndex(all, snapshot => snapshot.FirstSeen <= from);
            BalanceSnapshot[] part = all[Math.Max(0, standing - 1)..];
            return !SpendHistory.HasOnlyFalls(part) || Steps(all, all, from).SequenceEqual(Steps(part, all, from));
        }).Check(AccountHistories.Runs);

    [Fact]
    public void ARise_GrantedCredit_OrMoreThanTenMinutes_IsNoPlainFall()
    {
        Assert.True(SpendHistory.HasOnlyFalls([Brief(0, 11m), Brief(10, 10m), Brief(20, 10m)]));
        Assert.False(SpendHistory.HasOnlyFalls([Brief(0, 11m), Brief(10, 10m), Brief(20, 10.5m)]));
        Assert.False(SpendHistory.HasOnlyFalls([Brief(0, 11m), Brief(10, 10m) with { Levels = new BalanceLevels(10.5m, 0.5m, 10m, true) }]));
        Assert.False(SpendHistory.HasOnlyFalls([Brief(0, 11m), Brief(11, 10m)]));
    }

    [Fact]
    public void ARunThatBeganLongBeforeTheSpan_IsStillCovered()
    {
        BalanceSnapshot[] all = [Seen(0, 0, 11m), Seen(1, 24 * 60, 10m)];

        SpendStep step = Steps(Read(all, Midnight.AddDays(50)), all, Midnight.AddDays(50)).Single();

        Assert.Equal((1m, Midnight.AddDays(60)), (step.Window.Amount, step.Rest?.To));
    }

    // What a store gives that is asked for the snapshots from an instant: the one before it is among them.
    private static BalanceSnapshot[] Read(BalanceSnapshot[] all, DateTimeOffset from)
    {
        int standing = Array.FindLastIndex(all, snapshot => snapshot.FirstSeen <= from);
        DateTimeOffset start = SpendHistory.StartFor(standing > 0 ? all[standing - 1] : null);
        int before = Array.FindLastIndex(all, snapshot => snapshot.FirstSeen <= start);
        return all[Math.Max(0, before)..];
    }

    private static List<SpendStep> Steps(BalanceSnapshot[] part, BalanceSnapshot[] all, DateTimeOffset from) =>
        SpendHistory.Derive(part, DateTimeOffset.MaxValue, new SeriesContext { IsWhole = part[0] == all[0] })
            .SkipWhile(step => step.Snapshot.LastSeen < from)
            .ToList();

    private static BalanceSnapshot Seen(int first, int last, decimal total) =>
        new(Midnight.AddHours(first), Midnight.AddHours(last), BalanceLevels.OfTotal(total));

    private static BalanceSnapshot Pools(int hour, decimal granted) =>
        new(Midnight.AddHours(hour), Midnight.AddHours(hour), new BalanceLevels(granted + 10m, granted, 10m, true));

    private static BalanceSnapshot Brief(int minute, decimal total) =>
        new(Midnight.AddMinutes(minute), Midnight.AddMinutes(minute), BalanceLevels.OfTotal(total));
}
