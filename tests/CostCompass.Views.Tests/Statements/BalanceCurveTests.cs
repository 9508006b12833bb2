using CostCompass.Views.Statements;

namespace CostCompass.Views.Tests.Statements;

public sealed class BalanceCurveTests
{
    private static readonly DateTimeOffset _start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void ASnapshotThatStood_IsTwoPoints_AndIsCutToTheSpan()
    {
        SpendStep[] steps = Steps(new(At(0), At(5), BalanceLevels.OfTotal(10m)), new(At(6), At(6), BalanceLevels.OfTotal(8m)), new(At(9), At(20), BalanceLevels.OfTotal(7m)));

        Assert.Equal([(2, 10m), (5, 10m), (6, 8m), (9, 7m), (12, 7m)], BalanceCurve.Points(steps, At(2), At(12)).Select(Hours));
        Assert.Equal([(9, 7m), (20, 7m)], BalanceCurve.Points(steps, At(7), At(30)).Select(Hours));
        Assert.Equal([(0, 10m), (5, 10m)], BalanceCurve.Points(steps, At(-5), At(6)).Select(Hours));
    }

    [Fact]
    public void WhatCameIn_IsToldWithItsLeast()
    {
        SpendStep[] steps = Steps(
            new(At(0), At(6).AddMinutes(-10), new BalanceLevels(3m, 3m, 0m, true)),
            new(At(6), At(6), new BalanceLevels(22m, 2m, 20m, true)),
            new(At(12), At(12), new BalanceLevels(20m, 0m, 20m, true)),
            new(At(18), At(18), new BalanceLevels(29m, 0m, 29m, true)));

        Assert.Equal([(At(6), 22m, 20m, false), (At(18), 29m, 9m, true)], BalanceCurve.Rises(steps, At(0), At(24)).Select(rise => (rise.At, rise.Total, rise.Amount, rise.IsLeast)));
        Assert.Empty(BalanceCurve.Rises(steps, At(7), At(18)));
    }

    [Theory]
    [InlineData(100_000, 4_000)]
    [InlineData(9_999, 400)]
    [InlineData(17, 8)]
    [InlineData(5, 4)]
    public void Thinning_KeepsReadings_TheEnds_AndEveryPeakAndTrough(int count, int most)
    {
        BalancePoint[] points = Enumerable.Range(0, count).Select(index => new BalancePoint(_start.AddMinutes(index), 100m + (index * 7919 % 1009))).ToArray();
        points[count / 3] = points[count / 3] with { Total = 5_000m };
        points[count / 2] = points[count / 2] with { Total = 1m };

        IReadOnlyList<BalancePoint> kept = BalanceCurve.Thin(points, most);

        Assert.InRange(kept.Count, 2, most);
        Assert.Subset(points.ToHashSet(), kept.ToHashSet());
        Assert.Equal((points[0], points[^1]), (kept[0], kept[^1]));
        Assert.Equal((1m, 5_000m), (kept.Min(point => point.Total), kept.Max(point => point.Total)));
        Assert.Equal(kept.OrderBy(point => point.At), kept);
    }

    [Fact]
    public void AFewPoints_AreAllKept()
    {
        BalancePoint[] points = Enumerable.Range(0, 400).Select(index => new BalancePoint(_start.AddMinutes(index), index)).ToArray();
        Assert.Same(points, BalanceCurve.Thin(points, 400));
    }

    [Fact]
    public void TheRoomOfAPage_IsShared_AndNeverTooSmall()
    {
        Assert.Equal(100_000, StatementSpan.For(At(0), At(1), 1).MostPoints);
        Assert.Equal(25_000, StatementSpan.For(At(0), At(1), 4).MostPoints);
        Assert.Equal(400, StatementSpan.For(At(0), At(1), 10_000).MostPoints);
        Assert.Equal(100_000, StatementSpan.For(At(0), At(1), 0).MostPoints);
    }

    private static (int Hour, decimal Total) Hours(BalancePoint point) => ((int)(point.At - _start).TotalHours, point.Total);

    private static DateTimeOffset At(int hour) => _start.AddHours(hour);

    private static SpendStep[] Steps(params BalanceSnapshot[] snapshots) =>
        SpendHistory.Derive(snapshots, snapshots[^1].LastSeen, new SeriesContext { IsWhole = true, Events = [] }).ToArray();
}
