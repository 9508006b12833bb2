namespace CostCompass.Core.Tests.Forecasting;

public sealed class ObservedDaysTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly ZoneCalendar Utc = new(TimeZoneInfo.Utc);

    [Fact]
    public void AWindowOverMidnight_IsSpreadOverBothDays()
    {
        SpendStep[] steps = [Step(18, 30, 6m, SpendQuality.Clean)];

        IReadOnlyList<ObservedDay> days = ObservedDays.FromSteps(steps, Utc, Midnight.AddDays(3));

        Assert.Equal([new ObservedDay(new(2026, 3, 2), 3m, 0.25m), new ObservedDay(new(2026, 3, 3), 3m, 0.25m)], days);
    }

    [Fact]
    public void MaskedWindows_AreLeftOutOfAmountAndCoverage()
    {
        SpendStep[] steps = [Step(0, 12, 2m, SpendQuality.Clean), Step(12, 24, 1m, SpendQuality.LowerBound), Step(24, 48, 5m, SpendQuality.Recovered)];

        IReadOnlyList<ObservedDay> days = ObservedDays.FromSteps(steps, Utc, Midnight.AddDays(2));

        Assert.Equal([new ObservedDay(new(2026, 3, 2), 2m, 0.5m), new ObservedDay(new(2026, 3, 3), 5m, 1m)], days);
    }

    [Fact]
    public void UnchangedSpans_AreDaysOnWhichNothingWasSpent()
    {
        SpendStep[] steps = [Step(0, 12, 2m, SpendQuality.Clean, restHours: 60)];

        IReadOnlyList<ObservedDay> days = ObservedDays.FromSteps(steps, Utc, Midnight.AddDays(3));

        Assert.Equal([2m, 0m, 0m], days.Select(day => day.Amount));
        Assert.All(days, day => Assert.Equal(1m, day.Coverage));
    }

    [Fact]
    public void TheDayThatHasNotEnded_IsLeftOut()
    {
        SpendStep[] steps = [Step(0, 24, 2m, SpendQuality.Clean), Step(24, 36, 9m, SpendQuality.Clean)];

        ObservedDay day = Assert.Single(ObservedDays.FromSteps(steps, Utc, Midnight.AddHours(36)));

        Assert.Equal(2m, day.Amount);
    }

    [Fact]
    public void ADayOf23Hours_IsCoveredByThem()
    {
        var berlin = new ZoneCalendar(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        var start = new DateTimeOffset(2026, 3, 29, 0, 0, 0, TimeSpan.FromHours(1));
        SpendStep[] steps = [StepAt(start, start.AddHours(23), 4m, SpendQuality.Clean, TimeSpan.Zero)];

        ObservedDay day = Assert.Single(ObservedDays.FromSteps(steps, berlin, start.AddDays(2)));

        Assert.Equal(new ObservedDay(new(2026, 3, 29), 4m, 1m), day);
    }

    private static SpendStep Step(int fromHour, int toHour, decimal amount, SpendQuality quality, int restHours = 0) =>
        StepAt(Midnight.AddHours(fromHour), Midnight.AddHours(toHour), amount, quality, TimeSpan.FromHours(restHours));

    private static SpendStep StepAt(DateTimeOffset from, DateTimeOffset to, decimal amount, SpendQuality quality, TimeSpan rest) => new(
        new SpendWindow(from, to, amount, amount, amount, quality, null, null),
        new BalanceSnapshot(to, to + rest, default));
}
