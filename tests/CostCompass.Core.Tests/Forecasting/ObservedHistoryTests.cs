using FsCheck;
using FsCheck.Fluent;

namespace CostCompass.Core.Tests.Forecasting;

/// <summary>What a replay knows at its origins, from readings on.</summary>
public sealed class ObservedHistoryTests
{
    private const int Days = 100;
    private static readonly ZoneCalendar Utc = new(TimeZoneInfo.Utc);
    private static readonly DateTimeOffset Start = new(HistorySample.First.ToDateTime(default), TimeSpan.Zero);
    private static readonly DateTimeOffset End = Start.AddDays(Days);

    [Fact]
    public void WhatIsReadOnlyAfterAnOrigin_IsNotKnownAtIt()
    {
        // One a day until day 40; the next reading is of day 50, and shows a thousand less.
        BalanceSnapshot[] readings =
        [
            .. Enumerable.Range(0, 41).Select(day => Reading(day, 5_000m - day)),
            .. Enumerable.Range(50, 51).Select(day => Reading(day, 4_010m - day)),
        ];

        ReplayedForecast row = Assert.Single(ForecastReplay.Run(
            History(readings), HistorySample.Day(75), ForecastMethod.TrailingAverage, horizonDays: 30, stepDays: 92));

        Assert.Equal(HistorySample.Day(45), row.Horizon.From);
        Assert.Equal(30m, row.Forecast.Total);
        Assert.True(row.Outcome > 500m);
    }

    [Fact]
    public void ARunThatGoesOn_IsKnownAsFarAsItHadSurelyBeenSeen()
    {
        BalanceSnapshot run = new(Start.AddDays(20), Start.AddDays(30), BalanceLevels.OfTotal(80m)) { LongestGap = TimeSpan.FromHours(6) };
        ObservedHistory history = History([.. Enumerable.Range(0, 20).Select(day => Reading(day, 100m - day)), run]);

        ObservedDay[] known = [.. history.KnownOn(HistorySample.Day(25))];

        Assert.Equal(HistorySample.Day(24), known[^1].Date);
        Assert.Equal(0.75m, known[^1].Coverage);
        Assert.Equal(1m, history.Days[24].Coverage);
    }

    [Fact]
    public void WhatIsReadAfterAnOrigin_ChangesNoForecastOfIt() => Prop.ForAll(Cases().ToArbitrary(), sample =>
    {
        (int[] hours, int[] falls, int origin, int other) = sample;
        BalanceSnapshot[] readings = Readings(hours, falls);
        DateTimeOffset morning = Start.AddDays(origin);
        BalanceSnapshot[] known = [.. readings.Where(reading => reading.FirstSeen <= morning)];
        BalanceSnapshot[] altered =
        [
            .. known,
            .. readings.Where(reading => reading.FirstSeen > morning).Select(reading => reading with
            {
                Levels = BalanceLevels.OfTotal(reading.Levels.Total * (other / 100m)),
            }),
        ];
        DateOnly day = HistorySample.Day(origin);
        return History(readings).KnownOn(day).SequenceEqual(History(known, morning).Days)
            && History(altered).KnownOn(day).SequenceEqual(History(known, morning).Days);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));

    // Readings some hours apart, each lower than the one before: no run goes on.
    private static Gen<(int[] Hours, int[] Falls, int Origin, int Other)> Cases() =>
        from count in Gen.Choose(2, 40)
        from hours in Gen.ArrayOf(Gen.Frequency((3, Gen.Choose(1, 30)), (1, Gen.Choose(24, 400))), count)
        from falls in Gen.ArrayOf(Gen.Choose(1, 5_000), count)
        from origin in Gen.Choose(1, 99)
        from other in Gen.Choose(1, 99)
        select (hours, falls, origin, other);

    private static BalanceSnapshot[] Readings(int[] hours, int[] falls)
    {
        var readings = new List<BalanceSnapshot>();
        int hour = 0;
        decimal balance = 1_000_000m;
        for (int index = 0; index < hours.Length && hour < Days * 24; index++)
        {
            readings.Add(new(Start.AddHours(hour), Start.AddHours(hour), BalanceLevels.OfTotal(balance)));
            hour += hours[index];
            balance -= falls[index] / 100m;
        }

        return [.. readings];
    }

    private static ObservedHistory History(IEnumerable<BalanceSnapshot> readings, DateTimeOffset? asOf = null) =>
        new(SpendHistory.Derive(readings, asOf ?? End), Utc, asOf ?? End);

    private static BalanceSnapshot Reading(int day, decimal total) => new(Start.AddDays(day), Start.AddDays(day), BalanceLevels.OfTotal(total));
}
