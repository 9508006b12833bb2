namespace CostCompass.Core.Tests.Spending;

/// <summary>Sums of windows, parts of billed days, estimates, and the bounds of what counts as little.</summary>
public sealed class SpendFigureTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void TopUpsAndGrantsAddUp_AndNoneIsNoZero()
    {
        var total = new SpendTotal(Midnight, Midnight.AddDays(1));
        total.Add(Window(1m));
        Assert.Equal((null, null), (total.TopUp, total.Grant));

        total.Add(Window(1m) with { TopUp = 20m });
        total.Add(Window(1m) with { TopUp = 5m, Grant = 3m });
        total.Add(Window(1m) with { Grant = 4m });

        Assert.Equal((25m, 7m, 4m), (total.TopUp, total.Grant, total.Amount));
    }

    [Fact]
    public void ObservedTime_IsFromTheEarliestToTheLatestPart_InAnyOrder()
    {
        var total = new SpendTotal(Midnight, Midnight.AddDays(1));
        total.Add(Window(1m) with { From = Midnight.AddHours(5), To = Midnight.AddHours(6) });
        total.Add(Window(1m) with { From = Midnight.AddHours(2), To = Midnight.AddHours(3) });
        total.Add(Window(1m) with { From = Midnight.AddHours(8), To = Midnight.AddHours(9) });

        Assert.Equal((Midnight.AddHours(2), Midnight.AddHours(9)), (total.ObservedFrom, total.ObservedTo));
    }

    [Fact]
    public void ABaseline_AddsNothingToASum_AndDoesNotWeakenIt()
    {
        var total = new SpendTotal(Midnight, Midnight.AddDays(1));
        total.Add(Window(1m) with { Quality = SpendQuality.Reported });
        total.Add(new SpendWindow(Midnight, Midnight, null, null, null, SpendQuality.Baseline, 5m, 5m));

        Assert.Equal((1m, 1m, SpendQuality.Reported, null, null), (total.Amount, total.High, total.Quality, total.TopUp, total.Grant));
    }

    [Fact]
    public void AnEstimate_TakesThePlaceOfALowerBound_AndOfNothingElse()
    {
        SpendWindow bound = Window(1m) with { High = null, Quality = SpendQuality.LowerBound, Estimate = 3m };

        Assert.Equal(bound with { Amount = 3m, Quality = SpendQuality.Estimated }, bound.WithEstimate());
        Assert.Equal(bound with { Estimate = null }, (bound with { Estimate = null }).WithEstimate());
        Assert.Equal(Window(1m) with { Estimate = 3m }, (Window(1m) with { Estimate = 3m }).WithEstimate());
    }

    [Fact]
    public void ADerivation_FillsLowerBoundsOnlyWhenAskedTo()
    {
        BalanceSnapshot[] snapshots = [Total(0, 10m), Total(24, 8m), Total(48, 26m)];

        Assert.Equal(
            [SpendQuality.Baseline, SpendQuality.Clean, SpendQuality.Estimated],
            SpendHistory.Derive(snapshots, DateTimeOffset.MaxValue, new SeriesContext { IncludeEstimate = true }).Select(step => step.Window.Quality));
        Assert.Equal(
            SpendQuality.LowerBound,
            SpendHistory.Derive(snapshots, DateTimeOffset.MaxValue, new SeriesContext()).Last().Window.Quality);
    }

    [Fact]
    public void ASnapshotThatStood_IsARestWithoutSpend()
    {
        var step = new SpendStep(Window(1m), Total(0, 10m) with { LastSeen = Midnight.AddHours(2) });

        Assert.Equal(new SpendWindow(Midnight, Midnight.AddHours(2), 0m, 0m, 0m, SpendQuality.Clean, null, null), step.Rest);
        Assert.Null(new SpendStep(Window(1m), Total(0, 10m)).Rest);
    }

    [Fact]
    public void ASuggestion_GoesWithTheLastPart()
    {
        SpendWindow window = Window(2m) with { To = Midnight.AddHours(2), High = 6m, SuggestedTopUp = 20m };

        Assert.Equal((null, 1m, 3m), Figures(WindowCut.Part(window, Midnight, Midnight.AddHours(1))));
        Assert.Equal((20m, 1m, 3m), Figures(WindowCut.Part(window, Midnight.AddHours(1), Midnight.AddHours(2))));

        static (decimal?, decimal?, decimal?) Figures(SpendWindow? part) => (part?.SuggestedTopUp, part?.Amount, part?.High);
    }

    // A hundredth of the larger amount is little; of nothing, nothing is.
    [Theory]
    [InlineData("1", "100", true)]
    [InlineData("1.000000001", "100", false)]
    [InlineData("0", "0", false)]
    [InlineData("-1", "100", true)]
    public void AHundredth_IsLittle(string little, string much, bool expected) => Assert.Equal(
        expected,
        CurrencyChange.IsLittle(
            decimal.Parse(little, System.Globalization.CultureInfo.InvariantCulture), decimal.Parse(much, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(1, 2, false)]
    [InlineData(-1, 0, false)]
    [InlineData(0, 2, true)]
    public void AMoveCounts_AfterTheStartOfTheSpan_UpToItsEnd(int from, int to, bool isSeen)
    {
        BalanceSnapshot[] rising = [Total(-5, 0m), Total(1, 100m), Total(9, 0m)];
        BalanceSnapshot[] falling = [Total(-5, 100m), Total(1, 0m), Total(9, 100m)];

        Assert.Equal(isSeen, CurrencyChange.HasRisen(rising, Midnight.AddHours(from), Midnight.AddHours(to)));
        Assert.Equal(isSeen, CurrencyChange.HasFallen(falling, Midnight.AddHours(from), Midnight.AddHours(to)));
        Assert.False(CurrencyChange.HasFallen(rising, Midnight.AddHours(from), Midnight.AddHours(to)));
    }

    [Fact]
    public void ABilledSpanThatBeginsInADay_IsItsPartOfTheDay()
    {
        List<SpendStep> steps = Derive([Cost(0, 2, 4m)], from: 0.5, to: 1.5, complete: 2);

        Assert.Equal(
            [(Midnight.AddHours(12), Midnight.AddDays(1), 2m), (Midnight.AddDays(1), Midnight.AddHours(36), 2m)],
            steps.Select(step => (step.Window.From, step.Window.To, step.Window.Amount!.Value)));
        Assert.All(steps, step => Assert.Equal((step.Window.To, step.Window.To, BalanceLevels.OfUsage(0m)), (step.Snapshot.FirstSeen, step.Snapshot.LastSeen, step.Snapshot.Levels)));
    }

    [Fact]
    public void ADay_IsWhole_AtTheInstantUpToWhichTheCostsAre()
    {
        Assert.True(Derive([Cost(0, 1, 4m)], from: 0, to: 1, complete: 1)[^1].Window.IsComplete);
        Assert.False(Derive([Cost(0, 1, 4m)], from: 0, to: 1, complete: 0.999)[^1].Window.IsComplete);
        Assert.Empty(Derive([Cost(0, 1, 4m)], from: 0, to: 1, complete: 0));
    }

    [Fact]
    public void ACostOfAnotherQuality_KeepsItsBounds()
    {
        ReportedCost cost = Cost(0, 1, 4m) with { Low = 3m, High = null, Quality = SpendQuality.LowerBound };

        SpendWindow window = Derive([cost], from: 0, to: 1, complete: 1)[^1].Window;

        Assert.Equal((4m, 3m, null, SpendQuality.LowerBound), (window.Amount, window.Low, window.High, window.Quality));
    }

    [Theory]
    [InlineData(BalanceEventKind.TopUp, 5, 0, 0, 0)]
    [InlineData(BalanceEventKind.Grant, 0, 5, 0, 0)]
    [InlineData(BalanceEventKind.GrantExpiry, 0, 0, 5, 0)]
    [InlineData(BalanceEventKind.Refund, 0, 0, 0, 5)]
    public void AnEvent_AddsToItsOwnFlow(BalanceEventKind kind, int topUp, int grant, int expiry, int refund)
    {
        var one = new CostBalanceEvent { Account = "a", Kind = kind, Amount = 2m, Currency = "USD", At = Midnight };

        PoolFlows flows = default(PoolFlows).With(one).With(one with { Amount = 3m });

        Assert.Equal(new PoolFlows(topUp, grant, expiry, refund), flows);
        Assert.Equal((false, true), (flows.IsNone, default(PoolFlows).IsNone));
    }

    private static SpendWindow Window(decimal amount) =>
        new(Midnight, Midnight.AddHours(1), amount, amount, amount, SpendQuality.Clean, null, null);

    private static BalanceSnapshot Total(int hour, decimal total) =>
        new(Midnight.AddHours(hour), Midnight.AddHours(hour), BalanceLevels.OfTotal(total));

    private static ReportedCost Cost(double from, double to, decimal amount) =>
        new(Midnight.AddDays(from), Midnight.AddDays(to), "USD", amount, "tokens");

    private static List<SpendStep> Derive(ReportedCost[] costs, double from, double to, double complete) => [.. ReportedSpend.Derive(
        [new Interval(Midnight.AddDays(from), Midnight.AddDays(to))], costs, Midnight.AddDays(complete), DateTimeOffset.MinValue, Midnight.AddDays(99))];
}
