namespace CostCompass.Core.Tests.Stack;

/// <summary>Accounts as they were read on the 16th of November 2026, noon, in UTC.</summary>
internal static class OutlookSample
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);

    public static AccountOutlook Account(
        string name, string provider, string currency, decimal spent, decimal thisMonth, decimal next, decimal below = 1m, decimal above = 1m) => new()
    {
        Account = name,
        Provider = provider,
        Currency = currency,
        Days = [new DatedAmount(new DateOnly(2026, 11, 3), currency, spent)],
        LastSeen = AsOf,
        IsApproximate = true,
        Forecast = new CostForecast
        {
            Account = name,
            Currency = currency,
            Month = "2026-12",
            Total = next,
            Low = next - below,
            High = next + above,
            MonthToDate = spent,
            ThisMonth = thisMonth,
            Method = ForecastMethod.TrailingAverage,
            WindowDays = 7,
            ConfidenceLevel = 80,
            Coverage = 1m,
            DaysObserved = 30m,
            Confidence = ForecastConfidence.High,
            Reason = "",
            IsApproximate = true,
            AsOf = AsOf,
        },
    };
}
