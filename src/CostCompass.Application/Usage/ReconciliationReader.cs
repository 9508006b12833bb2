namespace CostCompass.Application;

/// <summary>Reads the three sources of a reconciliation from the store.</summary>
/// <param name="store">The store.</param>
/// <param name="catalog">The prices.</param>
/// <param name="span">The span.</param>
/// <param name="asOf">Balance data after this time is ignored.</param>
/// <param name="stopToken">Cancelled when the user stops the pipeline.</param>
public sealed class ReconciliationReader(
    SqlCostStore store, DeepSeekPriceCatalog catalog, Interval span, DateTimeOffset asOf, CancellationToken stopToken)
{
    private const string Provider = "DeepSeek";
    private const string DefaultCurrency = "USD";

    private readonly HistoryReader _history = new(store);
    private IReadOnlyList<AccountName>? _accounts;

    /// <summary>The accounts with data in any source, by name.</summary>
    public IReadOnlyList<AccountName> Accounts => _accounts ??= [.. _history.FindSeries(provider: NamePattern.Exactly(Provider))
        .Select(series => series.Key.Account)
        .Concat(store.Usage.ReadAccounts())
        .Concat(store.Exports.ReadAccounts())
        .Distinct()
        .Order()];

    /// <summary>The span to compare. The default is the current month until now.</summary>
    /// <param name="after">The start, or null.</param>
    /// <param name="before">The end, or null.</param>
    /// <param name="asOf">The time up to which data is known.</param>
    /// <param name="calendar">The calendar in which the month begins.</param>
    /// <exception cref="CostException"><c>SpanEmpty</c>.</exception>
    public static Interval SpanOf(DateTimeOffset? after, DateTimeOffset? before, DateTimeOffset asOf, ZoneCalendar calendar)
    {
        DateTimeOffset to = before is { } end ? Instant.Earlier(end, asOf) : asOf;
        DateTimeOffset from = after ?? calendar.StartOf(to - Instant.Resolution, CalendarUnit.Month);
        return from < to ? new Interval(from, to) : throw MonthErrors.SpanEmpty(from, to);
    }

    /// <summary>The accounts whose names match.</summary>
    /// <param name="name">A name or a wildcard pattern.</param>
    /// <exception cref="CostException"><c>NothingToCompare</c> if a plain name has no data.</exception>
    public IReadOnlyList<AccountName> Find(NamePattern name) =>
        name.Find(Accounts, account => account.Text, () => UsageErrors.NothingToCompare(AccountName.Shown(name.Text)));

    /// <summary>Compares the sources in each currency in which the account spent money, or in the requested currency.</summary>
    /// <param name="account">The account.</param>
    /// <param name="currency">The currency, or null for all.</param>
    public IEnumerable<DeepSeekReconciliation> Read(AccountName account, string? currency)
    {
        StoredExport export = store.Exports.Read(account, span.From, span.To).Export;
        List<StoredSeries> series = _history.FindSeries(provider: NamePattern.Exactly(Provider)).Where(one => one.Key.Account == account).ToList();
        var tallies = series.ToDictionary(one => one.Key.Currency, one => Balance(one.Key, IntervalSet.None), StringComparer.OrdinalIgnoreCase);
        List<string> spent = tallies.Where(one => one.Value.Total.Amount > 0m).Select(one => one.Key)
            .Union(export.Costs.Select(one => one.Row.Currency))
            .ToList();
        List<string> asked = !string.IsNullOrEmpty(currency) ? [currency.ToUpperInvariant()]
            : spent.Count > 0 ? [.. spent.Order(StringComparer.Ordinal)]
            : [StoredSeries.Paying(series)?.Key.Currency ?? DefaultCurrency];
        foreach (string code in asked)
        {
            yield return Compare(account, code, series.Find(one => one.Key.Currency == code)?.Key, export, [.. spent.Where(other => other != code)]);
        }
    }

    private DeepSeekReconciliation Compare(
        AccountName account, string currency, BalanceSeriesKey? series, StoredExport stored, IReadOnlyList<string> others)
    {
        var export = new ExportTally(stored, catalog, currency, span);
        BalanceTally balance = series is null ? new BalanceTally(span) : Balance(series, export.Coverage);
        var usage = new UsageTally(catalog, currency, span, export.Coverage, balance.Observed);
        foreach (StoredCall one in store.Usage.Read(account, span.From - UsageTally.Lag, span.To))
        {
            stopToken.ThrowIfCancellationRequested();
            usage.Add(one.Call);
        }

        return Reconciler.Compare(new ReconciliationSources
        {
            Account = account.Text,
            Currency = currency,
            Span = span,
            Balance = balance,
            Usage = usage,
            Export = export,
            OtherCurrencies = others,
        });
    }

    private BalanceTally Balance(BalanceSeriesKey series, IntervalSet exported)
    {
        var tally = new BalanceTally(span, exported);
        foreach (SpendStep step in _history.ReadSteps(series, span.From, asOf))
        {
            stopToken.ThrowIfCancellationRequested();
            tally.Add(step);
        }

        return tally;
    }
}
