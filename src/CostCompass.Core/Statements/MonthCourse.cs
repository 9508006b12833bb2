using CostCompass.Balances;
using CostCompass.Budgets;
using CostCompass.ExchangeRates;
using CostCompass.Spending;
using CostCompass.Subscriptions;
using CostCompass.Summaries;

namespace CostCompass.Statements;

/// <summary>
/// How the cost of the current month adds up, subscriptions included, and how it goes on by the forecast. The last point of what was
/// spent and the last one of what is to come are the month to date and the forecast of a <see cref="CostSummary"/>.
/// </summary>
public sealed record MonthCourse
{
    /// <summary>The ISO 4217 code of every amount here.</summary>
    public required string Currency { get; init; }

    /// <summary>The first day of the month.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>What was spent by the end of each day and by now, from 0 at the start of the month.</summary>
    public required IReadOnlyList<MonthPoint> Spent { get; init; }

    /// <summary>What is to come by the end of each day, from now on; empty when there is nothing to go by.</summary>
    public required IReadOnlyList<MonthPoint> Ahead { get; init; }

    /// <summary>The budgets of the whole stack in this currency.</summary>
    public required IReadOnlyList<CostBudget> Budgets { get; init; }

    /// <summary>The forecast of the whole month with its interval; null when there is none.</summary>
    public MonthPoint? End => Ahead.Count > 0 ? Ahead[^1] : null;

    /// <summary>Adds the month up.</summary>
    /// <param name="months">The month.</param>
    /// <param name="calendar">The calendar of the zone that was asked for.</param>
    /// <param name="converter">Converts into the currency that is wanted; every rate is there.</param>
    /// <param name="accounts">The accounts that can be converted.</param>
    /// <param name="subscriptions">The subscriptions that can be converted.</param>
    /// <param name="budgets">Every budget; those that are not drawn here are left out.</param>
    public static MonthCourse Of(
        MonthSpan months,
        ZoneCalendar calendar,
        CurrencyConverter converter,
        IReadOnlyList<StatementAccount> accounts,
        IReadOnlyList<Subscription> subscriptions,
        IEnumerable<CostBudget> budgets)
    {
        var costs = new SubscriptionCosts(calendar);
        DateTimeOffset dayStart = calendar.StartOf(months.AsOf, CalendarUnit.Day);
        decimal now = months.Today.Day - 1 + ((decimal)(months.AsOf - dayStart).Ticks / (calendar.Next(dayStart, CalendarUnit.Day) - dayStart).Ticks);
        List<MonthPoint> spent = SpentBy(
            [
                .. accounts.SelectMany(account => account.Outlook.Days).Where(day => day.Day >= months.FirstDay),
                .. subscriptions.SelectMany(one => costs.Charged(one, months.Start, months.AsOf)),
            ],
            months,
            converter,
            now);
        List<DatedAmount> charges = subscriptions.SelectMany(one => costs.Charged(one, months.AsOf, months.End)).ToList();
        return new MonthCourse
        {
            Currency = converter.Currency,
            FirstDay = months.FirstDay,
            Spent = spent,
            Ahead = AheadOf(spent[^1], charges, months.Today, converter, accounts),
            Budgets = budgets.Where(budget => budget.Scope == BudgetScope.WholeStack && budget.Currency == converter.Currency).ToList(),
        };
    }

    private static List<MonthPoint> SpentBy(IReadOnlyList<DatedAmount> amounts, MonthSpan months, CurrencyConverter converter, decimal now)
    {
        ILookup<DateOnly, decimal> days = amounts.ToLookup(amount => amount.Day, amount => converter.Convert(amount) ?? 0m);
        List<MonthPoint> points = [new MonthPoint(0m, 0m)];
        decimal sum = 0m;
        for (DateOnly day = months.FirstDay; day <= months.Today; day = day.AddDays(1))
        {
            sum += days[day].Sum();
            decimal at = day < months.Today ? day.Day : now;
            if (at > points[^1].At)
            {
                points.Add(new MonthPoint(at, Amount.Round(sum)));
            }
        }

        return points;
    }

    // What every account is going to spend by a day, at the rate of today, and the charges that are known.
    private static List<MonthPoint> AheadOf(
        MonthPoint now, List<DatedAmount> charges, DateOnly today, CurrencyConverter converter, IReadOnlyList<StatementAccount> accounts)
    {
        List<StatementAccount> forecast = accounts.Where(account => account.Fan.Count > 0).ToList();
        if (forecast.Count == 0 && charges.Count == 0)
        {
            return [];
        }

        int days = DateTime.DaysInMonth(today.Year, today.Month) - today.Day + 1;
        List<MonthPoint> points = [now with { Low = now.Amount, High = now.Amount }];
        for (int day = 0; day < days; day++)
        {
            DateOnly date = today.AddDays(day);
            List<(decimal? Point, decimal? Low, decimal? High)> parts = forecast.ConvertAll(account => (
                Today(account, account.Fan[day].Total), Today(account, account.Fan[day].Low), Today(account, account.Fan[day].High)));
            decimal charged = charges.Where(charge => charge.Day <= date).Sum(charge => converter.Convert(charge with { Day = today }) ?? 0m);
            decimal reached = now.Amount + charged;
            decimal likely = reached + parts.Sum(part => part.Point ?? 0m);
            (decimal? low, decimal? high) = parts.Count == 0 ? (0m, 0m) : ForecastInterval.Combine(parts);
            points.Add(new MonthPoint(date.Day, Amount.Round(likely), Amount.Round(reached + low), Amount.Round(reached + high)));
        }

        return points;

        decimal? Today(StatementAccount account, decimal? amount) =>
            amount is { } known ? converter.Convert(new DatedAmount(today, account.Outlook.Currency, known)) : null;
    }
}
