namespace CostCompass.Core.Tests.Spending;

/// <summary>Which top-up is suggested for a rise that hides what was spent beside it.</summary>
public sealed class TopUpSuggestionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    // Minutes of the window, burn per day before it, rise; the top-up.
    [Theory]
    [InlineData(1_440, "2", "18", "20")]
    [InlineData(1_440, "2", "18.01", "20")]
    [InlineData(1_440, "2.5", "47.5", "50")]
    [InlineData(1_440, "10", "38.04", "50")]
    [InlineData(360, "4", "98.9", "100")]
    [InlineData(60, "12", "9.5", "10")]
    [InlineData(60, "12", "24.5", "25")]
    [InlineData(60, "1", "22.95", "23")]
    [InlineData(60, "50", "128", "130")]
    [InlineData(5, "2", "36.99", "37")]
    [InlineData(1, "0", "25", "25")]
    public void TheSuggestion_IsARoundAmount_NearToTheRiseAndTheBurn(int minutes, string burn, string rise, string topUp) =>
        Assert.Equal(Money(topUp), Suggest(minutes, Money(burn), Money(rise)));

    // An account that ran dry spends nothing until it is paid for.
    [Theory]
    [InlineData(5, "50", "100")]
    [InlineData(60, "10", "20")]
    [InlineData(360, "10", "20")]
    public void ARiseByAWholeAmount_IsTheTopUpItself(int minutes, string burn, string rise) =>
        Assert.Equal(Money(rise), Suggest(minutes, Money(burn), Money(rise)));

    [Fact]
    public void WhatTheGrantedPoolPaid_IsNotExpectedOfTheOther()
    {
        SpendWindow window = WindowRule.Between(At(0, 4m, 10m), At(1_440, 0m, 29.9m), default, 4m);

        Assert.Equal((20m, 4.1m), (window.SuggestedTopUp, window.Estimate));
    }

    [Fact]
    public void WithoutAnyBurnBefore_NothingIsSuggested() =>
        Assert.Null(WindowRule.Between(At(0, 0m, 10m), At(60, 0m, 28m), default, null).SuggestedTopUp);

    [Fact]
    public void BesideAHiddenGrant_NothingIsSuggested() =>
        Assert.Null(WindowRule.Between(At(0, 0m, 10m), At(60, 5m, 28m), default, 2m).SuggestedTopUp);

    [Fact]
    public void HugeAmounts_AreFoundAmongRoundOnes_InBoundedTime() =>
        Assert.Equal(1_000_000m, Suggest(1_440, 400m, 999_612.34m));

    [Fact]
    public void AHugeBurn_LeavesTheCandidatesRound() =>
        Assert.Equal(0m, Suggest(1_440, 40_000_000m, 961_234.56m) % 10_000m);

    [Fact]
    public void WhatWasPaidBefore_IsLikelyToBePaidAgain()
    {
        Assert.Equal(40m, LastWindow(rise: 36.04m).SuggestedTopUp);
        Assert.Equal(37m, LastWindow(rise: 36.04m, Paid(37m, 20), Paid(37m, 40)).SuggestedTopUp);
    }

    [Fact]
    public void AnAmountThatIsNotWhole_IsSuggestedWhenItWasPaidBefore()
    {
        Assert.Equal(20m, LastWindow(rise: 18.04m).SuggestedTopUp);
        Assert.Equal(19.99m, LastWindow(rise: 18.04m, Paid(19.99m, 20), Paid(19.99m, 40)).SuggestedTopUp);
    }

    [Fact]
    public void WhatWasRecordedLater_IsNotKnownYet()
    {
        CostBalanceEvent[] records = [Paid(37m, 20) with { RecordedAt = Noon.AddYears(1) }, Paid(37m, 40) with { RecordedAt = Noon.AddYears(1) }];

        Assert.Equal(40m, LastWindow(rise: 36.04m, records).SuggestedTopUp);
    }

    [Fact]
    public void AnAccountThatIsSeldomBusy_IsJudgedByItsBusyTimeToo()
    {
        // Two hours of 5 in four idle days: the mean explains a tenth of a unit in an hour, the busy time explains 5.
        BalanceSnapshot[] snapshots =
        [
            At(0, 0m, 60m) with { LastSeen = Noon.AddDays(2) },
            At(2_940, 0m, 55m) with { LastSeen = Noon.AddDays(4) },
            At(5_820, 0m, 50m),
            At(5_880, 0m, 94.6m + 50m),
        ];

        SpendWindow window = SpendHistory.Derive(snapshots, DateTimeOffset.MaxValue).Last().Window;

        Assert.Equal(100m, window.SuggestedTopUp);
    }

    // A nickel in each five minutes of a working day, and a weekend unread: the busiest minutes do not go on for 65 hours.
    [Fact]
    public void AfterAGap_TheSpendOfSuchASpanIsExpected()
    {
        List<BalanceSnapshot> snapshots = [];
        decimal balance = 200m;
        for (int minute = 0; minute < 12 * 1_440; minute += 5)
        {
            balance -= minute % 1_440 < 480 ? 0.05m : 0m;
            if (snapshots.Count > 0 && snapshots[^1].Levels.Total == balance)
            {
                snapshots[^1] = snapshots[^1] with { LastSeen = Noon.AddMinutes(minute) };
            }
            else
            {
                snapshots.Add(At(minute, 0m, balance));
            }
        }

        snapshots.Add(At((12 * 1_440) - 5 + (65 * 60), 0m, balance + 6.89m));
        SpendWindow last = SpendHistory.Derive(snapshots, DateTimeOffset.MaxValue).Last().Window;

        Assert.Equal((20m, 13.11m), (last.SuggestedTopUp, last.Estimate));
    }

    private static decimal? Suggest(int minutes, decimal burn, decimal rise) =>
        WindowRule.Between(At(0, 0m, 10m), At(minutes, 0m, 10m + rise), default, burn).SuggestedTopUp;

    // Three days at 3 a day, in which whatever is recorded was paid and spent as well; then a day with a rise.
    private static SpendWindow LastWindow(decimal rise, params CostBalanceEvent[] earlier)
    {
        List<BalanceSnapshot> snapshots = [];
        for (int hour = 0; hour <= 72; hour += 6)
        {
            decimal paid = earlier.Where(one => one.At <= Noon.AddHours(hour)).Sum(one => one.Amount);
            snapshots.Add(At(60 * hour, 0m, 50m + paid - (hour / 8m)));
        }

        snapshots.Add(At(60 * 96, 0m, snapshots[^1].Levels.ToppedUp + rise));
        return SpendHistory.Derive(snapshots, Noon.AddDays(30), new SeriesContext { Events = earlier }).Last().Window;
    }

    private static CostBalanceEvent Paid(decimal amount, int hour) =>
        new() { Account = "a", Kind = BalanceEventKind.TopUp, Amount = amount, Currency = "USD", At = Noon.AddHours(hour) };

    private static BalanceSnapshot At(int minute, decimal granted, decimal toppedUp) =>
        new(Noon.AddMinutes(minute), Noon.AddMinutes(minute), new BalanceLevels(granted + toppedUp, granted, toppedUp, true));

    private static decimal Money(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
