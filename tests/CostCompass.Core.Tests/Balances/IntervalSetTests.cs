namespace CostCompass.Core.Tests.Balances;

public sealed class IntervalSetTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(new int[0], new[] { 2, 6 })]
    [InlineData(new[] { 2, 6 }, new int[0])]
    [InlineData(new[] { 0, 9 }, new int[0])]
    [InlineData(new[] { 3, 4 }, new[] { 2, 3, 4, 6 })]
    [InlineData(new[] { 0, 1, 3, 4, 5, 9 }, new[] { 2, 3, 4, 5 })]
    [InlineData(new[] { 2, 5, 7, 8, 9, 10 }, new[] { 5, 6 })]
    public void GapsIn_AreWhatNoIntervalCovers(int[] covered, int[] left) =>
        Assert.Equal(Spans(left), IntervalSet.Of(Spans(covered)).GapsIn(new Interval(Start.AddDays(2), Start.AddDays(6))));

    [Theory]
    [InlineData(new[] { 3, 4, 1, 2 }, new[] { 1, 2, 3, 4 })]
    [InlineData(new[] { 2, 3, 1, 2 }, new[] { 1, 3 })]
    [InlineData(new[] { 1, 9, 2, 3, 4, 10 }, new[] { 1, 10 })]
    public void Of_JoinsWhatTouchesOrOverlaps(int[] spans, int[] joined) => Assert.Equal(Spans(joined), IntervalSet.Of(Spans(spans)));

    private static IEnumerable<Interval> Spans(int[] days) =>
        days.Chunk(2).Select(pair => new Interval(Start.AddDays(pair[0]), Start.AddDays(pair[1])));
}
