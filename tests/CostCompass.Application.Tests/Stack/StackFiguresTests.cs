namespace CostCompass.Application.Tests.Stack;

public sealed class StackFiguresTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);

    private readonly StoreForTest _home = new();

    [Fact]
    public void WithoutHistoryAndSubscriptions_ThereIsNothingToSummarize()
    {
        StackFigures figures = Figures();

        Assert.Null(figures.Summarize(figures.ReadAccounts()));
    }

    [Fact]
    public void TheSummary_IsOfTheSpendThatTheStoreHolds()
    {
        Record((Now.AddDays(-2), 10m), (Now.AddDays(-1), 8m), (Now, 7m));
        StackFigures figures = Figures();

        CostSummary summary = figures.Summarize(figures.ReadAccounts())!;

        Assert.Equal((3m, "USD"), (summary.MonthToDate, summary.Currency));
    }

    [Fact]
    public void AMonthThatHasNotBegun_IsRefused() =>
        Assert.Equal("MonthNotBegun", Assert.Throws<CostException>(() => Figures(new DateOnly(2026, 12, 1)).Present).ErrorId);

    [Fact]
    public void ThePresentOfAMonthThatIsOver_IsItsLastInstant()
    {
        StackFigures figures = Figures(new DateOnly(2026, 10, 1));

        Assert.True(figures.IsMonthOver);
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero) - Instant.Resolution, figures.Present);
        Assert.Equal(Now, Figures(new DateOnly(2026, 11, 1)).Present);
    }

    [Fact]
    public void AMonthBeforeTheFirstReading_IsUnknown_AndNotZero()
    {
        Record((Now, 7m));

        Assert.Equal("MonthNotObserved", Assert.Throws<CostException>(() => Figures(new DateOnly(2026, 10, 1)).ReadAccounts()).ErrorId);
    }

    public void Dispose() => _home.Dispose();

    private StackFigures Figures(DateOnly? month = null) => new(
        _home.Store,
        new StackQuestion { TimeZone = TimeZoneInfo.Utc, Method = ForecastMethod.TrailingAverage, WindowDays = 7, ConfidenceLevel = 80, MaximumAge = LastReading.UsualMaximumAge },
        Now)
    {
        Month = month,
    };

    private void Record(params (DateTimeOffset At, decimal Total)[] readings) => _home.Store.Record(
        [.. readings.Select(one => new BalanceReading("team", "DeepSeek", "USD", one.At, BalanceLevels.OfTotal(one.Total)))]);
}
