namespace CostCompass.Core.Tests.Spending;

public sealed class ReportedSpendTests
{
    private static readonly DateTimeOffset First = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void EachDay_IsAWindow_AndADayWithoutACostCostNothing()
    {
        List<SpendWindow> windows = Derive([Cost(0, 1, 2m), Cost(0, 1, 0.5m), Cost(2, 3, 4m)], days: 3, complete: 3);

        Assert.Equal([2.5m, 0m, 4m], windows.Select(window => window.Amount));
        Assert.All(windows, window => Assert.Equal((SpendQuality.Reported, true), (window.Quality, window.CountsForBurn)));
        Assert.Equal([First, First.AddDays(1), First.AddDays(2)], windows.Select(window => window.From));
    }

    [Fact]
    public void TheDayThatGoesOn_EndsWhereItWasSeen_AndDoesNotCountForTheBurn()
    {
        SpendWindow last = Derive([Cost(0, 1, 2m), Cost(1, 2, 3m)], days: 2, complete: 1.25)[^1];

        Assert.Equal((3m, First.AddDays(1), First.AddDays(1.25), false), (last.Amount, last.From, last.To, last.CountsForBurn));
    }

    [Fact]
    public void ACostOfAMonth_IsSpreadOverItsDays_AndAddsUp()
    {
        List<SpendWindow> windows = Derive([Cost(0, 30, 10m)], days: 30, complete: 30);

        Assert.Equal(30, windows.Count);
        Assert.Equal(10m, windows.Sum(window => window.Amount));
        Assert.Equal(0.333333333m, windows[0].Amount);
    }

    [Fact]
    public void NothingAfterTheInstant_IsGiven()
    {
        List<SpendWindow> windows = Derive([Cost(0, 1, 2m), Cost(1, 2, 3m)], days: 30, complete: 30, asOf: 1.5);

        Assert.Equal([2m, 1.5m], windows.Select(window => window.Amount));
        Assert.Equal(First.AddDays(1.5), windows[^1].To);
    }

    [Fact]
    public void DaysThatNobodyWasAskedAbout_AreNoWindows()
    {
        List<SpendStep> steps = ReportedSpend.Derive(
            [new Interval(First, First.AddDays(1)), new Interval(First.AddDays(5), First.AddDays(6))],
            [Cost(0, 1, 1m)], First.AddDays(6), DateTimeOffset.MinValue, First.AddDays(9)).ToList();

        Assert.Equal([First, First.AddDays(5)], steps.Select(step => step.Window.From));
    }

    [Fact]
    public void OnlyDaysThatReachIntoTheSpan_AreGiven()
    {
        List<SpendWindow> windows = Derive([Cost(0, 1, 2m), Cost(1, 2, 3m)], days: 2, complete: 2, from: 1);

        Assert.Equal([3m], windows.Select(window => window.Amount));
    }

    private static ReportedCost Cost(double from, double to, decimal amount) =>
        new(First.AddDays(from), First.AddDays(to), "USD", amount, "tokens");

    private static List<SpendWindow> Derive(ReportedCost[] costs, double days, double complete, double from = 0, double asOf = 99) => ReportedSpend.Derive(
            [new Interval(First, First.AddDays(days))], costs, First.AddDays(complete), First.AddDays(from), First.AddDays(asOf))
        .Select(step => step.Window)
        .ToList();
}
