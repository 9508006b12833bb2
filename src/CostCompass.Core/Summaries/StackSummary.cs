using CostCompass.Balances;
using CostCompass.ExchangeRates;
using CostCompass.Spending;
using CostCompass.Subscriptions;

namespace CostCompass.Summaries;

/// <summary>
/// Adds up what all accounts and subscriptions cost, in one currency. What was spent is converted at the rate of its day, what is
/// to come at the rate of today; where a rate is missing an amount stays in its own currency, beside the sum.
/// </summary>
/// <param name="months">The months that are summed up.</param>
/// <param name="converter">Converts into the currency of the summary.</param>
/// <param name="calendar">The calendar of the zone that was asked for.</param>
/// <param name="isAmortized">Whether charges of subscriptions are spread over the days that they pay for.</param>
/// <param name="staleAfter">After how long without a reading an account is stale.</param>
public sealed class StackSummary(MonthSpan months, CurrencyConverter converter, ZoneCalendar calendar, bool isAmortized, TimeSpan staleAfter)
{
    private readonly SubscriptionCosts _costs = new(calendar);

    /// <summary>Sums up.</summary>
    /// <param name="accounts">The accounts.</param>
    /// <param name="subscriptions">The subscriptions.</param>
    /// <param name="confidenceLevel">The probability in percent with which the intervals of the accounts are meant to hold.</param>
    public CostSummary Of(IReadOnlyList<AccountOutlook> accounts, IReadOnlyList<Subscription> subscriptions, int confidenceLevel)
    {
        List<(CostSummaryLine Line, bool IsConverted)> lines = accounts
            .GroupBy(account => account.Provider, StringComparer.OrdinalIgnoreCase)
            .SelectMany(LinesOf)
            .Concat(LinesOf(subscriptions))
            .ToList();
        List<CostSummaryLine> converted = lines.Where(line => line.IsConverted).Select(line => line.Line).ToList();
        decimal total = converted.Sum(line => line.MonthToDate);
        IEnumerable<CostSummaryLine> shown = lines
            .OrderBy(line => line.Line.Provider is null)
            .ThenBy(line => !line.IsConverted)
            .ThenByDescending(line => line.Line.MonthToDate)
            .Select(line => line.IsConverted && total > 0m ? line.Line with { Share = decimal.Round(line.Line.MonthToDate / total, 4) } : line.Line);
        decimal next = converted.Sum(line => line.ForecastNextMonth ?? 0m);
        (decimal? low, decimal? high) = ForecastInterval.Combine(converted.Select(Bounds));
        return new CostSummary
        {
            AsOf = calendar.ToZone(months.AsOf),
            Currency = converter.Currency,
            MonthToDate = total,
            ForecastThisMonth = converted.Sum(line => line.ForecastThisMonth ?? line.MonthToDate),
            ForecastNextMonth = next,
            Low = low,
            High = high,
            Subscriptions = converted.Where(line => line.Provider is null).Sum(line => line.ForecastNextMonth ?? 0m),
            Lines = new CostSummaryLines(shown.ToList()),
            Unconverted = new UnconvertedAmounts(Unconverted(lines.Where(line => !line.IsConverted).Select(line => line.Line))),
            IsApproximate = lines.Exists(line => line.Line.IsApproximate),
            ConfidenceLevel = confidenceLevel,
        };
    }

    /// <summary>Whether every rate is there that the figures of an account need: if not, the account stays beside the sum.</summary>
    /// <param name="account">The account.</param>
    public bool Includes(AccountOutlook account) => CanConvert(account);

    /// <summary>Whether every rate is there that a subscription needs: if not, it stays beside the sum.</summary>
    /// <param name="subscription">The subscription.</param>
    public bool Includes(Subscription subscription) => CurrencyOf(subscription) == converter.Currency;

    private static (decimal? Point, decimal? Low, decimal? High) Bounds(CostSummaryLine line) => (line.ForecastNextMonth, line.Low, line.High);

    // One line for all that could be converted, and one for each currency that could not.
    private IEnumerable<(CostSummaryLine Line, bool IsConverted)> LinesOf(IGrouping<string, AccountOutlook> provider)
    {
        ILookup<string, AccountOutlook> byCurrency = provider.ToLookup(account => CanConvert(account) ? converter.Currency : account.Currency);
        foreach (IGrouping<string, AccountOutlook> group in byCurrency)
        {
            List<AccountFigures> figures = group.Select(account => Figures(account, group.Key)).ToList();
            (decimal? low, decimal? high) = ForecastInterval.Combine(figures.Select(figure => (figure.Next, figure.Low, figure.High)));
            DateTimeOffset oldest = group.Min(account => account.LastSeen);
            yield return (
                new CostSummaryLine
                {
                    Provider = group.First().Provider,
                    Currency = group.Key,
                    MonthToDate = Round(figures.Sum(figure => figure.MonthToDate)),
                    ForecastThisMonth = figures.Exists(figure => figure.ThisMonth is not null)
                        ? Round(figures.Sum(figure => figure.ThisMonth ?? figure.MonthToDate))
                        : null,
                    ForecastNextMonth = Total(figures.Select(figure => figure.Next)),
                    Low = low is { } lowest ? Round(lowest) : null,
                    High = high is { } highest ? Round(highest) : null,
                    WithoutForecast = figures.Count(figure => figure.Next is null),
                    Accounts = group.Select(account => account.Account).Distinct(StringComparer.OrdinalIgnoreCase).Count(),
                    RunsOutAt = group.Min(account => account.Forecast?.RunsOutAt),
                    Trend = TrendOf(figures),
                    IsApproximate = group.Any(account => account.IsApproximate),
                    StaleSince = months.AsOf - oldest > staleAfter ? calendar.ToZone(oldest) : null,
                },
                group.Key == converter.Currency);
        }
    }

    private IEnumerable<(CostSummaryLine Line, bool IsConverted)> LinesOf(IReadOnlyList<Subscription> subscriptions)
    {
        foreach (IGrouping<string, Subscription> group in subscriptions.GroupBy(CurrencyOf))
        {
            decimal spent = group.Sum(one => CostIn(one, months.Start, months.AsOf, group.Key));
            decimal next = group.Sum(one => CostIn(one, months.End, months.NextEnd, group.Key));
            yield return (
                new CostSummaryLine
                {
                    Currency = group.Key,
                    MonthToDate = Round(spent),
                    ForecastThisMonth = Round(spent + group.Sum(one => CostIn(one, months.AsOf, months.End, group.Key))),
                    ForecastNextMonth = Round(next),
                    Low = Round(next),
                    High = Round(next),
                },
                group.Key == converter.Currency);
        }
    }

    // A subscription is one thing: it is converted whole, or not at all.
    private string CurrencyOf(Subscription subscription) =>
        AmountsOf(subscription, months.Start, months.NextEnd).ToList().TrueForAll(amount => converter.Convert(amount) is not null)
            ? converter.Currency
            : subscription.Currency;

    private decimal CostIn(Subscription subscription, DateTimeOffset from, DateTimeOffset to, string currency) =>
        AmountsOf(subscription, from, to).Sum(amount => In(amount, currency));

    // What is to come has no rate yet but that of today.
    private IEnumerable<DatedAmount> AmountsOf(Subscription subscription, DateTimeOffset from, DateTimeOffset to) => _costs
        .In(subscription, from, to, isAmortized)
        .Select(amount => amount.Day > months.Today ? amount with { Day = months.Today } : amount);

    private bool CanConvert(AccountOutlook account) =>
        account.Currency == converter.Currency
        || (account.Days.Where(day => day.Day >= months.FirstDay).All(day => converter.Convert(day) is not null)
            && converter.Convert(new DatedAmount(months.Today, account.Currency, 1m)) is not null);

    private AccountFigures Figures(AccountOutlook account, string currency)
    {
        decimal spent = account.Days.Where(day => day.Day >= months.FirstDay).Sum(day => In(day, currency));
        return new AccountFigures(
            spent,
            account.RestOfMonth is { } rest ? spent + Today(rest) : null,
            account.Forecast?.Total is { } next ? Today(next) : null,
            account.Forecast?.Low is { } low ? Today(low) : null,
            account.Forecast?.High is { } high ? Today(high) : null,
            TrendOf(account, currency));

        decimal Today(decimal amount) => In(new DatedAmount(months.Today, account.Currency, amount), currency);
    }

    // Whether a rate is there was asked before.
    private decimal In(in DatedAmount amount, string currency) =>
        amount.Currency == currency ? amount.Amount : converter.Convert(amount) ?? throw new InvalidOperationException("A rate is missing that was there.");

    // A day of last month may lack a rate that this month has: then the trend begins later.
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
            .Select(group => new UnconvertedAmount(group.Key, group.Sum(line => line.MonthToDate), missing[group.Key]))
            .ToList();
    }

    private static decimal? Total(IEnumerable<decimal?> amounts) => amounts.ToList() is var all && all.TrueForAll(amount => amount is null)
        ? null
        : Round(all.Sum() ?? 0m);

    private static decimal Round(decimal amount) => decimal.Round(amount, Amount.Decimals);

    private sealed record AccountFigures(
        decimal MonthToDate, decimal? ThisMonth, decimal? Next, decimal? Low, decimal? High, IReadOnlyDictionary<DateOnly, decimal> ByDay);
}
