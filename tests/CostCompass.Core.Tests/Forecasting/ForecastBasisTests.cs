namespace CostCompass.Core.Tests.Forecasting;

public sealed class ForecastBasisTests
{
    private static readonly DateTimeOffset _asOf = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);
    private static readonly ForecastRequest _request = new(new("a", "DeepSeek", "USD"), _asOf, new LastReading(_asOf), new ZoneCalendar(TimeZoneInfo.Utc));

    [Fact]
    public void OfALongHistory_TheDaysAreKept_AndTheStepsOfItsEndWithTheOneBefore()
    {
        SpendStep[] steps = Hourly(100, balance: 10_000m);

        var basis = ForecastBasis.Read(_request, Once(steps));

        Assert.Equal(ObservedDays.FromSteps(steps, _request.Calendar, _asOf), basis.Days);
        Assert.Equal(100, basis.Days.Count);

        // The first that reaches into the month ends an hour after it began; the one before is kept beside it.
        DateTimeOffset month = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal((month, steps[^1]), (basis.Recent[0].Snapshot.FirstSeen, basis.Recent[^1]));
        Assert.Equal(steps.Count(step => step.Snapshot.FirstSeen >= month), basis.Recent.Count);
        Assert.Equal(steps[0], basis.First);
        Assert.True(basis.IsApproximate);
    }

    [Fact]
    public void StepsFromLongerAgo_AreKeptWhereTheyAreWanted()
    {
        SpendStep[] steps = Hourly(100, balance: 10_000m);

        Assert.Equal(steps, ForecastBasis.Read(_request, Once(steps), DateTimeOffset.MinValue).Recent);
        Assert.Equal(steps[^1450..], ForecastBasis.Read(_request, Once(steps), steps[^1449].Window.From).Recent);
        Assert.Equal((24 * 30) + 1, ForecastBasis.Read(_request with { WindowDays = 30 }, Once(steps)).Recent.Count);
    }

    [Fact]
    public void OfAHistoryThatEndedLongAgo_TheTrailingDaysBeforeItsEndAreKept()
    {
        SpendStep[] steps = Hourly(3, balance: 10_000m);
        ForecastRequest later = _request with { AsOf = _asOf.AddDays(90) };

        var basis = ForecastBasis.Read(later, Once(steps));

        Assert.Equal(steps[..], basis.Recent);
        Assert.Equal(0.24m, MonthForecast.Of(later, basis, steps[0].Snapshot.FirstSeen)!.DailyBurn);
    }

    [Fact]
    public void MoneyThatWasSeenLongAgo_CountsAsHeld()
    {
        Assert.True(ForecastBasis.Read(_request, Hourly(100, balance: 1m)).HeldMoney);
        Assert.False(ForecastBasis.Read(_request, Hourly(100, balance: 0m)).HeldMoney);
    }

    [Fact]
    public void OfNothing_ThereIsNothing()
    {
        var basis = ForecastBasis.Read(_request, []);

        Assert.Empty(basis.Recent);
        Assert.Empty(basis.Days);
        Assert.Null(basis.First);
    }

    // A cent is spent every hour, until nothing is left.
    private static SpendStep[] Hourly(int days, decimal balance) => [.. SpendHistory.Derive(
        Enumerable.Range(0, (days * 24) + 1).Select(hour => new BalanceSnapshot(
            _asOf.AddHours(hour - (days * 24)), _asOf.AddHours(hour - (days * 24)), BalanceLevels.OfTotal(Math.Max(0m, balance - (hour * 0.01m))))),
        _asOf,
        new SeriesContext { IsWhole = true, Events = [] })];

    private static IEnumerable<SpendStep> Once(SpendStep[] steps)
    {
        bool isTaken = false;
        return Enumerate();

        IEnumerable<SpendStep> Enumerate()
        {
            Assert.False(isTaken);
            isTaken = true;
            foreach (SpendStep step in steps)
            {
                yield return step;
            }
        }
    }
}
