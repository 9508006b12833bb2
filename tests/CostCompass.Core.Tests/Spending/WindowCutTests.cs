using FsCheck;
using FsCheck.Fluent;

namespace CostCompass.Core.Tests.Spending;

public sealed class WindowCutTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    private static readonly SpendWindow TenHours = new(
        Noon, Noon.AddHours(10), 1m, 0.5m, null, SpendQuality.LowerBound, 20m, 3m);

    [Fact]
    public void APart_HasItsShareOfTheTime() => Assert.Equal(
        TenHours with { From = Noon.AddHours(2), To = Noon.AddHours(5), Amount = 0.3m, Low = 0.15m, TopUp = null, Grant = null },
        WindowCut.Part(TenHours, Noon.AddHours(2), Noon.AddHours(5)));

    [Fact]
    public void ATopUpAndAGrant_GoWithTheLastPart()
    {
        SpendWindow? last = WindowCut.Part(TenHours, Noon.AddHours(9), Noon.AddHours(99));

        Assert.Equal((0.1m, 20m, 3m, Noon.AddHours(10)), (last?.Amount, last?.TopUp, last?.Grant, last?.To));
    }

    [Fact]
    public void AWindowThatLiesInTheSpan_StaysWhole() =>
        Assert.Equal(TenHours, WindowCut.Part(TenHours, Noon, Noon.AddHours(10)));

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(10, 12)]
    [InlineData(4, 4)]
    public void OutsideOfItsTime_AWindowHasNoPart(int from, int to) =>
        Assert.Null(WindowCut.Part(TenHours, Noon.AddHours(from), Noon.AddHours(to)));

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(-1, 0, false)]
    [InlineData(1, 2, false)]
    public void ABaseline_LiesAtItsInstant(int from, int to, bool isIn)
    {
        var baseline = new SpendWindow(Noon, Noon, null, null, null, SpendQuality.Baseline, null, null);

        Assert.Equal(isIn ? baseline : null, WindowCut.Part(baseline, Noon.AddHours(from), Noon.AddHours(to)));
    }

    [Fact]
    public void TheSmallestAmount_GoesToOnePart()
    {
        SpendWindow window = TenHours with { Amount = 0.000000001m, Low = 0m, To = Noon.AddHours(3) };

        decimal?[] shares = Enumerable.Range(0, 3)
            .Select(hour => WindowCut.Part(window, Noon.AddHours(hour), Noon.AddHours(hour + 1))?.Amount)
            .ToArray();

        Assert.Equal([0m, 0.000000001m, 0m], shares);
    }

    [Fact]
    public void TheLargestAmountOverACentury_IsCutWithoutOverflow()
    {
        SpendWindow window = TenHours with { Amount = 1_000_000_000m, Low = 0m, To = Noon.AddYears(100) };

        SpendWindow? part = WindowCut.Part(window, Noon, Noon + (window.Duration / 4));

        Assert.Equal(250_000_000m, part?.Amount);
    }

    [Fact]
    public void ThePartsOfAnyCutting_AddUpToTheWindow() => Prop.ForAll(Cuttings(), cutting =>
    {
        (SpendWindow window, IReadOnlyList<DateTimeOffset> cuts) = cutting;
        List<SpendWindow> parts = cuts.Zip(cuts.Skip(1), (from, to) => WindowCut.Part(window, from, to)).OfType<SpendWindow>().ToList();
        return parts.Sum(part => part.Amount) == window.Amount
            && parts.Sum(part => part.Low) == window.Low
            && parts.Sum(part => part.High) == window.High
            && parts.Sum(part => part.TopUp) == window.TopUp
            && parts.Sum(part => part.Duration.Ticks) == window.Duration.Ticks
            && parts.All(part => part.Amount >= 0m && part.Low >= 0m && part.High >= part.Amount);
    }).Check(AccountHistories.Runs);

    [Fact]
    public void APart_IsTheEvenShare_ToTheLastDigitThatIsKept() => Prop.ForAll(Cuttings(), cutting =>
    {
        (SpendWindow window, IReadOnlyList<DateTimeOffset> cuts) = cutting;
        return cuts.Zip(cuts.Skip(1), (from, to) => WindowCut.Part(window, from, to)).OfType<SpendWindow>().All(part =>
            Math.Abs((window.Amount!.Value * part.Duration.Ticks / window.Duration.Ticks) - part.Amount!.Value) <= 0.000000001m);
    }).Check(AccountHistories.Runs);

    private static Arbitrary<(SpendWindow Window, IReadOnlyList<DateTimeOffset> Cuts)> Cuttings() => (
        from nano in Gen.Choose(0, int.MaxValue)
        from scale in Gen.Elements(0.000000001m, 0.00000001m, 0.01m)
        from minutes in Gen.Choose(1, 3_000_000)
        from ticks in Gen.Choose(0, 600_000_000)
        from inner in Gen.Choose(0, 1_000_000).ArrayOf()
        let window = new SpendWindow(
            Noon, Noon.AddMinutes(minutes).AddTicks(ticks), nano * scale, 0m, nano * scale, SpendQuality.PossibleExpiry, 7m, null)
        select (window, Cut(window, inner))).ToArbitrary();

    private static IReadOnlyList<DateTimeOffset> Cut(SpendWindow window, int[] inner) =>
    [
        window.From.AddDays(-1),
        .. inner.Select(share => window.From.AddTicks((long)(window.Duration.Ticks * (share / 1_000_000m)))).Order(),
        window.To.AddDays(1),
    ];
}
