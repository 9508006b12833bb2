namespace CostCompass.Budgets;

/// <summary>
/// Checks the current month against a budget. Spend counts on its day at the rate of that day. Forecast spend is spread evenly over the
/// month after the last reading of its account, at today's rate. Subscriptions count on the day of their charge: at its start, which
/// isn't over yet at that time, as in a <see cref="StackSummary"/>.
/// </summary>
/// <param name="months">The current month.</param>
/// <param name="rates">The user's exchange rates.</param>
/// <param name="calendar">The calendar of the requested time zone.</param>
public sealed class BudgetCheck(MonthSpan months, ExchangeRateTable rates, ZoneCalendar calendar)
{
    /// <summary>Checks a budget.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="accounts">Every account. Those outside the budget's scope are ignored.</param>
    /// <param name="subscriptions">Every subscription. They count in a budget of the whole stack.</param>
    /// <exception cref="CostException"><c>ExchangeRateMissing</c>: the budget can't be checked without the rate. <c>AmountOutOfRange</c>.</exception>
    public CostBudgetStatus Of(CostBudget budget, IEnumerable<AccountOutlook> accounts, IReadOnlyList<Subscription> subscriptions)
    {
        List<AccountOutlook> covered = accounts.Where(account => budget.Covers(account.Account, account.Provider)).ToList();
        var converter = new CurrencyConverter(rates, budget.Currency);
        SortedDictionary<DateOnly, decimal> days = [];
        foreach (DatedAmount amount in covered.SelectMany(account => account.Days).Where(day => day.Day >= months.FirstDay))
        {
            Add(days, amount.Day, Convert(converter, amount));
        }

        StackReadings readings = StackReadings.Of(covered, months, calendar);
        bool isWhole = budget.Scope == BudgetScope.WholeStack;
        bool hasCharges = isWhole && subscriptions.Count > 0;
        bool isSpentKnown = hasCharges || covered.Exists(account => account.IsObservedIn(months));
        bool isKnown = readings.WithoutForecast is null && (covered.Count > 0 || hasCharges);
        decimal spent = days.Values.Sum();
        decimal early = 0m;
        foreach (AccountOutlook account in covered)
        {
            decimal rest = Convert(converter, new DatedAmount(months.Today, account.Currency, account.RestOfMonth ?? 0m));
            if (account.IsEarly)
            {
                early += rest;
            }
            else
            {
                Spread(days, rest, Instant.Later(account.LastSeen, months.Start));
            }
        }

        if (isWhole)
        {
            var costs = new SubscriptionCosts(calendar);
            foreach (DatedAmount charge in subscriptions.SelectMany(one => costs.Charged(one, months.Start, months.End)))
            {
                Add(days, charge.Day, ConvertCharge(converter, charge));
            }

            spent += subscriptions.SelectMany(one => costs.Charged(one, months.Start, months.AsOf)).Sum(charge => ConvertCharge(converter, charge));
        }

        // An early figure is shown but doesn't cause a warning.
        decimal relied = Amount.Round(days.Values.Sum());
        spent = Amount.Round(spent);
        BudgetState state = spent > budget.Amount ? BudgetState.Exceeded
            : readings.StaleSince is not null ? BudgetState.Stale
            : relied > budget.Amount ? BudgetState.Forecast
            : !isSpentKnown && !isKnown ? BudgetState.Unknown
            : BudgetState.Ok;
        return new CostBudgetStatus
        {
            Name = budget.Name,
            Amount = budget.Amount,
            Currency = budget.Currency,
            Scope = budget.Scope,
            Account = budget.Account,
            Provider = budget.Provider,
            State = state,
            Spent = isSpentKnown ? spent : null,
            Forecast = isKnown ? Amount.Round(relied + early) : null,
            WithoutForecast = readings.WithoutForecast,
            NotReadThisMonth = readings.NotReadThisMonth,
            ObservedTo = readings.ObservedTo,
            StaleSince = readings.StaleSince,
            StaleAccounts = readings.StaleAccounts,
            Remaining = isSpentKnown ? budget.Amount - spent : null,
            ExceededOn = state is BudgetState.Ok or BudgetState.Unknown ? null : FirstDayAbove(days, budget.Amount),
            IsEarly = covered.Exists(account => account.IsEarly),
            IsApproximate = covered.Exists(account => account.IsApproximate),
            AsOf = calendar.ToZone(months.AsOf),
        };
    }

    private static DateOnly? FirstDayAbove(SortedDictionary<DateOnly, decimal> days, decimal amount)
    {
        decimal sum = 0m;
        foreach ((DateOnly day, decimal spent) in days)
        {
            sum += spent;
            if (Amount.Round(sum) > amount)
            {
                return day;
            }
        }

        return null;
    }

    // Spread evenly over the month from a time in it.
    private void Spread(SortedDictionary<DateOnly, decimal> days, decimal rest, DateTimeOffset from)
    {
        for (DateTimeOffset start = from; start < months.End;)
        {
            DateTimeOffset next = calendar.Next(calendar.StartOf(start, CalendarUnit.Day), CalendarUnit.Day);
            Add(days, DateOnly.FromDateTime(calendar.ToZone(start).Date), rest * ((decimal)(next - start).Ticks / (months.End - from).Ticks));
            start = next;
        }
    }

    private static void Add(SortedDictionary<DateOnly, decimal> days, DateOnly day, decimal amount) =>
        days[day] = days.GetValueOrDefault(day) + amount;

    // Future amounts have no exchange rate other than today's.
    private decimal ConvertCharge(CurrencyConverter converter, in DatedAmount charge) =>
        Convert(converter, charge.Day > months.Today ? charge with { Day = months.Today } : charge);

    private static decimal Convert(CurrencyConverter converter, in DatedAmount amount) =>
        converter.Convert(amount) ?? throw converter.Missing[^1].ToException();
}
