namespace CostCompass.Stack;

/// <summary>
/// Sums the cost of all accounts and subscriptions in one currency. Spend is converted at the rate of its day, and future amounts at
/// today's rate. If a rate is missing, an amount stays in its own currency, separate from the sum.
/// </summary>
/// <param name="months">The months of the summary.</param>
/// <param name="converter">Converts to the currency of the summary.</param>
/// <param name="calendar">The calendar of the requested time zone.</param>
/// <param name="isAmortized">Whether charges of subscriptions are spread over the days that they pay for.</param>
public sealed class StackSummary(MonthSpan months, CurrencyConverter converter, ZoneCalendar calendar, bool isAmortized)
{
    private readonly StackConversion _conversion = new(months, converter, calendar, isAmortized);

    /// <summary>Creates the summary.</summary>
    /// <param name="accounts">The accounts.</param>
    /// <param name="subscriptions">The subscriptions.</param>
    /// <param name="confidenceLevel">The confidence level of the accounts' intervals, in percent.</param>
    public CostSummary Of(IReadOnlyList<AccountOutlook> accounts, IReadOnlyList<Subscription> subscriptions, int confidenceLevel)
    {
        List<(CostSummaryLine Line, bool IsConverted)> lines = accounts
            .GroupBy(account => account.Provider, CostProvider.NameComparer)
            .SelectMany(LinesOf)
            .Concat(LinesOf(subscriptions))
            .ToList();
        List<CostSummaryLine> converted = lines.Where(line => line.IsConverted).Select(line => line.Line).ToList();
        decimal total = converted.Sum(line => line.MonthToDate ?? 0m);
        IEnumerable<CostSummaryLine> shown = lines
            .OrderBy(line => !line.IsConverted)
            .ThenBy(line => line.IsConverted ? "" : line.Line.Currency, StringComparer.Ordinal)
            .ThenBy(line => line.Line.Provider is null)
            .ThenByDescending(line => line.Line.MonthToDate)
            .Select(line => line.IsConverted && total > 0m && line.Line.MonthToDate is { } part ? line.Line with { Share = decimal.Round(part / total, 4) } : line.Line);
        (decimal? low, decimal? high) = ForecastInterval.Combine(converted.Select(Bounds));
        bool hasThisMonth = converted.Exists(line => line.ForecastThisMonth is not null);
        (decimal? thisLow, decimal? thisHigh) = hasThisMonth ? ForecastInterval.Combine(converted.Select(ThisMonthBounds)) : (null, null);
        StackReadings readings = StackReadings.Of(accounts.Where(Includes).ToList(), months, calendar);
        return new CostSummary
        {
            AsOf = calendar.ToZone(months.AsOf),
            ObservedFrom = readings.ObservedFrom,
            StartedThisMonth = readings.StartedThisMonth,
            ObservedTo = readings.ObservedTo,
            StaleSince = readings.StaleSince,
            StaleAccounts = readings.StaleAccounts,
            NotReadThisMonth = readings.NotReadThisMonth,
            WithoutForecast = readings.WithoutForecast,
            Currency = converter.Currency,
            MonthToDate = converted.Exists(line => line.MonthToDate is not null) ? total : null,
            ForecastThisMonth = hasThisMonth ? converted.Sum(line => line.ForecastThisMonth ?? line.MonthToDate ?? 0m) : null,
            ThisMonthLow = thisLow,
            ThisMonthHigh = thisHigh,
            ForecastNextMonth = converted.Exists(line => line.ForecastNextMonth is not null) ? converted.Sum(line => line.ForecastNextMonth ?? 0m) : null,
            Low = low,
            High = high,
            Subscriptions = converted.Where(line => line.Provider is null).Sum(line => line.ForecastNextMonth ?? 0m),
            Trend = Trend.SumOf(converted.Select(line => line.Trend).OfType<Trend>().ToList()),
            Lines = new JoinedList<CostSummaryLine>(shown.ToList()),
            Unconverted = new JoinedList<UnconvertedAmount>(Unconverted(lines.Where(line => !line.IsConverted).Select(line => line.Line))),
            IsEarly = converted.Exists(line => line.IsEarly),
            IsApproximate = lines.Exists(line => line.Line.IsApproximate),
            ConfidenceLevel = confidenceLevel,
        };
    }

    /// <summary>Whether all exchange rates for the figures of an account exist. If not, the account isn't in the sum.</summary>
    /// <param name="account">The account.</param>
    public bool Includes(AccountOutlook account) => _conversion.CanConvert(account);

    /// <summary>Whether all exchange rates for a subscription exist. If not, it isn't in the sum.</summary>
    /// <param name="subscription">The subscription.</param>
    public bool Includes(Subscription subscription) => _conversion.CurrencyOf(subscription) == converter.Currency;

    private static (decimal? Point, decimal? Low, decimal? High) Bounds(CostSummaryLine line) => (line.ForecastNextMonth, line.Low, line.High);

    // An amount without a forecast stays at the spend.
    private static (decimal? Point, decimal? Low, decimal? High) ThisMonthBounds(CostSummaryLine line) => line.ForecastThisMonth is { } point
        ? (point, line.ThisMonthLow, line.ThisMonthHigh)
        : (line.MonthToDate ?? 0m, line.MonthToDate ?? 0m, line.MonthToDate ?? 0m);

    // One line for everything that could be converted, and one for each currency that couldn't.
    private IEnumerable<(CostSummaryLine Line, bool IsConverted)> LinesOf(IGrouping<string, AccountOutlook> provider)
    {
        ILookup<string, AccountOutlook> byCurrency = provider.ToLookup(account => _conversion.CanConvert(account) ? converter.Currency : account.Currency);
        foreach (IGrouping<string, AccountOutlook> group in byCurrency)
        {
            List<AccountFigures> figures = group.Select(account => Figures(account, group.Key)).ToList();
            (decimal? low, decimal? high) = ForecastInterval.Combine(figures.Select(figure => (figure.Next, figure.Low, figure.High)));
            (decimal? thisLow, decimal? thisHigh) = ForecastInterval.Combine(figures.Select(figure => figure.ThisMonth is { } point
                ? ((decimal?)point, figure.ThisMonthLow, figure.ThisMonthHigh)
                : (figure.MonthToDate, figure.MonthToDate, figure.MonthToDate)));
            bool hasThisMonth = figures.Exists(figure => figure.ThisMonth is not null);
            StackReadings readings = StackReadings.Of(group.ToList(), months, calendar);
            yield return (
                new CostSummaryLine
                {
                    Provider = group.First().Provider,
                    Currency = group.Key,
                    MonthToDate = group.Any(account => account.IsObservedIn(months)) ? Amount.Round(figures.Sum(figure => figure.MonthToDate)) : null,
                    ForecastThisMonth = hasThisMonth ? Amount.Round(figures.Sum(figure => figure.ThisMonth ?? figure.MonthToDate)) : null,
                    ThisMonthLow = hasThisMonth && thisLow is { } thisLowest ? Amount.Round(thisLowest) : null,
                    ThisMonthHigh = hasThisMonth && thisHigh is { } thisHighest ? Amount.Round(thisHighest) : null,
                    ForecastNextMonth = Total(figures.Select(figure => figure.Next)),
                    Low = low is { } lowest ? Amount.Round(lowest) : null,
                    High = high is { } highest ? Amount.Round(highest) : null,
                    WithoutForecast = figures.Count(figure => figure.Next is null),
                    Accounts = group.Select(account => account.Account).Distinct().Count(),
                    RunsOutAt = group.Min(account => account.Forecast?.RunsOutAt),
                    Trend = TrendOf(figures),
                    IsApproximate = group.Any(account => account.IsApproximate),
                    IsEarly = group.Any(account => account.IsEarly),
                    ObservedTo = readings.ObservedTo,
                    StaleSince = readings.StaleSince,
                },
                group.Key == converter.Currency);
        }
    }

    private IEnumerable<(CostSummaryLine Line, bool IsConverted)> LinesOf(IReadOnlyList<Subscription> subscriptions)
    {
        foreach (IGrouping<string, Subscription> group in subscriptions.GroupBy(_conversion.CurrencyOf))
        {
            decimal spent = group.Sum(one => _conversion.CostIn(one, months.Start, months.AsOf, group.Key));
            decimal next = group.Sum(one => _conversion.CostIn(one, months.NextStart, months.NextEnd, group.Key));
            decimal thisMonth = Amount.Round(spent + group.Sum(one => _conversion.CostIn(one, months.AsOf, months.End, group.Key)));
            yield return (
                new CostSummaryLine
                {
                    Currency = group.Key,
                    MonthToDate = Amount.Round(spent),
                    ForecastThisMonth = thisMonth,
                    ThisMonthLow = thisMonth,
                    ThisMonthHigh = thisMonth,
                    ForecastNextMonth = Amount.Round(next),
                    Low = Amount.Round(next),
                    High = Amount.Round(next),
                },
                group.Key == converter.Currency);
        }
    }

    private AccountFigures Figures(AccountOutlook account, string currency)
    {
        decimal spent = _conversion.Spent(account, currency);
        return new AccountFigures(
            spent,
            spent + ToCome(account.RestOfMonth),
            spent + ToCome(account.RestOfMonthLow),
            spent + ToCome(account.RestOfMonthHigh),
            ToCome(account.Forecast?.Total),
            ToCome(account.Forecast?.Low),
            ToCome(account.Forecast?.High),
            TrendOf(account, currency));

        decimal? ToCome(decimal? amount) => _conversion.ToCome(amount, account.Currency, currency);
    }

    // A day of last month may have no rate even if this month has one. Then the trend begins later.
    private Dictionary<DateOnly, decimal> TrendOf(AccountOutlook account, string currency)
    {
        var days = new Dictionary<DateOnly, decimal>();
        foreach (DatedAmount day in account.Days)
        {
            if ((day.Currency == currency ? day.Amount : converter.Convert(day)) is { } amount)
            {
                days[day.Day] = days.GetValueOrDefault(day.Day) + amount;
            }
        }

        return days;
    }

    private Trend TrendOf(List<AccountFigures> figures)
    {
        DateOnly today = months.Today;
        return new Trend(Enumerable.Range(1 - Trend.Days, Trend.Days)
            .Select(offset => today.AddDays(offset))
            .Select(day => figures.Exists(figure => figure.ByDay.ContainsKey(day)) ? figures.Sum(figure => figure.ByDay.GetValueOrDefault(day)) : (decimal?)null)
            .ToList());
    }

    private List<UnconvertedAmount> Unconverted(IEnumerable<CostSummaryLine> lines)
    {
        Dictionary<string, MissingExchangeRate> missing = converter.Missing.ToDictionary(rate => rate.From);
        return lines
            .GroupBy(line => line.Currency)
            .Select(group => new UnconvertedAmount(group.Key, group.Sum(line => line.MonthToDate ?? 0m), missing[group.Key]))
            .ToList();
    }

    private static decimal? Total(IEnumerable<decimal?> amounts) => amounts.ToList() is var all && all.TrueForAll(amount => amount is null)
        ? null
        : Amount.Round(all.Sum() ?? 0m);

    private sealed record AccountFigures(
        decimal MonthToDate,
        decimal? ThisMonth,
        decimal? ThisMonthLow,
        decimal? ThisMonthHigh,
        decimal? Next,
        decimal? Low,
        decimal? High,
        IReadOnlyDictionary<DateOnly, decimal> ByDay);
}
