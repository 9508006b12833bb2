namespace CostCompass.Core.Tests.BilledCosts;

public sealed class FocusChargesTests
{
    private static readonly BalanceSeriesKey _home = new("home", "DeepSeek", "USD");
    private static readonly FocusCharges _always = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    [Fact]
    public void AWindowOverMidnight_IsCutAtIt_AndAddsUp()
    {
        List<FocusCharge> charges = _always.OfUsage(_home, Steps((At(1, 18), 10m), (At(2, 6), 8m), (At(2, 12), 7.5m)), At(3)).ToList();
        Assert.Equal([(1, 1m), (2, 1.5m)], charges.Select(charge => (charge.Day.Day, charge.Amount)));
        Assert.All(charges, charge => Assert.Equal(("DeepSeek API", "AI and Machine Learning", SpendQuality.Clean, true), (charge.Service, charge.ServiceCategory, charge.Quality, charge.IsApproximate)));
    }

    [Fact]
    public void OnlyDaysThatBeginInTheSpan_AreThere()
    {
        SpendStep[] steps = Steps((At(1), 10m), (At(2), 9m), (At(3), 7m), (At(4), 4m));
        Assert.Equal([2m], new FocusCharges(At(1, 1), At(2, 1)).OfUsage(_home, steps, At(4)).Select(charge => charge.Amount));
        Assert.Equal([3m], new FocusCharges(At(3), At(4)).OfUsage(_home, steps, At(4)).Select(charge => charge.Amount));
    }

    [Fact]
    public void ReportedCosts_AreGivenByServiceAndModel()
    {
        var covered = new Interval(At(1), At(3));
        ReportedCost[] costs =
        [
            new(At(1), At(2), "USD", 2m, "Tokens", "small"), new(At(1), At(2), "USD", 1m, "Tokens", "small"),
            new(At(1), At(2), "USD", 4m, "Tokens", "large"), new(At(1), At(2), "USD", -0.5m, ""),
        ];
        IEnumerable<SpendStep> steps = ReportedSpend.Derive([covered], costs, At(3), At(1), At(3));
        List<FocusCharge> charges = _always.OfUsage(_home, steps, At(3), costs).ToList();
        Assert.Equal(
            [(1, "DeepSeek API", null, -0.5m), (1, "Tokens", "large", 4m), (1, "Tokens", "small", 3m), (2, "DeepSeek API", null, 0m)],
            charges.Select(charge => (charge.Day.Day, charge.Service, charge.Model, charge.Amount)));
        Assert.All(charges, charge => Assert.False(charge.IsApproximate));
    }

    [Fact]
    public void ADayCutInThePast_IsOneRow()
    {
        ReportedCost[] costs = [new(At(1), At(2), "USD", 2m, "Tokens", "small")];
        IEnumerable<SpendStep> steps = ReportedSpend.Derive([new Interval(At(1), At(2))], costs, At(2), At(1), At(1, 12));
        FocusCharge charge = Assert.Single(_always.OfUsage(_home, steps, At(1, 12), costs));
        Assert.Equal(("DeepSeek API", 1m), (charge.Service, charge.Amount));
    }

    [Fact]
    public void ASubscription_IsAPurchaseOnTheDaysOfItsCharges()
    {
        var subscription = Subscription.Of("ide", 20m, "USD", new ChargeSchedule(new DateOnly(2026, 1, 31), 1, null));
        List<FocusCharge> charges = _always.OfSubscription(subscription, new DateTimeOffset(2026, 3, 31, 0, 0, 0, TimeSpan.Zero)).ToList();
        Assert.Equal(["2026-01-31", "2026-02-28", "2026-03-31"], charges.Select(charge => charge.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        Assert.All(charges, charge => Assert.Equal((20m, 1, false), (charge.Amount, charge.Months, charge.IsApproximate)));
        Assert.Equal(2, _always.OfSubscription(subscription, new DateTimeOffset(2026, 3, 30, 23, 59, 59, TimeSpan.Zero)).Count());
    }

    private static DateTimeOffset At(int day, int hour = 0) => new(2026, 11, day, hour, 0, 0, TimeSpan.Zero);

    private static SpendStep[] Steps(params (DateTimeOffset At, decimal Total)[] readings) => SpendHistory
        .Derive(readings.Select(reading => new BalanceSnapshot(reading.At, reading.At, BalanceLevels.OfTotal(reading.Total))), readings[^1].At, SeriesContext.None)
        .ToArray();
}
