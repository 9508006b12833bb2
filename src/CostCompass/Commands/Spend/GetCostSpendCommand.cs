using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Gets the spend of accounts, with the quality of each figure. Without parameters, it returns the spend of every account by day.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CostSpend", DefaultParameterSetName = SpanSet, HelpUri = HelpPage.Folder + "Get-CostSpend.md")]
[OutputType(typeof(CostSpend))]
public sealed class GetCostSpendCommand : HistoryCmdlet
{
    private const string SpanSet = "Span";
    private const string MonthSet = "MonthToDate";

    // Totals over several accounts of a provider, filled one account after the other.
    private readonly Dictionary<(string Provider, string Currency), ProviderSpend> _providers = [];

    /// <summary>Returns only accounts of this provider. Wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProviderNameCompleter))]
    public string? Provider { get; set; }

    /// <summary>Returns only spend at or after this time. A window that crosses this time counts in proportion.</summary>
    [Parameter(ParameterSetName = SpanSet)]
    [Alias("Since")]
    [InstantTransformation]
    public DateTimeOffset? After { get; set; }

    /// <summary>Returns only spend before this time. A window that crosses this time counts in proportion.</summary>
    [Parameter(ParameterSetName = SpanSet)]
    [Alias("Until")]
    [InstantTransformation]
    public DateTimeOffset? Before { get; set; }

    /// <summary>Returns only spend of the current month, as one figure for each account and currency unless you specify -GroupBy.</summary>
    [Parameter(ParameterSetName = MonthSet, Mandatory = true)]
    public SwitchParameter MonthToDate { get; set; }

    /// <summary>How spend is grouped: Window, Hour, Day, Week, Month, Account or Provider. The default is Day. Window returns every window between two snapshots.</summary>
    [Parameter]
    public SpendGrouping GroupBy { get; set; } = SpendGrouping.Day;

    /// <summary>The time zone of hours, days, weeks and months, as an IANA or Windows name. The default is the local time zone. DeepSeek bills in UTC.</summary>
    [Parameter]
    [TimeZoneTransformation]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Local;

    /// <summary>Estimates the spend of windows in which a top-up hides it, from the suggested top-up or else the previous burn rate.</summary>
    [Parameter]
    public SwitchParameter IncludeEstimate { get; set; }

    /// <summary>Returns the spend as it was known at this time. The default is the current time.</summary>
    [Parameter]
    [InstantTransformation]
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>
    /// How old the last reading of an account can be before its figures are stale. The default is one day, or four times the usual interval
    /// between readings if that is longer.
    /// </summary>
    [Parameter]
    public TimeSpan MaximumAge { get; set; } = LastReading.UsualMaximumAge;

    private protected override void Process()
    {
        LastReading.RequireMaximumAge(MaximumAge);
        DateTimeOffset asOf = AsOf ?? Now;
        var calendar = new ZoneCalendar(TimeZone);
        DateTimeOffset from = MonthToDate ? calendar.StartOf(asOf, CalendarUnit.Month) : After ?? DateTimeOffset.MinValue;

        // The time of the last reading is part of what is known.
        DateTimeOffset to = Before is { } before ? Instant.Earlier(before, asOf) : asOf;
        SpendGrouping grouping = MonthToDate && !MyInvocation.BoundParameters.ContainsKey(nameof(GroupBy)) ? SpendGrouping.Account : GroupBy;
        WriteRead(Read(FindSeriesByCurrency(Provider), grouping, calendar, from, to, asOf));
    }

    private IEnumerable<object> Read(
        IReadOnlyList<StoredSeries> found, SpendGrouping grouping, ZoneCalendar calendar, DateTimeOffset from, DateTimeOffset to, DateTimeOffset asOf)
    {
        var reader = new HistoryReader(Store);
        foreach (StoredSeries series in found)
        {
            IEnumerable<SpendStep> steps = Interruptible(reader.ReadEstimatedSteps(series.Key, from, asOf, IncludeEstimate));
            LastReading? last = grouping == SpendGrouping.Window ? null : reader.LastReadingOf(series, asOf, MaximumAge);
            if (MonthToDate && last is { } reading && reading.At < from && HistoryReader.EverHeldMoney(series, false))
            {
                yield return new WarningRecord(NotReadThisMonth(series.Key, reading.At));
            }

            if (grouping == SpendGrouping.Provider)
            {
                AddToProvider(series, SpendSummation.Parts(steps, from, to), from, to, last);
                continue;
            }

            IEnumerable<CostSpend?> rows = grouping switch
            {
                SpendGrouping.Window => WindowsOf(series.Key, steps, from, to, calendar),
                SpendGrouping.Account => [Of(series.Key, SpendSummation.Total(steps, from, to), calendar, grouping, last)],
                _ => SpendSummation.ByUnit(steps, from, to, calendar, UnitOf(grouping)).Select(total => Of(series.Key, total, calendar, grouping, last)),
            };
            foreach (CostSpend row in rows.OfType<CostSpend>())
            {
                yield return row;
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Attempt(null, () =>
    {
        var calendar = new ZoneCalendar(TimeZone);
        foreach (((string provider, string currency), ProviderSpend spend) in _providers)
        {
            if (Of(null, provider, currency, spend.Total, calendar, SpendGrouping.Provider, spend.StaleSince) is { } row)
            {
                WriteObject(row with
                {
                    ObservedTo = spend.ObservedTo is { } to ? calendar.ToZone(to) : null,
                    NotObserved = spend.NotObserved.Count > 0 ? string.Join(", ", spend.NotObserved) : null,
                });
            }
        }
    });

    private static CalendarUnit UnitOf(SpendGrouping grouping) => grouping switch
    {
        SpendGrouping.Hour => CalendarUnit.Hour,
        SpendGrouping.Day => CalendarUnit.Day,
        SpendGrouping.Week => CalendarUnit.Week,
        _ => CalendarUnit.Month,
    };

    private IEnumerable<SpendStep> Interruptible(IEnumerable<SpendStep> steps)
    {
        foreach (SpendStep step in steps)
        {
            StopToken.ThrowIfCancellationRequested();
            yield return step;
        }
    }

    private static IEnumerable<CostSpend?> WindowsOf(
        BalanceSeriesKey series, IEnumerable<SpendStep> steps, DateTimeOffset from, DateTimeOffset to, ZoneCalendar calendar)
    {
        foreach (SpendStep step in steps)
        {
            if (WindowCut.Part(step.Window, from, to) is { } window)
            {
                var total = new SpendTotal(window.From, window.To);
                total.Add(window);

                // A part of a window doesn't show when the payment was.
                bool isWhole = window.From == step.Window.From && window.To == step.Window.To;
                yield return Of(series, total, calendar, SpendGrouping.Window, null) is { } row
                    ? row with { SuggestedTopUp = isWhole ? window.SuggestedTopUp : null }
                    : null;
            }
        }
    }

    private void AddToProvider(
        StoredSeries series, IEnumerable<SpendWindow> parts, DateTimeOffset from, DateTimeOffset to, LastReading? last)
    {
        if (!_providers.TryGetValue((series.Key.Provider, series.Key.Currency), out ProviderSpend? provider))
        {
            provider = new ProviderSpend(new SpendTotal(from, to));
            _providers.Add((series.Key.Provider, series.Key.Currency), provider);
        }

        DateTimeOffset? observedTo = null;
        foreach (SpendWindow part in parts)
        {
            provider.Total.Add(part);
            observedTo = part.To;
        }

        if (observedTo is { } until)
        {
            provider.ObservedTo = Earliest(provider.ObservedTo, until);
        }
        else if (last?.At < to && HistoryReader.EverHeldMoney(series, false))
        {
            provider.NotObserved.Add(series.Key.Account.Text);
        }

        if (last?.StaleSince is { } stale && stale < to)
        {
            provider.StaleSince = Earliest(provider.StaleSince, stale);
        }
    }

    private static DateTimeOffset Earliest(DateTimeOffset? known, DateTimeOffset other) => known is { } one ? Instant.Earlier(one, other) : other;

    private static CostSpend? Of(BalanceSeriesKey series, SpendTotal total, ZoneCalendar calendar, SpendGrouping grouping, LastReading? last)
    {
        // A span that continues after the last reading isn't completely known.
        DateTimeOffset? stale = last?.StaleSince is { } since && since < total.To ? since : null;
        return Of(series.Account.Text, series.Provider, series.Currency, total, calendar, grouping, stale);
    }

    private static CostSpend? Of(
        string? account, string provider, string currency, SpendTotal total, ZoneCalendar calendar, SpendGrouping grouping, DateTimeOffset? stale) =>
        total is not { ObservedFrom: { } observedFrom, ObservedTo: { } observedTo } ? null : new CostSpend
        {
            Account = account,
            Provider = provider,
            Currency = currency,
            From = calendar.ToZone(total.From == DateTimeOffset.MinValue ? observedFrom : total.From),
            To = calendar.ToZone(total.To),
            Amount = total.Amount,
            Low = total.Low,
            High = total.High,
            LikelyLow = total.LikelyLow,
            LikelyHigh = total.LikelyHigh,
            Quality = total.Quality,
            TopUp = total.TopUp,
            Grant = total.Grant,
            GroupBy = grouping,
            ObservedFrom = calendar.ToZone(observedFrom),
            ObservedTo = calendar.ToZone(observedTo),
            StaleSince = stale is { } since ? calendar.ToZone(since) : null,
        };

    private static string NotReadThisMonth(BalanceSeriesKey series, DateTimeOffset last) => string.Create(
        CultureInfo.InvariantCulture,
        $"The spend of the account '{series.Account}' in {series.Currency} this month is unknown: the last snapshot was taken at {last.UtcDateTime:yyyy-MM-dd HH:mm}Z. Run Update-CostSnapshot.");

    private sealed class ProviderSpend(SpendTotal total)
    {
        public SpendTotal Total { get; } = total;

        public DateTimeOffset? ObservedTo { get; set; }

        public DateTimeOffset? StaleSince { get; set; }

        public List<string> NotObserved { get; } = [];
    }
}
