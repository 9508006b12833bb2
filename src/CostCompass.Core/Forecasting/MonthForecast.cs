using System.Globalization;
using CostCompass.Balances;
using CostCompass.Spending;

namespace CostCompass.Forecasting;

/// <summary>
/// The named contract: next month = burn per day x days of next month + subscriptions. Beside it the rest of the current
/// month, and what becomes of the balance.
/// </summary>
public static class MonthForecast
{
    /// <summary>Forecasts one series.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="steps">The steps of the series, from <see cref="ForecastRequest.HistoryFrom"/> or earlier up to the instant.</param>
    /// <param name="observedFrom">The first instant of the whole history; null when there is none.</param>
    /// <returns>The forecast, or null when no time is covered yet: there is nothing to go by.</returns>
    public static CostForecast? Of(ForecastRequest request, IReadOnlyList<SpendStep> steps, DateTimeOffset? observedFrom)
    {
        BurnRate burn = BurnRate.Measure(steps, request.AsOf.AddDays(-request.WindowDays), request.AsOf);
        if (burn.PerDay is not { } perDay || observedFrom is not { } began)
        {
            return null;
        }

        ZoneCalendar calendar = request.Calendar;
        DateTimeOffset monthStart = calendar.StartOf(request.AsOf, CalendarUnit.Month);
        DateTimeOffset monthEnd = calendar.Next(monthStart, CalendarUnit.Month);
        DateOnly month = request.Month ?? DateOnly.FromDateTime(monthEnd.Date);
        decimal usage = perDay * DateTime.DaysInMonth(month.Year, month.Month);

        SpendTotal toDate = SpendSummation.Total(steps, monthStart, request.AsOf);
        decimal rest = perDay * Days(monthEnd - request.AsOf);
        BalanceSnapshot newest = steps[^1].Snapshot;
        decimal balance = newest.Levels.Total;
        decimal observed = Days(newest.LastSeen - began);
        (ForecastConfidence confidence, string reason) = Judge(burn, observed, request.WindowDays);

        return new CostForecast
        {
            Account = request.Series.Account,
            Provider = request.Series.Provider,
            Currency = request.Series.Currency,
            Month = month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            Total = Round(usage),
            Usage = Round(usage),
            DailyBurn = Round(perDay),
            MonthToDate = toDate.Amount,
            ThisMonth = toDate.Amount is { } spent ? Round(spent + rest) : null,
            Balance = balance,
            BalanceAtMonthEnd = Round(Math.Max(0m, balance - (perDay * Days(monthEnd - newest.LastSeen)))),
            RunsOutAt = RunsOutAt(calendar, newest.LastSeen, balance, perDay),
            Method = request.Method,
            WindowDays = request.WindowDays,
            Coverage = decimal.Round(burn.Coverage, 4),
            DaysObserved = decimal.Round(observed, 2),
            Confidence = confidence,
            Reason = reason,
            AsOf = calendar.ToZone(request.AsOf),
        };
    }

    private static DateTimeOffset? RunsOutAt(ZoneCalendar calendar, DateTimeOffset since, decimal balance, decimal perDay)
    {
        if (perDay <= 0m)
        {
            return null;
        }

        // Beyond the end of the calendar an instant says nothing.
        decimal days = Math.Max(0m, balance) / perDay;
        return days < Days(DateTimeOffset.MaxValue - since) - 1m
            ? calendar.ToZone(since.AddTicks((long)(days * TimeSpan.TicksPerDay)))
            : null;
    }

    private static (ForecastConfidence Confidence, string Reason) Judge(BurnRate burn, decimal observed, int windowDays)
    {
        decimal covered = Days(burn.Covered);
        string basis = string.Create(
            CultureInfo.InvariantCulture,
            $"{covered:0.#} of the last {windowDays} days are covered; {observed:0.#} days observed in all.");
        return covered < 1m
            ? (ForecastConfidence.Low, "Less than a day is covered: " + basis)
            : burn.Coverage >= 0.9m && observed >= 14m
                ? (ForecastConfidence.High, basis)
                : burn.Coverage >= 0.5m
                    ? (ForecastConfidence.Medium, basis)
                    : (ForecastConfidence.Low, "Most of the trailing days are not covered: " + basis);
    }

    private static decimal Days(TimeSpan span) => (decimal)span.Ticks / TimeSpan.TicksPerDay;

    private static decimal Round(decimal amount) => decimal.Round(amount, Amount.Decimals);
}
