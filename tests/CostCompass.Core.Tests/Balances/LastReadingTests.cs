namespace CostCompass.Core.Tests.Balances;

public sealed class LastReadingTests
{
    private static readonly DateTimeOffset _asOf = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan _day = TimeSpan.FromDays(1);

    [Theory]
    [InlineData(24, null, false)]
    [InlineData(25, null, true)]
    [InlineData(25, 0.1, true)]
    [InlineData(25, 6.2, true)]
    [InlineData(25, 6.25, false)]
    [InlineData(96, 24.0, false)]
    [InlineData(97, 24.0, true)]
    public void AReading_IsStale_WhenItIsOlderThanADay_AndThanFourTimesTheUsualTimeBetweenReadings(int hours, double? usualHours, bool isStale)
    {
        DateTimeOffset at = _asOf.AddHours(-hours);

        LastReading reading = LastReading.Of(at, _asOf, _day, () => usualHours is { } usual ? TimeSpan.FromHours(usual) : null);

        Assert.Equal((at, isStale ? at : (DateTimeOffset?)null), (reading.At, reading.StaleSince));
    }

    [Fact]
    public void TheMaximumAge_IsThatOfTheCaller_AndThePaceIsAskedForOnlyWhenItMatters()
    {
        DateTimeOffset at = _asOf.AddHours(-30);

        Assert.Null(LastReading.Of(at, _asOf, TimeSpan.FromHours(30), () => throw new InvalidOperationException()).StaleSince);
        Assert.Equal(at, LastReading.Of(at, _asOf, TimeSpan.FromHours(29), () => null).StaleSince);
    }

    [Fact]
    public void ANegativeMaximumAge_IsRefused() =>
        Assert.Equal("InvalidMaximumAge", Assert.Throws<CostException>(() => LastReading.RequireMaximumAge(-_day)).ErrorId);

    [Fact]
    public void TheUsualTimeBetweenReadings_IsTheMedian_AndARunCountsItsLongestOnce()
    {
        // Read every hour for two days while nothing is spent, then not for ten days, then three times a day.
        BalanceSnapshot run = At(0, 50m) with { LastSeen = Instant(48), LongestGap = TimeSpan.FromHours(1) };

        Assert.Equal((TimeSpan.FromHours(8), 4), Pace(run, At(288, 49m), At(296, 48m), At(304, 47m)));
        Assert.Equal((TimeSpan.FromHours(8), 3), Pace(run with { LongestGap = TimeSpan.MaxValue }, At(288, 49m), At(296, 48m), At(304, 47m)));
    }

    [Fact]
    public void OneOutage_WhileABalanceStandsStill_IsNotTheUsualTimeBetweenReadings()
    {
        // Read every hour for ten days, but for 60 hours: of all that, the longest time between two readings is known.
        BalanceSnapshot run = At(-240, 50m) with { LastSeen = Instant(0), LongestGap = TimeSpan.FromHours(60) };

        LastReading reading = LastReading.Of(run.LastSeen, run.LastSeen.AddDays(2), _day, () => ReadingPace.Of([run]).UsualGap);

        Assert.Equal(run.LastSeen, reading.StaleSince);
    }

    [Fact]
    public void ThePace_ShowsInTheRunsOfAQuietBalance()
    {
        // Read once a week; it falls every four weeks.
        BalanceSnapshot[] runs = [.. Enumerable.Range(0, 3).Select(run => At(run * 672, 50m - run) with { LastSeen = Instant((run * 672) + 504), LongestGap = TimeSpan.FromHours(168) })];

        Assert.Equal((TimeSpan.FromHours(168), 5), Pace(runs));
    }

    [Fact]
    public void OfTwoReadings_NothingIsUsual()
    {
        Assert.Equal((null, 1), Pace(At(0, 50m), At(200, 49m)));
        Assert.Equal((null, 0), Pace());
        Assert.Equal(TimeSpan.FromDays(30), ReadingPace.Of([_asOf, _asOf.AddDays(30), _asOf.AddDays(60), _asOf.AddDays(91)]).UsualGap);
    }

    private static (TimeSpan?, int) Pace(params BalanceSnapshot[] snapshots)
    {
        ReadingPace pace = ReadingPace.Of(snapshots);
        return (pace.UsualGap, pace.Gaps);
    }

    private static DateTimeOffset Instant(int hours) => _asOf.AddHours(hours);

    private static BalanceSnapshot At(int hours, decimal total) => new(Instant(hours), Instant(hours), BalanceLevels.OfTotal(total));
}
