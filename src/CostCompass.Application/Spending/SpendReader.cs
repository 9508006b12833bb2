namespace CostCompass.Application;

/// <summary>Reads the spend of accounts and groups it.</summary>
/// <param name="question">What is asked.</param>
/// <param name="stop">Cancelled when the user stops the command.</param>
public sealed class SpendReader(SpendQuestion question, CancellationToken stop)
{
    // Totals over several accounts of a provider, filled one account after the other.
    private readonly Dictionary<(string Provider, string Currency), ProviderSpend> _providers = [];

    /// <summary>The spend of series, and warnings as a <see cref="ReadWarning"/>. Totals of providers follow with <see cref="ProviderTotals"/>.</summary>
    /// <param name="store">The store.</param>
    /// <param name="found">The series.</param>
    public IEnumerable<object> Read(SqlCostStore store, IReadOnlyList<StoredSeries> found)
    {
        (SpendGrouping grouping, ZoneCalendar calendar, DateTimeOffset asOf) = (question.GroupBy, question.Calendar, question.AsOf);
        (DateTimeOffset from, DateTimeOffset to) = question.Span;
        var reader = new HistoryReader(store);
        foreach (StoredSeries series in found)
        {
            IEnumerable<SpendStep> steps = Interruptible(reader.ReadEstimatedSteps(series.Key, from, asOf, question.IncludeEstimate));
            LastReading? last = grouping == SpendGrouping.Window ? null : reader.LastReadingOf(series, asOf, question.MaximumAge);
            if (question.IsMonthToDate && last is { } reading && reading.At < from && HistoryReader.EverHeldMoney(series, false))
            {
                yield return new ReadWarning(NotReadThisMonth(series.Key, reading.At));
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

    /// <summary>The totals of the providers of all series that were read, for <see cref="SpendGrouping.Provider"/>.</summary>
    public IEnumerable<CostSpend> ProviderTotals()
    {
        ZoneCalendar calendar = question.Calendar;
        foreach (((string provider, string currency), ProviderSpend spend) in _providers)
        {
            if (Of(null, provider, currency, spend.Total, calendar, SpendGrouping.Provider, spend.StaleSince) is { } row)
            {
                yield return row with
                {
                    ObservedTo = spend.ObservedTo is { } to ? calendar.ToZone(to) : null,
                    NotObserved = spend.NotObserved.Count > 0 ? string.Join(", ", spend.NotObserved) : null,
                };
            }
        }
    }

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
            stop.ThrowIfCancellationRequested();
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
        $"The spend of the account '{series.Account}' in {series.Currency} this month is unknown: the last snapshot was taken at {last.UtcDateTime:yyyy-MM-dd HH:mm}Z. {HistoryReader.NextReading}");

    private sealed class ProviderSpend(SpendTotal total)
    {
        public SpendTotal Total { get; } = total;

        public DateTimeOffset? ObservedTo { get; set; }

        public DateTimeOffset? StaleSince { get; set; }

        public List<string> NotObserved { get; } = [];
    }
}
