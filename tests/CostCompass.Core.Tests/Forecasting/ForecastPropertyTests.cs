using CostCompass.Forecasting;
using FsCheck;
using FsCheck.Fluent;

namespace CostCompass.Tests.Forecasting;

public sealed class ForecastPropertyTests
{
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
        HorizonForecast narrow = Forecast(amounts, method, 0.80m);
        HorizonForecast wide = Forecast(amounts, method, 0.95m);
        return wide.Low <= narrow.Low && narrow.High <= wide.High && wide.Total == narrow.Total;
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
    public void HistoryBeyondTheBound_ChangesNothing() => Check((amounts, method, _) =>
    {
        int origin = ForecastHistory.MaximumDays + 100;
        IReadOnlyList<ObservedDay> newer = [.. HistorySample.Of(origin, day => amounts[day % amounts.Count]).Skip(100)];
        ObservedDay[] older = [.. HistorySample.Of(100, day => day * 50m), .. newer];
        return SpendForecaster.Create(newer, HistorySample.Day(origin), method)!.Total(HistorySample.Days(origin, 30))
            == SpendForecaster.Create(older, HistorySample.Day(origin), method)!.Total(HistorySample.Days(origin, 30));
    });

    private static void Check(Func<IReadOnlyList<decimal>, ForecastMethod, int, bool> holds)
    {
        // A third of the days are idle.
        Gen<decimal> amount = Gen.Choose(-2_000, 4_000).Select(cents => Math.Max(0, cents) / 100m);
        Gen<(IReadOnlyList<decimal> Amounts, ForecastMethod Method, int Seed)> cases =
            from length in Gen.Choose(1, 130)
            from amounts in Gen.ArrayOf(amount, length)
            from method in Gen.Elements(Methods)
            from seed in Gen.Choose(0, 10_000)
            select ((IReadOnlyList<decimal>)amounts, method, seed);
        Prop.ForAll(cases.ToArbitrary(), sample => holds(sample.Amounts, sample.Method, sample.Seed)).QuickCheckThrowOnFailure();
    }

    private static HorizonForecast Forecast(IReadOnlyList<decimal> amounts, ForecastMethod method, decimal confidenceLevel = 0.80m) =>
        SpendForecaster.Create(HistorySample.Of(amounts), HistorySample.Day(amounts.Count), method)!
            .Total(HistorySample.Days(amounts.Count + 3, 30), confidenceLevel);

    private static bool IsClose(decimal left, decimal right) => Math.Abs(left - right) <= 1e-5m * Math.Max(Math.Abs(right), 1m);

    private static DateTimeOffset Noon(int day) => new(HistorySample.Day(day).ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
}
