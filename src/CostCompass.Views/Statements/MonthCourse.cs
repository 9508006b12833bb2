namespace CostCompass.Views.Statements;

/// <summary>
/// The cumulative cost of the current month, including subscriptions, and its forecast. The last points of the spend and of the
/// forecast are the month to date and the forecast of a <see cref="CostSummary"/>.
/// </summary>
public sealed record MonthCourse
{
    /// <summary>The ISO 4217 code of all amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>The first day of the month.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>The spend by the end of each day, from 0 at the start of the month to the oldest last reading of all accounts.</summary>
    public required IReadOnlyList<MonthPoint> Spent { get; init; }

    /// <summary>The course after that reading by the end of each day: known spend of the other accounts, and forecasts. Empty if there is no basis for a forecast.</summary>
    public required IReadOnlyList<MonthPoint> Ahead { get; init; }

    /// <summary>The budgets of the whole stack in this currency.</summary>
    public required IReadOnlyList<CostBudget> Budgets { get; init; }

    /// <summary>The forecast of the whole month with its interval, or null.</summary>
    public MonthPoint? End => Ahead.Count > 0 ? Ahead[^1] : null;

    /// <summary>Calculates the course of the month.</summary>
    /// <param name="months">The month.</param>
    /// <param name="calendar">The calendar of the requested time zone.</param>
    /// <param name="converter">Converts to the requested currency. Every rate exists.</param>
    /// <param name="accounts">The accounts that can be converted.</param>
    /// <param name="subscriptions">The subscriptions that can be converted.</param>
    /// <param name="budgets">Every budget. Those that aren't drawn here are ignored.</param>
    public static MonthCourse Of(
        MonthSpan months,
        ZoneCalendar calendar,
        CurrencyConverter converter,
        IReadOnlyList<StatementAccount> accounts,
        IReadOnlyList<Subscription> subscriptions,
        IEnumerable<CostBudget> budgets)
    {
        DateTimeOffset known = KnownUntil(months, accounts);
        var costs = new SubscriptionCosts(calendar);
        var course = new Course(months, calendar, converter, accounts, known)
        {
            Charges = subscriptions.SelectMany(one => costs.Charged(one, months.Start, known)).ToList(),
            ChargesAhead = subscriptions.SelectMany(one => costs.Charged(one, known, months.End)).ToList(),
        };
        List<MonthPoint> spent = course.Spent();
        return new MonthCourse
        {
            Currency = converter.Currency,
            FirstDay = months.FirstDay,
            Spent = spent,
            Ahead = course.Ahead(spent[^1]),
            Budgets = budgets.Where(budget => budget.Scope == BudgetScope.WholeStack && budget.Currency == converter.Currency).ToList(),
        };
    }

    // After the oldest last reading of all accounts, the sum is unknown.
    private static DateTimeOffset KnownUntil(MonthSpan months, IEnumerable<StatementAccount> accounts) => accounts
        .Select(account => Instant.Later(account.Outlook.LastSeen, months.Start))
        .Append(months.AsOf)
        .Min();

    private sealed class Course(
        MonthSpan months, ZoneCalendar calendar, CurrencyConverter converter, IReadOnlyList<StatementAccount> accounts, DateTimeOffset known)
    {
        private readonly DateOnly _knownDay = DateOnly.FromDateTime(calendar.ToZone(known).Date);
        private readonly ILookup<DateOnly, decimal> _days = accounts
            .SelectMany(account => account.Outlook.Days)
            .Where(amount => amount.Day >= months.FirstDay)
            .ToLookup(amount => amount.Day, amount => converter.Convert(amount) ?? 0m);

        public required List<DatedAmount> Charges { get; init; }

        public required List<DatedAmount> ChargesAhead { get; init; }

        // By the end of each day, and by the last reading.
        public List<MonthPoint> Spent()
        {
            DateTimeOffset dayStart = calendar.StartOf(known, CalendarUnit.Day);
            decimal share = (decimal)(known - dayStart).Ticks / (calendar.Next(dayStart, CalendarUnit.Day) - dayStart).Ticks;
            List<MonthPoint> points = [new MonthPoint(0m, 0m)];
            for (DateOnly day = months.FirstDay; day < _knownDay; day = day.AddDays(1))
            {
                points.Add(new MonthPoint(day.Day, Amount.Round(SpentBy(day) + ChargedBy(day, Charges))));
            }

            if (share > 0m)
            {
                decimal amount = SpentBy(_knownDay.AddDays(-1)) + accounts.Sum(account => SpentOnKnownDay(account, share)) + ChargedBy(_knownDay, Charges);
                points.Add(new MonthPoint(_knownDay.Day - 1 + share, Amount.Round(amount)));
            }

            return points;
        }

        // The expected spend of every account by the end of a day at today's burn rate, in addition to its known spend and charges.
        public List<MonthPoint> Ahead(MonthPoint start)
        {
            if (ChargesAhead.Count == 0 && !accounts.Any(account => account.Fan.Count > 0))
            {
                return [];
            }

            List<MonthPoint> points = [start with { Low = start.Amount, High = start.Amount }];
            for (DateOnly day = _knownDay; day < months.FirstDay.AddMonths(1); day = day.AddDays(1))
            {
                List<(decimal? Point, decimal? Low, decimal? High)> parts = accounts.SelectMany(account => ToComeBy(account, day)).ToList();
                decimal reached = SpentBy(day) + ChargedBy(day, Charges) + ChargedBy(day, ChargesAhead);
                (decimal? low, decimal? high) = parts.Count == 0 ? (0m, 0m) : ForecastInterval.Combine(parts);
                points.Add(new MonthPoint(
                    day.Day, Amount.Round(reached + parts.Sum(part => part.Point ?? 0m)), Amount.Round(reached + low), Amount.Round(reached + high)));
            }

            return points;
        }

        private decimal SpentBy(DateOnly day) => _days.Where(amounts => amounts.Key <= day).Sum(amounts => amounts.Sum());

        // An account that was read later spent evenly over its day.
        private decimal SpentOnKnownDay(StatementAccount account, decimal share)
        {
            decimal spent = account.Outlook.Days.Where(amount => amount.Day == _knownDay).Sum(amount => converter.Convert(amount) ?? 0m);
            return DateOnly.FromDateTime(calendar.ToZone(account.Outlook.LastSeen).Date) > _knownDay ? spent * share : spent;
        }

        // Future amounts have no exchange rate other than today's.
        private decimal ChargedBy(DateOnly day, List<DatedAmount> charges) => charges
            .Where(charge => charge.Day <= day)
            .Sum(charge => converter.Convert(charge.Day > months.Today ? charge with { Day = months.Today } : charge) ?? 0m);

        // An account that was read up to the end of a day has no expected spend by then.
        private IEnumerable<(decimal? Point, decimal? Low, decimal? High)> ToComeBy(StatementAccount account, DateOnly day) => account.Fan
            .Where(fan => fan.Day == day)
            .Select(fan => (AtToday(account, fan.Total), AtToday(account, fan.Low), AtToday(account, fan.High)));

        private decimal? AtToday(StatementAccount account, decimal? amount) =>
            amount is { } known ? converter.Convert(new DatedAmount(months.Today, account.Outlook.Currency, known)) : null;
    }
}
