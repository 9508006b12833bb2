namespace CostCompass.Core.Tests.Spending;

/// <summary>What the bounds of a window promise, over simulated lives and in the cases that pools leave open.</summary>
public sealed class SpendBoundTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(60)]
    [InlineData(360)]
    [InlineData(1_440)]
    [InlineData(10_080)]
    public void InEveryWindowOfEveryLife_TheTruthLiesBetweenTheBounds(int minutesBetweenPolls)
    {
        for (int seed = 1; seed <= 20; seed++)
        {
            foreach ((SpendWindow window, decimal truth) in new SimulatedLife(seed, minutesBetweenPolls).Windows())
            {
                Assert.True(window.Low <= truth, FormattableString.Invariant($"seed {seed}: {window} spent {truth}"));
                Assert.True(window.High is null || window.High >= truth, FormattableString.Invariant($"seed {seed}: {window} spent {truth}"));
            }
        }
    }

    [Fact]
    public void AnOrdinaryWindowThatIsPolledOften_HasAnUpperBound()
    {
        int bounded = 0;
        int all = 0;
        foreach ((SpendWindow window, _) in new SimulatedLife(3, 1).Windows().Where(one => one.Window.Quality == SpendQuality.Clean))
        {
            bounded += window.High is null ? 0 : 1;
            all++;
        }

        // One poll in two hundred is followed by a gap.
        Assert.InRange(bounded / (double)all, 0.9, 0.999);
    }

    // 5 granted and 100 paid: credit is used first, so a fall of the other pool means that it was used up and granted anew, or paid back.
    [Fact]
    public void AFallOfPaidMoneyWhileCreditIsLeft_IsNeverClean() =>
        Assert.Equal(
            (SpendQuality.PossibleRefund, 4m, 1m, null),
            Figures(Of(TimeSpan.FromHours(1), At(0, 5m, 100m), 4m, 97m)));

    [Fact]
    public void AGrantBesideUsedPaidMoney_MeansThatAllCreditFromBeforeIsGone() =>
        Assert.Equal(8m, Of(TimeSpan.FromHours(1), At(0, 5m, 100m), 6m, 97m).Amount);

    [Fact]
    public void APaymentIsRecovered_OnlyWhereCreditCannotHaveBeenUsedUpMeanwhile()
    {
        Assert.Equal(SpendQuality.Recovered, Quiet(TimeSpan.FromMinutes(10), 4.99m, 30m).Quality);
        Assert.Equal(SpendQuality.Recovered, Quiet(TimeSpan.FromHours(6), 4.99m, 30m).Quality);
        Assert.Equal(SpendQuality.LowerBound, Of(TimeSpan.FromDays(60), [.. Days(0.2m, 10m)], 0.05m, 30m).Quality);
    }

    // A cent a day: in an hour it can't have spent a payment; in a month it may have.
    [Fact]
    public void ALongerFallOfAnAccountThatSpendsLittle_IsBounded()
    {
        Assert.Equal(0.01m, Quiet(TimeSpan.FromHours(1), 4.99m, 10m).High);
        Assert.Null(Quiet(TimeSpan.FromDays(60), 4.9m, 10m).High);
    }

    // Ten days at a cent a day.
    [Fact]
    public void MoneyThatIsGoneAtOnce_MayHaveBeenPaidBack() =>
        Assert.Equal(
            (SpendQuality.PossibleRefund, 9.9m, 0m, 9.9m),
            Figures(Of(TimeSpan.FromMinutes(5), [.. Days(0m, 10m)], 0m, 0m)));

    [Fact]
    public void CreditThatIsMostlyGoneAtOnce_MayHaveExpired() =>
        Assert.Equal(
            (SpendQuality.PossibleExpiry, 4m, 0m, 4m),
            Figures(Of(TimeSpan.FromMinutes(5), [.. Days(5m, 10m)], 0.9m, 10m)));

    [Fact]
    public void APartOfAHistory_GivesTheSameWindowsAsAllOfIt()
    {
        for (int seed = 1; seed <= 10; seed++)
        {
            IReadOnlyList<BalanceSnapshot> all = new SimulatedLife(seed, 240).Snapshots;
            BalanceSnapshot[] twice = [.. all, .. all.Select(one => Later(one, 31)), .. all.Select(one => Later(one, 62)), .. all.Select(one => Later(one, 93))];
            List<SpendWindow> whole = [.. AccountHistory.Derive(twice)];
            int last = twice.Length - 1;
            int first = Array.FindLastIndex(twice, one => one.FirstSeen <= twice[last - 30].LastSeen - WindowDerivation.LookBack);
            List<SpendWindow> part = [.. AccountHistory.Derive(twice[first..])];

            Assert.Equal(whole.TakeLast(20), part.TakeLast(20));
        }
    }

    // Short windows of a usual decrease are the same from eight days before as from the whole history.
    [Fact]
    public void WhereThePastIsNotNeeded_EightDaysGiveTheSameWindows()
    {
        int spared = 0;
        for (int seed = 1; seed <= 10; seed++)
        {
            BalanceSnapshot[] all = [.. new SimulatedLife(seed, 5).Snapshots];
            List<SpendWindow> whole = [.. AccountHistory.Derive(all)];
            for (int first = all.Length / 2; first + 20 < all.Length; first += 97)
            {
                DateTimeOffset start = SpendHistory.StartFor(all[first - 1], isForBurn: true);
                BalanceSnapshot[] part = all[Math.Max(0, Array.FindLastIndex(all, one => one.FirstSeen <= start))..(first + 20)];
                if (!SpendHistory.NeedsPast(part, all[first].FirstSeen))
                {
                    spared++;
                    Assert.Equal(whole[first..(first + 20)], AccountHistory.Derive(part).TakeLast(20));
                }
            }
        }

        Assert.True(spared > 50, $"{spared} spans");
    }

    // A forecast derives a history without the spend of the last weeks, and must not differ for it.
    [Theory]
    [InlineData(5)]
    [InlineData(360)]
    public void ForABurnRate_EveryWindowHasTheSameAmount_AndCountsAlike(int minutesBetweenPolls)
    {
        SeriesContext context = new() { IsForBurn = true };
        for (int seed = 1; seed <= 20; seed++)
        {
            IReadOnlyList<BalanceSnapshot> all = new SimulatedLife(seed, minutesBetweenPolls).Snapshots;

            Assert.Equal(
                AccountHistory.Derive(all).Select(Burnt),
                SpendHistory.Derive(all, DateTimeOffset.MaxValue, context).Select(step => Burnt(step.Window)));
        }
    }

    // What shows no estimates reads a month less, and must not differ for it.
    [Theory]
    [InlineData(5)]
    [InlineData(360)]
    public void WithoutEstimates_AMonthBeforeGivesTheSameBoundsAndQualities(int minutesBetweenPolls)
    {
        SeriesContext context = new() { HasEstimates = false };
        for (int seed = 1; seed <= 10; seed++)
        {
            IReadOnlyList<BalanceSnapshot> once = new SimulatedLife(seed, minutesBetweenPolls).Snapshots;
            BalanceSnapshot[] all = [.. once, .. once.Select(one => Later(one, 31))];
            DateTimeOffset start = SpendHistory.StartFor(all[^31], hasEstimates: false);
            BalanceSnapshot[] part = all[Math.Max(0, Array.FindLastIndex(all, one => one.FirstSeen <= start))..];

            Assert.Equal(
                AccountHistory.Derive(all).TakeLast(30).Select(Bounded),
                SpendHistory.Derive(part, DateTimeOffset.MaxValue, context).TakeLast(30).Select(step => Bounded(step.Window)));
        }
    }

    [Fact]
    public void APaymentThatThePoolsShowButDontProve_IsItsOwnEstimate()
    {
        SpendWindow window = Of(TimeSpan.FromDays(60), [.. Days(0.2m, 10m)], 0.08m, 30m).WithEstimate();

        Assert.Equal((SpendQuality.Estimated, 0.02m), (window.Quality, window.Amount));
    }

    private static (DateTimeOffset, decimal?, bool) Burnt(SpendWindow window) => (window.To, window.Amount, window.CountsForBurn);

    private static (DateTimeOffset, SpendQuality, decimal?, decimal?, decimal?, bool) Bounded(SpendWindow window) =>
        (window.To, window.Quality, window.Amount, window.Low, window.High, window.CountsForBurn);

    private static (SpendQuality, decimal?, decimal?, decimal?) Figures(SpendWindow window) => (window.Quality, window.Amount, window.Low, window.High);

    // The window after ten days in which a cent of credit is used a day.
    private static SpendWindow Quiet(TimeSpan length, decimal granted, decimal toppedUp) =>
        Of(length, [.. Days(5.1m, 10m)], granted, toppedUp);

    private static IEnumerable<BalanceSnapshot> Days(decimal granted, decimal toppedUp) => Enumerable.Range(0, 11).Select(day =>
        At(day * 24, granted > 0m ? granted - (day * 0.01m) : 0m, granted > 0m ? toppedUp : toppedUp - (day * 0.01m)));

    private static SpendWindow Of(TimeSpan length, BalanceSnapshot before, decimal granted, decimal toppedUp) => Of(length, [before], granted, toppedUp);

    private static SpendWindow Of(TimeSpan length, BalanceSnapshot[] before, decimal granted, decimal toppedUp)
    {
        BalanceSnapshot last = At(0, granted, toppedUp) with { FirstSeen = before[^1].LastSeen + length, LastSeen = before[^1].LastSeen + length };
        return AccountHistory.Derive(before.Append(last))[^1];
    }

    private static BalanceSnapshot Later(BalanceSnapshot one, int days) =>
        one with { FirstSeen = one.FirstSeen.AddDays(days), LastSeen = one.LastSeen.AddDays(days) };

    private static BalanceSnapshot At(int hour, decimal granted, decimal toppedUp) =>
        new(Noon.AddHours(hour), Noon.AddHours(hour), new BalanceLevels(granted + toppedUp, granted, toppedUp, true));
}
