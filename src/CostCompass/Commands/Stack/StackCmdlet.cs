using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>A command that combines all accounts and subscriptions.</summary>
public abstract class StackCmdlet : CostCompassCmdlet
{
    private IReadOnlyList<CostExchangeRate>? _given;
    private ExchangeRateTable? _rates;
    private DateTimeOffset? _knownUntil;
    private IReadOnlyList<Subscription>? _subscriptions;

    /// <summary>The forecast method. The default is TrailingAverage, which continues the burn rate of the trailing days.</summary>
    [Parameter]
    public ForecastMethod Method { get; set; } = ForecastMethod.TrailingAverage;

    /// <summary>The number of trailing days from which the burn rate is calculated. The default is 7.</summary>
    [Parameter]
    [ValidateRange(1, 366)]
    public int WindowDays { get; set; } = 7;

    /// <summary>The probability, in percent, that the confidence interval contains the actual value. The default is 80.</summary>
    [Parameter]
    [ValidateRange(50, 99)]
    public int ConfidenceLevel { get; set; } = 80;

    /// <summary>The time zone of days and months, as an IANA or Windows name. The default is the local time zone. Providers bill in UTC.</summary>
    [Parameter]
    [TimeZoneTransformation]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Local;

    /// <summary>Returns the result as it would have been at this time. The default is the current time.</summary>
    [Parameter]
    [InstantTransformation]
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>
    /// How old the last reading of an account can be before its figures are stale. The default is one day, or four times the usual interval
    /// between readings if that is longer.
    /// </summary>
    [Parameter]
    [Alias("StaleAfter")]
    public TimeSpan MaximumAge { get; set; } = LastReading.UsualMaximumAge;

    /// <summary>The first day of the requested month, or null for the current month.</summary>
    private protected virtual DateOnly? MonthShown => null;

    /// <summary>The time up to which histories are read. All figures of one output use the same time.</summary>
    private protected DateTimeOffset KnownUntil => _knownUntil ??= AsOf ?? Now;

    /// <summary>The current time of the figures: the time up to which histories are read, or the end of a past month.</summary>
    private protected DateTimeOffset Present => MonthShown is { } month ? PresentOf(month) : KnownUntil;

    /// <summary>The calendar of the time zone that was requested.</summary>
    private protected ZoneCalendar Calendar => new(TimeZone);

    /// <summary>The user's exchange rates.</summary>
    private protected ExchangeRateTable Rates => _rates ??= new ExchangeRateTable(Given);

    /// <summary>The user's subscriptions.</summary>
    private protected IReadOnlyList<Subscription> Subscriptions => _subscriptions ??= Store.Subscriptions.Read();

    /// <summary>The first day of the month before the current one.</summary>
    private protected DateOnly LastMonthOf() => FirstDayOf(KnownUntil).AddMonths(-1);

    private DateOnly FirstDayOf(DateTimeOffset instant) => DateOnly.FromDateTime(Calendar.StartOf(instant, CalendarUnit.Month).Date);

    private DateTimeOffset PresentOf(DateOnly month)
    {
        DateOnly current = FirstDayOf(KnownUntil);
        if (month > current)
        {
            throw new CostException(
                "MonthNotBegun",
                CostErrorKind.InvalidInput,
                string.Create(CultureInfo.InvariantCulture, $"{month:yyyy-MM} hasn't started yet."),
                "Use Get-CostForecast -WholeStack -Month.");
        }

        return month == current ? KnownUntil : Instant.LastBefore(Calendar.FirstInstantOf(month.AddMonths(1).ToDateTime(TimeOnly.MinValue)));
    }

    private IReadOnlyList<CostExchangeRate> Given => _given ??= Store.ExchangeRates.Read();

    /// <summary>The cost of every account and its forecast.</summary>
    /// <param name="isPointOnly">Whether only the figures of this month and the next are needed, without intervals. This reads less.</param>
    private protected List<AccountOutlook> ReadAccounts(bool isPointOnly = false)
    {
        RequireObserved();
        return new StackReader(Store, Calendar, Present)
        {
            KnownUntil = KnownUntil,
            WindowDays = WindowDays,
            Method = Method,
            ConfidenceLevel = ConfidenceLevel,
            MaximumAge = LastReading.RequireMaximumAge(MaximumAge),
            IsPointOnly = isPointOnly,
        }.Read().ToList();
    }

    /// <summary>Fails if there are accounts, but no readings up to the end of a past month: its cost is unknown, not 0.</summary>
    private protected void RequireObserved()
    {
        DateTimeOffset present = Present;
        if (present >= KnownUntil)
        {
            return;
        }

        var reader = new HistoryReader(Store);
        IReadOnlyList<StoredSeries> series = reader.FindSeries();
        if (series.Count > 0 && series.All(one => reader.LastReadingOf(one, present, MaximumAge) is null))
        {
            throw new CostException(
                "MonthNotObserved",
                CostErrorKind.NotFound,
                string.Create(CultureInfo.InvariantCulture, $"The costs in {Calendar.ToZone(present):yyyy-MM} are unknown: there are no readings up to the end of that month."),
                "To see from when the spend is known, run Get-CostSpend.");
        }
    }

    /// <summary>Everything in one currency.</summary>
    /// <param name="accounts">The accounts that were read.</param>
    /// <param name="currency">The currency, or null for the most suitable one.</param>
    /// <param name="isAmortized">Whether charges of subscriptions are spread over the days that they pay for.</param>
    private protected CostSummary Summarize(List<AccountOutlook> accounts, string? currency, bool isAmortized)
    {
        var converter = new CurrencyConverter(Rates, CurrencyFor(accounts, currency));
        return new StackSummary(MonthSpan.Around(Present, Calendar), converter, Calendar, isAmortized).Of(accounts, Subscriptions, ConfidenceLevel);
    }

    /// <summary>The currency of the total.</summary>
    /// <param name="accounts">The accounts that were read.</param>
    /// <param name="asked">The requested currency, or null for the most suitable one.</param>
    private protected string CurrencyFor(IEnumerable<AccountOutlook> accounts, string? asked) => SummaryCurrency.Of(
        asked, accounts.Select(account => account.Currency).Concat(Subscriptions.Select(one => one.Currency)), Given);

    /// <summary>The error if there are no costs.</summary>
    private protected static CostException NothingToSummarize() => new(
        "NothingToSummarize",
        CostErrorKind.NotFound,
        "There is no data to summarize: the store contains no history and no subscriptions.",
        "Run Update-CostSnapshot or Add-CostSubscription.");

    /// <summary>The warning about accounts without a forecast.</summary>
    /// <param name="line">The line of their provider.</param>
    private protected static string ExplainWithoutForecast(CostSummaryLine line) =>
        $"The forecast of {line.Name} in {line.Currency} doesn't include {line.WithoutForecast} account(s) whose burn rate is unknown because no spend is known for the trailing days.";

    /// <summary>Clears the rates and subscriptions, so that they are read again for another current time.</summary>
    private protected void ReadAgain()
    {
        _given = null;
        _rates = null;
        _subscriptions = null;
        _knownUntil = null;
    }
}
