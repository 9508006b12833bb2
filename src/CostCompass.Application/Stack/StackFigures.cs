namespace CostCompass.Application;

/// <summary>All accounts and subscriptions together, at one time. Subscriptions and rates are read once.</summary>
/// <param name="store">The store.</param>
/// <param name="question">The requested figures.</param>
/// <param name="knownUntil">The time up to which histories are read. All figures of one output use the same time.</param>
public sealed class StackFigures(SqlCostStore store, StackQuestion question, DateTimeOffset knownUntil)
{
    private IReadOnlyList<CostExchangeRate>? _given;
    private ExchangeRateTable? _rates;
    private IReadOnlyList<Subscription>? _subscriptions;

    /// <summary>The first day of the requested month, or null for the current month.</summary>
    public DateOnly? Month { get; init; }

    /// <summary>The requested figures.</summary>
    public StackQuestion Question => question;

    /// <summary>The calendar of the requested time zone.</summary>
    public ZoneCalendar Calendar { get; } = question.Calendar;

    /// <summary>The time up to which histories are read.</summary>
    public DateTimeOffset KnownUntil => knownUntil;

    /// <summary>The current time of the figures: the time up to which histories are read, or the end of a past month.</summary>
    /// <exception cref="CostException"><c>MonthNotBegun</c>.</exception>
    public DateTimeOffset Present => Month is { } month ? PresentOf(month) : knownUntil;

    /// <summary>Whether the requested month is over.</summary>
    public bool IsMonthOver => Present < knownUntil;

    /// <summary>The user's exchange rates.</summary>
    public ExchangeRateTable Rates => _rates ??= new ExchangeRateTable(Given);

    /// <summary>The user's subscriptions.</summary>
    public IReadOnlyList<Subscription> Subscriptions => _subscriptions ??= store.Subscriptions.Read();

    private IReadOnlyList<CostExchangeRate> Given => _given ??= store.ExchangeRates.Read();

    /// <summary>The first day of the month before the current one.</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="now">The current time.</param>
    public static DateOnly MonthBefore(ZoneCalendar calendar, DateTimeOffset now) => FirstDayOf(calendar, now).AddMonths(-1);

    /// <summary>The cost of every account and its forecast.</summary>
    /// <param name="isPointOnly">Whether only the figures of this month and the next are needed, without intervals. This reads less.</param>
    /// <exception cref="CostException"><c>MonthNotObserved</c>, <c>InvalidMaximumAge</c>.</exception>
    public List<AccountOutlook> ReadAccounts(bool isPointOnly = false)
    {
        RequireObserved();
        LastReading.RequireMaximumAge(question.MaximumAge);
        return [.. new StackReader(store, question, Present) { KnownUntil = knownUntil, IsPointOnly = isPointOnly }.Read()];
    }

    /// <summary>Throws if there are accounts, but no readings up to the end of a past month: its cost is unknown, not 0.</summary>
    /// <exception cref="CostException"><c>MonthNotObserved</c>.</exception>
    public void RequireObserved()
    {
        DateTimeOffset present = Present;
        if (present >= knownUntil)
        {
            return;
        }

        var reader = new HistoryReader(store);
        IReadOnlyList<StoredSeries> series = reader.FindSeries();
        if (series.Count > 0 && series.All(one => reader.LastReadingOf(one, present, question.MaximumAge) is null))
        {
            throw MonthErrors.MonthNotObserved(Calendar.ToZone(present));
        }
    }

    /// <summary>Everything in one currency, or null if there are no accounts and no subscriptions.</summary>
    /// <param name="accounts">The accounts that were read.</param>
    /// <param name="isAmortized">Whether charges of subscriptions are spread over the days that they pay for.</param>
    public CostSummary? Summarize(List<AccountOutlook> accounts, bool isAmortized = false) => accounts.Count == 0 && Subscriptions.Count == 0
        ? null
        : new StackSummary(MonthSpan.Around(Present, Calendar), new CurrencyConverter(Rates, CurrencyFor(accounts)), Calendar, isAmortized)
            .Of(accounts, Subscriptions, question.ConfidenceLevel);

    /// <summary>Forecasts a month of everything in one currency.</summary>
    /// <param name="month">The first day of the month, or null for the month after the current one.</param>
    /// <param name="isAmortized">Whether charges of subscriptions are spread over the days that they pay for.</param>
    public StackForecast Forecast(DateOnly? month, bool isAmortized)
    {
        List<AccountOutlook> accounts = [.. new StackReader(store, question, Present) { KnownUntil = knownUntil, Month = month }.Read()];
        var converter = new CurrencyConverter(Rates, CurrencyFor(accounts));
        DateOnly first = MonthForecast.RequireMonth(month, DateOnly.FromDateTime(Calendar.ToZone(Present).Date));
        return new StackForecaster(MonthSpan.Around(Present, Calendar, first), converter, Calendar, isAmortized)
        {
            WindowDays = question.WindowDays,
            Method = question.Method,
            ConfidenceLevel = question.ConfidenceLevel,
        }.Of(accounts, Subscriptions);
    }

    /// <summary>The status of a budget.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="accounts">The accounts that were read.</param>
    public CostBudgetStatus Check(CostBudget budget, IReadOnlyList<AccountOutlook> accounts) =>
        new BudgetCheck(MonthSpan.Around(Present, Calendar), Rates, Calendar).Of(budget, accounts, Subscriptions);

    /// <summary>The currency of the total.</summary>
    /// <param name="accounts">The accounts that were read.</param>
    public string CurrencyFor(IEnumerable<AccountOutlook> accounts) => SummaryCurrency.Of(
        question.Currency, accounts.Select(account => account.Currency).Concat(Subscriptions.Select(one => one.Currency)), Given);

    private DateTimeOffset PresentOf(DateOnly month)
    {
        DateOnly current = FirstDayOf(Calendar, knownUntil);
        if (month > current)
        {
            throw MonthErrors.MonthNotBegun(month);
        }

        return month == current ? knownUntil : Instant.LastBefore(Calendar.FirstInstantOf(month.AddMonths(1).ToDateTime(TimeOnly.MinValue)));
    }

    private static DateOnly FirstDayOf(ZoneCalendar calendar, DateTimeOffset instant) => DateOnly.FromDateTime(calendar.StartOf(instant, CalendarUnit.Month).Date);
}
