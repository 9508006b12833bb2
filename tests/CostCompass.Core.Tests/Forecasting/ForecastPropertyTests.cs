using FsCheck;
using FsCheck.Fluent;

namespace CostCompass.Core.Tests.Forecasting;

public sealed class ForecastPropertyTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(10_000);

    // A case that fits models to more than a year of days takes as long as a hundred others.
    private static readonly Config FewRuns = Config.QuickThrowOnFailure.WithMaxTest(200);
    private static readonly ForecastMethod[] Methods = [ForecastMethod.TrailingAverage, ForecastMethod.Adaptive];

    [Fact]
    public void WhatComesAtOrAfterTheOrigin_ChangesNothing() => Check((amounts, method, seed) =>
    {
        int origin = 1 + (seed % amounts.Count);
        IReadOnlyList<ObservedDay> whole = HistorySample.Of(amounts);
        ObservedDay[] altered =
        [
            .. whole.Select((day, index) => index < origin ? day : day with { Amount = (day.Amount * 17m) + seed, Coverage = seed % 2 }),
            new ObservedDay(HistorySample.Day(amounts.Count + 5), 1_000_000m, 1m),
        ];
        SpendForecaster before = SpendForecaster.Create(whole, HistorySample.Day(origin), method)!;
        SpendForecaster after = SpendForecaster.Create(altered, HistorySample.Day(origin), method)!;
        ForecastHorizon horizon = HistorySample.Days(origin, 30);
        DateTimeOffset asOf = Noon(origin);
        return before.Total(horizon) == after.Total(horizon) && before.RunsOut(50m, asOf) == after.RunsOut(50m, asOf);
    });

    [Fact]
    public void ManyTimesTheSpend_IsManyTimesTheForecast() => Check((amounts, method, seed) =>
    {
        decimal factor = 1m + (seed % 900);
        HorizonForecast one = Forecast(amounts, method);
        HorizonForecast many = Forecast([.. amounts.Select(amount => amount * factor)], method);
        return IsClose(many.Total, one.Total * factor) && IsClose(many.Low, one.Low * factor) && IsClose(many.High, one.High * factor);
    });

    [Fact]
    public void ThePoint_LiesInTheInterval_AndNothingIsNegative() => Check((amounts, method, _) =>
    {
        HorizonForecast forecast = Forecast(amounts, method);
        return forecast.Low >= 0m && forecast.Low <= forecast.Total && forecast.Total <= forecast.High;
    });

    [Fact]
    public void AHigherConfidenceLevel_ContainsALowerOne() => Check((amounts, method, _) =>
    {
        HorizonForecast half = Forecast(amounts, method, 0.50m);
        HorizonForecast narrow = Forecast(amounts, method, 0.80m);
        HorizonForecast wide = Forecast(amounts, method, 0.95m);
        return narrow.Low <= half.Low && half.High <= narrow.High
            && wide.Low <= narrow.Low && narrow.High <= wide.High && wide.Total == narrow.Total;
    });

    [Fact]
    public void TheEndOfABalance_LiesBetweenEarlyAndLate() => Check((amounts, method, seed) =>
    {
        RunOut end = SpendForecaster.Create(HistorySample.Of(amounts), HistorySample.Day(amounts.Count), method)!
            .RunsOut(1m + (seed % 500), Noon(amounts.Count));
        return (end.At is not { } at || (end.Early <= at && (end.Late is null || at <= end.Late)))
            && (end.Late is null || end.Early <= end.Late);
    });

    [Fact]
    public void TheEndThatIsShown_LiesBetweenEarlyAndLate() => Check((amounts, method, seed) =>
    {
        DateTimeOffset start = new(HistorySample.First.ToDateTime(default), TimeSpan.Zero);
        decimal balance = amounts.Sum() + 1m + (seed % 500);
        List<BalanceSnapshot> snapshots = [new(start, start, BalanceLevels.OfTotal(balance))];
        foreach (decimal amount in amounts)
        {
            balance -= amount;
            DateTimeOffset at = snapshots[^1].LastSeen.AddDays(1);
            if (amount == 0m)
            {
                snapshots[^1] = snapshots[^1] with { LastSeen = at };
            }
            else
            {
                snapshots.Add(new BalanceSnapshot(at, at, BalanceLevels.OfTotal(balance)));
            }
        }

        DateTimeOffset asOf = snapshots[^1].LastSeen.AddSeconds(seed);
        var request = new ForecastRequest(new("a", "DeepSeek", "USD"), asOf, new LastReading(snapshots[^1].LastSeen), new ZoneCalendar(TimeZoneInfo.Utc), Method: method);
        CostForecast? forecast = MonthForecast.Of(request, ForecastBasis.Read(request, SpendHistory.Derive(snapshots, asOf)), start);
        return forecast is not { RunsOutAt: { } end }
            || ((forecast.RunsOutEarly is null || forecast.RunsOutEarly <= end) && (forecast.RunsOutLate is null || end <= forecast.RunsOutLate));
    });

    [Fact]
    public void HistoryBeyondTheBound_ChangesNothing() => Check((amounts, method, _) =>
    {
        int origin = ForecastHistory.MaximumDays + 100;
        IReadOnlyList<ObservedDay> newer = [.. HistorySample.Of(origin, day => amounts[day % amounts.Count]).Skip(100)];
        ObservedDay[] older = [.. HistorySample.Of(100, day => day * 50m), .. newer];
        return SpendForecaster.Create(newer, HistorySample.Day(origin), method)!.Total(HistorySample.Days(origin, 30))
            == SpendForecaster.Create(older, HistorySample.Day(origin), method)!.Total(HistorySample.Days(origin, 30));
    }, FewRuns);

    private static void Check(Func<IReadOnlyList<decimal>, ForecastMethod, int, bool> holds, Config? runs = null)
    {
        // A third of the days are idle.
        Gen<decimal> amount = Gen.Choose(-2_000, 4_000).Select(cents => Math.Max(0, cents) / 100m);
        Gen<(IReadOnlyList<decimal> Amounts, ForecastMethod Method, int Seed)> cases =
            from length in Gen.Frequency((9, Gen.Choose(1, 30)), (1, Gen.Choose(31, 130)))
            from amounts in Gen.ArrayOf(amount, length)
            from method in Gen.Elements(Methods)
            from seed in Gen.Choose(0, 10_000)
            select ((IReadOnlyList<decimal>)amounts, method, seed);
        Prop.ForAll(Arb.From(cases, Smaller), sample => holds(sample.Amounts, sample.Method, sample.Seed)).Check(runs ?? Runs);
    }

    // Fewer days, then idle ones, then a smaller seed.
    private static IEnumerable<(IReadOnlyList<decimal> Amounts, ForecastMethod Method, int Seed)> Smaller(
        (IReadOnlyList<decimal> Amounts, ForecastMethod Method, int Seed) sample)
    {
        decimal[] amounts = [.. sample.Amounts];
        for (int length = amounts.Length / 2; length > 0; length /= 2)
        {
            for (int at = 0; at + length <= amounts.Length && length < amounts.Length; at += length)
            {
                yield return ([.. amounts[..at], .. amounts[(at + length)..]], sample.Method, sample.Seed);
            }
        }

        for (int at = 0; at < amounts.Length; at++)
        {
            if (amounts[at] > 0m)
            {
                yield return ([.. amounts[..at], 0m, .. amounts[(at + 1)..]], sample.Method, sample.Seed);
            }
        }

        if (sample.Seed > 0)
        {
            yield return (amounts, sample.Method, sample.Seed / 2);
        }
    }

    private static HorizonForecast Forecast(IReadOnlyList<decimal> amounts, ForecastMethod method, decimal confidenceLevel = 0.80m) =>
        SpendForecaster.Create(HistorySample.Of(amounts), HistorySample.Day(amounts.Count), method)!
            .Total(HistorySample.Days(amounts.Count + 3, 30), confidenceLevel);

    private static bool IsClose(decimal left, decimal right) => Math.Abs(left - right) <= 1e-5m * Math.Max(Math.Abs(right), 1m);

    private static DateTimeOffset Noon(int day) => new(HistorySample.Day(day).ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
}
