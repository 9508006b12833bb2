namespace CostCompass.Stack;

/// <summary>
/// Combines the forecasts of all accounts and subscriptions into one, in one currency. Amounts are summed, intervals are combined as
/// those of independent outcomes, and the description of the history is that of the account with the least data. The figures are those
/// of <see cref="StackSummary"/>.
/// </summary>
/// <param name="months">The current month and the month to forecast.</param>
/// <param name="converter">Converts to the currency of the forecast.</param>
/// <param name="calendar">The calendar of the requested time zone.</param>
/// <param name="isAmortized">Whether charges of subscriptions are spread over the days that they pay for.</param>
public sealed class StackForecaster(MonthSpan months, CurrencyConverter converter, ZoneCalendar calendar, bool isAmortized)
{
    private readonly StackConversion _conversion = new(months, converter, calendar, isAmortized);

    /// <summary>The method of the accounts' forecasts.</summary>
    public ForecastMethod Method { get; init; }

    /// <summary>Their number of trailing days.</summary>
    public int WindowDays { get; init; } = 7;

    /// <summary>The confidence level of their intervals, in percent.</summary>
    public int ConfidenceLevel { get; init; } = 80;

    /// <summary>Combines the forecasts.</summary>
    /// <param name="accounts">The accounts, with forecasts of the month.</param>
    /// <param name="subscriptions">The subscriptions.</param>
    public StackForecast Of(IReadOnlyList<AccountOutlook> accounts, IReadOnlyList<Subscription> subscriptions)
    {
        ILookup<bool, AccountOutlook> byRate = accounts.ToLookup(_conversion.CanConvert);
        List<Subscription> charged = subscriptions.Where(one => _conversion.CurrencyOf(one) == converter.Currency).ToList();
        List<AccountOutlook> known = byRate[true].Where(account => account.Forecast is not null).ToList();
        return new StackForecast(
            known.Count == 0 && charged.Count == 0 ? null : Combine(byRate[true].ToList(), known, charged),
            Unconverted(byRate[false], subscriptions.Except(charged)),
            byRate[true].Where(account => account.Forecast is null).Select(account => account.Account.Text).ToList());
    }

    private CostForecast Combine(List<AccountOutlook> accounts, List<AccountOutlook> known, List<Subscription> subscriptions)
    {
        decimal chargedToDate = Charged(subscriptions, months.Start, months.AsOf);
        decimal chargedThisMonth = chargedToDate + Charged(subscriptions, months.AsOf, months.End);
        decimal charged = months.IsCurrent ? chargedThisMonth : Charged(subscriptions, months.NextStart, months.NextEnd);

        // The spend is known: only the future has an interval.
        decimal spent = accounts.Sum(account => _conversion.Spent(account, converter.Currency));
        bool isSpentKnown = subscriptions.Count > 0 || accounts.Exists(account => account.IsObservedIn(months));
        StackReadings readings = StackReadings.Of(accounts, months, calendar);
        List<(decimal? Point, decimal? Low, decimal? High)> rest = known.ConvertAll(account => RestOf(account));
        Sum thisMonth = Sum.Of(rest).Plus(spent);
        Sum usage = months.IsCurrent ? thisMonth : Sum.Of(known.ConvertAll(account => MonthOf(account)));
        CostForecast? least = known.Select(account => account.Forecast!).OrderBy(one => one.Confidence).ThenBy(one => one.Coverage).FirstOrDefault();

        // An account whose early figure doesn't cause alerts isn't the one that runs out first.
        CostForecast? first = known.Select(account => account.Forecast!).Where(one => one is { RunsOutAt: not null, IsEarly: false }).MinBy(one => one.RunsOutAt);
        return new CostForecast
        {
            Account = CostForecast.WholeStack,
            Currency = converter.Currency,
            Month = DateOnly.FromDateTime(calendar.ToZone(months.NextStart).Date).ToString("yyyy-MM", CultureInfo.InvariantCulture),
            Total = Amount.Round(usage.Total + charged),
            Low = Amount.Round(usage.Low + charged),
            High = Amount.Round(usage.High + charged),
            Usage = Amount.Round(usage.Total),
            Subscriptions = Amount.Round(charged),
            DailyBurn = Amount.Round(SumOf(known, forecast => forecast.DailyBurn)),
            MonthToDate = isSpentKnown ? Amount.Round(spent + chargedToDate) : null,
            ThisMonth = Amount.Round(thisMonth.Total + chargedThisMonth),
            ThisMonthLow = Amount.Round(thisMonth.Low + chargedThisMonth),
            ThisMonthHigh = Amount.Round(thisMonth.High + chargedThisMonth),
            Balance = Amount.Round(BesideOf(known, forecast => forecast.Balance)),
            BalanceAtMonthEnd = Amount.Round(BesideOf(known, forecast => forecast.BalanceAtMonthEnd)),
            RunsOutAt = first?.RunsOutAt,
            RunsOutEarly = first?.RunsOutEarly,
            RunsOutLate = first?.RunsOutLate,
            Method = Method,
            WindowDays = WindowDays,
            ConfidenceLevel = ConfidenceLevel,
            Coverage = least?.Coverage ?? 0m,
            DaysObserved = least?.DaysObserved ?? 0m,
            Confidence = accounts.Count > known.Count ? ForecastConfidence.Low : least?.Confidence ?? ForecastConfidence.High,
            Reason = ReasonOf(readings, least, first),
            IsEarly = known.Exists(account => account.IsEarly),
            IsApproximate = accounts.Exists(account => account.IsApproximate),
            AsOf = calendar.ToZone(months.AsOf),
            ObservedTo = readings.ObservedTo,
            StaleSince = readings.StaleSince,
        };
    }

    private (decimal? Point, decimal? Low, decimal? High) RestOf(AccountOutlook account) => (
        ToCome(account, account.RestOfMonth), ToCome(account, account.RestOfMonthLow), ToCome(account, account.RestOfMonthHigh));

    private (decimal? Point, decimal? Low, decimal? High) MonthOf(AccountOutlook account) => (
        ToCome(account, account.Forecast!.Total), ToCome(account, account.Forecast.Low), ToCome(account, account.Forecast.High));

    private decimal? ToCome(AccountOutlook account, decimal? amount) => _conversion.ToCome(amount, account.Currency, converter.Currency);

    private decimal Charged(List<Subscription> subscriptions, DateTimeOffset from, DateTimeOffset to) =>
        subscriptions.Sum(one => _conversion.CostIn(one, from, to, converter.Currency));

    // The sum of the figures of the accounts that have one, or null if none has.
    private decimal? SumOf(List<AccountOutlook> accounts, Func<CostForecast, decimal?> figure)
    {
        List<decimal> amounts = accounts.Select(account => ToCome(account, figure(account.Forecast!))).OfType<decimal>().ToList();
        return amounts.Count == 0 ? null : amounts.Sum();
    }

    // A balance that isn't used may have no exchange rate, because its cost of 0 doesn't need one. Then the sum is unknown.
    private decimal? BesideOf(List<AccountOutlook> accounts, Func<CostForecast, decimal?> figure)
    {
        List<AccountOutlook> having = accounts.Where(account => figure(account.Forecast!) is not null).ToList();
        List<decimal> amounts = having
            .Select(account => _conversion.Beside(figure(account.Forecast!), account.Currency, converter.Currency))
            .OfType<decimal>()
            .ToList();
        return having.Count == 0 || amounts.Count < having.Count ? null : amounts.Sum();
    }

    private static string ReasonOf(StackReadings readings, CostForecast? least, CostForecast? first)
    {
        if (least is null)
        {
            return "Includes subscriptions only.";
        }

        string left = readings.WithoutForecast is { } without ? $"No forecast, only spend so far: {without}. " : "";
        string unread = readings.NotReadThisMonth is { } names ? $"Not read this month: {names}. " : "";
        string stale = readings is { StaleAccounts: { } old, StaleSince: { } since }
            ? string.Create(CultureInfo.InvariantCulture, $"Not read since {since:yyyy-MM-dd HH:mm}: {old}. ")
            : "";
        string runsOut = first is null ? "" : $" '{first.Account}' runs out first.";
        return $"{left}{unread}{stale}Lowest confidence: '{least.Account}': {least.Reason}{runsOut}";
    }

    private List<UnconvertedAmount> Unconverted(IEnumerable<AccountOutlook> accounts, IEnumerable<Subscription> subscriptions)
    {
        Dictionary<string, MissingExchangeRate> missing = converter.Missing.ToDictionary(rate => rate.From);
        return accounts.Select(account => (account.Currency, Spent: _conversion.Spent(account, account.Currency)))
            .Concat(subscriptions.Select(one => (one.Currency, Spent: _conversion.CostIn(one, months.Start, months.AsOf, one.Currency))))
            .GroupBy(amount => amount.Currency)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new UnconvertedAmount(group.Key, Amount.Round(group.Sum(amount => amount.Spent)), missing[group.Key]))
            .ToList();
    }

    private readonly record struct Sum(decimal Total, decimal? Low, decimal? High)
    {
        public static Sum Of(List<(decimal? Point, decimal? Low, decimal? High)> forecasts)
        {
            if (forecasts.Count == 0)
            {
                return default(Sum) with { Low = 0m, High = 0m };
            }

            (decimal? low, decimal? high) = ForecastInterval.Combine(forecasts);
            return new Sum(forecasts.Sum(forecast => forecast.Point) ?? 0m, low, high);
        }

        public Sum Plus(decimal spent) => new(Total + spent, Low + spent, High + spent);
    }
}
