namespace CostCompass.Forecasting;

/// <summary>
/// The documented formula without subscriptions: next month = burn rate per day x days of next month. Also forecasts the rest of the current
/// month, the intervals, and the balance.
/// </summary>
public static class MonthForecast
{
    // If half the interval is less than a third of the total, 79 % of the outcomes are within it. If it exceeds the total, 75 % are.
    private const decimal UsualLevel = 0.80m;
    private const decimal NarrowInterval = 1m / 3m;
    private const decimal WideInterval = 1m;

    /// <summary>Forecasts one series.</summary>
    /// <param name="request">The forecast request.</param>
    /// <param name="basis">The forecast basis of the series.</param>
    /// <param name="observedFrom">The start of the whole history, or null if there is none.</param>
    /// <returns>The forecast, or null if no time is covered yet.</returns>
    /// <exception cref="CostException"><c>MonthIsOver</c> if the requested month has passed.</exception>
    public static CostForecast? Of(ForecastRequest request, ForecastBasis basis, DateTimeOffset? observedFrom)
    {
        IReadOnlyList<SpendStep> steps = basis.Recent;
        DateTimeOffset known = request.LastReading.At;
        BurnRate burn = basis.Burn(request);
        if (burn.PerDay is not { } exact || observedFrom is not { } began)
        {
            return null;
        }

        // All figures are calculated from the displayed burn rate, so that users can verify them.
        decimal perDay = Amount.Round(exact);

        ZoneCalendar calendar = request.Calendar;
        DateOnly today = DateOnly.FromDateTime(calendar.ToZone(request.AsOf).Date);
        DateOnly month = RequireMonth(request.Month, today);

        // Without a reading in the month, its cost is unknown, not 0.
        decimal? spent = known >= request.MonthStart ? SpendSummation.Total(steps, request.MonthStart, known).Amount ?? 0m : null;
        decimal observed = (known - began).InDays();

        var outlook = new SpendOutlook(request, basis.Days, perDay, burn.IsEarly);
        HorizonForecast thisMonth = outlook.RestOfMonth().After(spent ?? 0m);
        bool isThisMonth = month.Year == today.Year && month.Month == today.Month;
        HorizonForecast usage = isThisMonth ? thisMonth : outlook.Month(month);
        HorizonForecast usual = isThisMonth ? outlook.RestOfMonth(UsualLevel).After(spent ?? 0m) : outlook.Month(month, UsualLevel);
        (ForecastConfidence confidence, string reason) = Judge(burn, observed, request, outlook.HasInterval ? usual : null);
        var forecast = new CostForecast
        {
            Account = request.Series.Account.Text,
            Provider = request.Series.Provider,
            Currency = request.Series.Currency,
            Month = month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            Total = Amount.Round(usage.Total),
            Low = outlook.HasInterval ? Amount.Round(usage.Low) : null,
            High = outlook.HasInterval ? Amount.Round(usage.High) : null,
            Usage = Amount.Round(usage.Total),
            DailyBurn = perDay,
            MonthToDate = spent,
            ThisMonth = Amount.Round(thisMonth.Total),
            ThisMonthLow = outlook.HasInterval ? Amount.Round(thisMonth.Low) : null,
            ThisMonthHigh = outlook.HasInterval ? Amount.Round(thisMonth.High) : null,
            Method = request.Method,
            WindowDays = request.WindowDays,
            ConfidenceLevel = request.ConfidenceLevel,
            Coverage = decimal.Round(burn.Coverage, 4),
            DaysObserved = decimal.Round(observed, 2),
            Confidence = confidence,
            IsEarly = burn.IsEarly,
            Reason = reason,
            IsApproximate = basis.IsApproximate,
            AsOf = calendar.ToZone(request.AsOf),
            ObservedTo = calendar.ToZone(known),
            StaleSince = request.LastReading.StaleSince is { } stale ? calendar.ToZone(stale) : null,
        };
        BalanceLevels newest = steps[^1].Snapshot.Levels;
        return newest.IsUsageOnly ? forecast : WithBalance(forecast, newest.Total, outlook);
    }

    /// <summary>Gets the month to forecast.</summary>
    /// <param name="asked">The requested month, or null for the month after the current one.</param>
    /// <param name="today">A day of the current month.</param>
    /// <returns>The first day of the month.</returns>
    /// <exception cref="CostException"><c>MonthIsOver</c>, or <c>MonthOutOfRange</c> after the year 9998.</exception>
    public static DateOnly RequireMonth(DateOnly? asked, DateOnly today)
    {
        var current = new DateOnly(today.Year, today.Month, 1);
        DateOnly month = asked ?? current.AddMonths(1);
        if (month.Year > DateOnly.MaxValue.Year - 1)
        {
            throw MonthErrors.MonthOutOfRange();
        }

        return month >= current
            ? month
            : throw MonthErrors.MonthIsOver(month);
    }

    private static CostForecast WithBalance(CostForecast forecast, decimal balance, SpendOutlook outlook)
    {
        RunOut runsOut = outlook.RunsOut(balance);
        return forecast with
        {
            Balance = balance,
            BalanceAtMonthEnd = Amount.Round(Math.Min(balance, Math.Max(0m, balance - outlook.SinceLastReading().Total))),
            RunsOutAt = ToSecond(runsOut.At),
            RunsOutEarly = ToSecond(runsOut.Early),
            RunsOutLate = ToSecond(runsOut.Late),
        };
    }

    private static (ForecastConfidence Confidence, string Reason) Judge(BurnRate burn, decimal observed, ForecastRequest request, HorizonForecast? usual)
    {
        decimal covered = burn.Covered.InDays();
        string trailing = request.LastReading.StaleSince is { } since
            ? string.Create(CultureInfo.InvariantCulture, $"{request.WindowDays} days up to the last reading, {request.Calendar.ToZone(since):yyyy-MM-dd HH:mm},")
            : string.Create(CultureInfo.InvariantCulture, $"last {request.WindowDays} days");
        string basis = string.Create(CultureInfo.InvariantCulture, $"{covered:0.#} of the {trailing} are covered. {observed:0.#} days are observed in total.");
        if (burn.IsEarly)
        {
            return (ForecastConfidence.Low, EarlyReason(burn, observed < 1m ? "observed so far" : $"of the {trailing} are covered"));
        }

        if (burn.Coverage < 0.5m)
        {
            return (ForecastConfidence.Low, "Most of the trailing days aren't covered: " + basis);
        }

        if (usual is not { Total: > 0m } interval)
        {
            return (ForecastConfidence.Medium, basis);
        }

        decimal halfWidth = (interval.High - interval.Low) / 2m / interval.Total;
        string reach = string.Create(
            CultureInfo.InvariantCulture,
            $"{basis} 80 % confidence interval: {Percent((interval.Low / interval.Total) - 1m)} to {Percent((interval.High / interval.Total) - 1m)}.");
        return halfWidth >= WideInterval ? (ForecastConfidence.Low, reach)
            : halfWidth < NarrowInterval && burn.Coverage >= 0.9m && observed >= 14m ? (ForecastConfidence.High, reach)
            : (ForecastConfidence.Medium, reach);

        static string Percent(decimal share) => share.ToString("+0 %;-0 %;0 %", CultureInfo.InvariantCulture);
    }

    private static string EarlyReason(BurnRate burn, string known)
    {
        string length = burn.Covered < TimeSpan.FromHours(2)
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, (int)burn.Covered.TotalMinutes)} min")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)burn.Covered.TotalHours} h");
        return burn.Amount == 0m
            ? $"Early: {length} {known} without spend. The daily burn rate is unknown until the first spend."
            : $"Early: {length} {known}. Until a full day is observed, the burn rate is adjusted toward the usual daily spend of an account.";
    }

    // Fractions of a second aren't meaningful in a forecast.
    private static DateTimeOffset? ToSecond(DateTimeOffset? instant) => instant is { } at ? at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond)) : null;
}
