namespace CostCompass.Core.Tests.Forecasting;

/// <summary>Histories for forecasts, one amount per day.</summary>
internal static class HistorySample
{
    /// <summary>A Monday.</summary>
    public static readonly DateOnly First = new(2026, 1, 5);

    public static IReadOnlyList<ObservedDay> Of(int days, Func<int, decimal> amount) =>
        [.. Enumerable.Range(0, days).Select(day => new ObservedDay(First.AddDays(day), amount(day), 1m))];

    public static IReadOnlyList<ObservedDay> Of(IReadOnlyList<decimal> amounts) => Of(amounts.Count, day => amounts[day]);

    public static DateOnly Day(int index) => First.AddDays(index);

    /// <summary>The same irregular amounts on every machine, between 1 and 3.</summary>
    public static decimal Irregular(int day) => 1m + ((day * 7919 % 101) / 50m);

    public static ForecastHorizon Days(int from, int count) => new(Day(from), Day(from + count));
}
