namespace CostCompass.Core.Tests.BilledCosts;

public sealed class CoveredSpanTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(new int[0], new[] { 2, 6 })]
    [InlineData(new[] { 2, 6 }, new int[0])]
    [InlineData(new[] { 0, 9 }, new int[0])]
    [InlineData(new[] { 3, 4 }, new[] { 2, 3, 4, 6 })]
    [InlineData(new[] { 0, 1, 3, 4, 5, 9 }, new[] { 2, 3, 4, 5 })]
    [InlineData(new[] { 2, 5, 7, 8, 9, 10 }, new[] { 5, 6 })]
    public void Except_IsWhatNoOtherSpanCovers(int[] covered, int[] left) =>
        Assert.Equal(Spans(left), new CoveredSpan(Start.AddDays(2), Start.AddDays(6)).Except([.. Spans(covered)]));

    [Theory]
    [InlineData(new[] { 3, 4, 1, 2 }, new[] { 1, 2, 3, 4 })]
    [InlineData(new[] { 2, 3, 1, 2 }, new[] { 1, 3 })]
    [InlineData(new[] { 1, 9, 2, 3, 4, 10 }, new[] { 1, 10 })]
    public void Union_JoinsWhatTouchesOrOverlaps(int[] spans, int[] joined) => Assert.Equal(Spans(joined), CoveredSpan.Union(Spans(spans)));

    private static IEnumerable<CoveredSpan> Spans(int[] days) =>
        days.Chunk(2).Select(pair => new CoveredSpan(Start.AddDays(pair[0]), Start.AddDays(pair[1])));
}
