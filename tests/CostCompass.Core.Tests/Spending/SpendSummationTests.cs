using FsCheck;
using FsCheck.Fluent;

namespace CostCompass.Core.Tests.Spending;

public sealed class SpendSummationTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 10, 0, 0, 0, TimeSpan.Zero);
    private static readonly ZoneCalendar Utc = new(TimeZoneInfo.Utc);

    [Fact]
    public void AMonthThatWasWatchedFromTheTenth_SaysSo()
    {
        SpendTotal total = SpendSummation.Total(Falling(), Midnight.AddDays(-9), Midnight.AddDays(22));

        Assert.Equal(
            (4m, Midnight, Midnight.AddDays(4), SpendQuality.Clean),
            (total.Amount, total.ObservedFrom, total.ObservedTo, total.Quality));
    }

    [Fact]
    public void AWindowThatTheMonthCuts_CountsInProportion()
    {
        SpendTotal total = SpendSummation.Total(Falling(), Midnight.AddHours(12), Midnight.AddDays(3));

        Assert.Equal((2.5m, Midnight.AddHours(12)), (total.Amount, total.ObservedFrom));
    }

    [Fact]
    public void ABaselineAlone_HasNoFigure()
    {
        SpendTotal total = SpendSummation.Total(Falling().Take(1), Midnight, Midnight.AddDays(1));

        Assert.Equal((null, SpendQuality.Baseline, Midnight), (total.Amount, total.Quality, total.ObservedFrom));
    }

    [Fact]
    public void ASpanBeforeTheBaseline_HasNothing() =>
        Assert.Null(SpendSummation.Total(Falling(), Midnight.AddDays(-2), Midnight).ObservedFrom);

    [Fact]
    public void AGroup_HasTheWeakestQuality_AndNoUpperBoundWhenOnePartHasNone()
    {
        var total = new SpendTotal(Midnight, Midnight.AddDays(1));
        total.Add(Window(SpendQuality.Clean, 1m, 1m, 1m));
        total.Add(Window(SpendQuality.PossibleExpiry, 2m, 0m, 2m));
        Assert.Equal((3m, 1m, 3m, SpendQuality.PossibleExpiry), (total.Amount, total.Low, total.High, total.Quality));

        total.Add(Window(SpendQuality.LowerBound, 4m, 4m, null));
        total.Add(Window(SpendQuality.Recovered, 8m, 8m, 8m));

        Assert.Equal((15m, 13m, null, SpendQuality.LowerBound), (total.Amount, total.Low, total.High, total.Quality));
    }

    [Fact]
    public void TimeWithoutSpend_IsZero_NotUnknown()
    {
        BalanceSnapshot still = Snapshot(0, 10m) with { LastSeen = Midnight.AddDays(2) };

        List<SpendTotal> days = SpendSummation.ByUnit(
            SpendHistory.Derive([still], DateTimeOffset.MaxValue), Midnight, Midnight.AddDays(5), Utc, CalendarUnit.Day).ToList();

        Assert.Equal([0m, 0m], days.Select(day => day.Amount));
    }

    [Fact]
    public void HoursOfADayThatHasTwentyThree_AreTwentyThree()
    {
        var havana = new ZoneCalendar(TimeZoneInfo.FindSystemTimeZoneById("America/Havana"));
        DateTimeOffset start = havana.FirstInstantOf(new DateTime(2026, 3, 8));
        DateTimeOffset end = havana.FirstInstantOf(new DateTime(2026, 3, 9));
        SpendStep[] steps = [.. SpendHistory.Derive(
            [new(start, start, BalanceLevels.OfTotal(46m)), new(end, end, BalanceLevels.OfTotal(0m))], DateTimeOffset.MaxValue)];

        List<SpendTotal> hours = SpendSummation.ByUnit(steps, start, end, havana, CalendarUnit.Hour).ToList();

        Assert.Equal(Enumerable.Repeat<decimal?>(2m, 23), hours.Select(hour => hour.Amount));
    }

    // A history has thousands of hours, so fewer histories have as many units.
    [Theory]
    [InlineData(CalendarUnit.Hour, 2_500)]
    [InlineData(CalendarUnit.Day, 5_000)]
    [InlineData(CalendarUnit.Week, 10_000)]
    [InlineData(CalendarUnit.Month, 10_000)]
    public void InAnyZone_TheUnitsAddUpToTheTotal_AndFollowEachOther(CalendarUnit unit, int runs) => Prop.ForAll(
        Zoned(),
        zoned =>
        {
            SpendStep[] steps = [.. SpendHistory.Derive(zoned.History.Snapshots, DateTimeOffset.MaxValue)];
            DateTimeOffset from = zoned.History.Start;
            DateTimeOffset to = zoned.History.Polls[^1].At.AddTicks(1);
            SpendTotal total = SpendSummation.Total(steps, from, to);
            List<SpendTotal> units = SpendSummation.ByUnit(steps, from, to, zoned.Calendar, unit).ToList();
            return units.Sum(one => one.Amount ?? 0m) == (total.Amount ?? 0m)
                && units.Sum(one => one.Low ?? 0m) == (total.Low ?? 0m)
                && units.Sum(one => one.TopUp ?? 0m) == (total.TopUp ?? 0m)
                && units.Sum(one => one.Grant ?? 0m) == (total.Grant ?? 0m)
                && units.Any(one => one.High is null && one.Amount is not null) == (total.High is null && total.Amount is not null)
                && units.All(one => one.From == zoned.Calendar.StartOf(one.From, unit) && one.To == zoned.Calendar.Next(one.From, unit))
                && units.Zip(units.Skip(1)).All(pair => pair.First.To == pair.Second.From)
                && units.All(one => one.Amount is null or >= 0m && one.ObservedFrom >= one.From && one.ObservedTo <= one.To)
                && units[0].ObservedFrom == total.ObservedFrom
                && units[^1].ObservedTo == total.ObservedTo;
        }).Check(AccountHistories.Runs.WithMaxTest(runs));

    [Fact]
    public void AnyTwoHalvesOfASpan_AddUpToIt() => Prop.ForAll(
        AccountHistories.OfEverything(),
        Gen.Choose(0, 1_000).ToArbitrary(),
        (history, share) =>
        {
            SpendStep[] steps = [.. SpendHistory.Derive(history.Snapshots, DateTimeOffset.MaxValue)];
            DateTimeOffset from = history.Start;
            DateTimeOffset to = history.Polls[^1].At;
            DateTimeOffset middle = from.AddTicks((long)((to - from).Ticks * (share / 1_000m)));
            decimal Spent(DateTimeOffset start, DateTimeOffset end) => SpendSummation.Total(steps, start, end).Amount ?? 0m;
            return Spent(from, middle) + Spent(middle, to) == Spent(from, to)
                && Spent(from, to) == AccountHistory.Total(history.Windows);
        }).Check(AccountHistories.Runs);

    private static Arbitrary<ZonedHistory> Zoned() => Arb.From(
        from at in TimeZones.Near()
        from history in AccountHistories.From(Gen.Constant(Instant.Truncate(at.Instant)))
        select new ZonedHistory(at.Calendar, history),
        zoned => AccountHistories.Smaller(zoned.History).Select(smaller => zoned with { History = smaller }));

    private static IEnumerable<SpendStep> Falling() => SpendHistory.Derive(
        Enumerable.Range(0, 5).Select(day => Snapshot(day, 10m - day)), DateTimeOffset.MaxValue);

    private static BalanceSnapshot Snapshot(int day, decimal total) =>
        new(Midnight.AddDays(day), Midnight.AddDays(day), BalanceLevels.OfTotal(total));

    private static SpendWindow Window(SpendQuality quality, decimal amount, decimal low, decimal? high) =>
        new(Midnight, Midnight.AddHours(1), amount, low, high, quality, null, null);

    private sealed record ZonedHistory(ZoneCalendar Calendar, AccountHistory History)
    {
        public override string ToString() => $"{Calendar.Zone.Id}: {History}";
    }
}
