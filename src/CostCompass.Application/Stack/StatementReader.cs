using CostCompass.Views.Statements;

namespace CostCompass.Application;

/// <summary>Reads the data of a statement from the store, each history once.</summary>
/// <param name="store">The store.</param>
/// <param name="catalog">The prices.</param>
/// <param name="calendar">The calendar of the requested time zone.</param>
/// <param name="asOf">The current time of the figures.</param>
public sealed class StatementReader(SqlCostStore store, DeepSeekPriceCatalog catalog, ZoneCalendar calendar, DateTimeOffset asOf)
{
    private const string DefaultCurrency = "USD";

    // The currencies of DeepSeek's price lists.
    private static readonly string[] _priced = ["USD", "CNY"];

    private readonly HistoryReader _history = new(store);

    /// <summary>The time up to which readings are used to determine past spend. Later than the current time if the month is over.</summary>
    public required DateTimeOffset KnownUntil { get; init; }

    /// <summary>The start of the span of balances, days and models.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end of that span, exclusive.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The number of trailing days for the burn rate.</summary>
    public required int WindowDays { get; init; }

    /// <summary>The forecast method.</summary>
    public required ForecastMethod Method { get; init; }

    /// <summary>The confidence level of intervals, in percent.</summary>
    public required int ConfidenceLevel { get; init; }

    /// <summary>The maximum age of the last reading of an account.</summary>
    public required TimeSpan MaximumAge { get; init; }

    /// <summary>Cancelled when the user stops the pipeline.</summary>
    public CancellationToken StopToken { get; init; }

    /// <summary>The span, with the room that each balance has.</summary>
    public StatementSpan Span => StatementSpan.For(From, To, _history.FindSeries().Count(series => series.HasLevel));

    /// <summary>The accounts with data, one entry per currency that ever had money.</summary>
    public List<StatementAccount> ReadAccounts()
    {
        var reader = new StackReader(store, calendar, asOf) { KnownUntil = KnownUntil, WindowDays = WindowDays, Method = Method, ConfidenceLevel = ConfidenceLevel, MaximumAge = MaximumAge };
        var accounts = new List<StatementAccount>();
        foreach ((StoredSeries series, ForecastRequest request, ForecastBasis basis) in reader.ReadBases(_history, From))
        {
            StopToken.ThrowIfCancellationRequested();
            AccountOutlook outlook = reader.OutlookOf(_history, series, request, basis);
            accounts.Add(StatementAccount.Of(request, basis, reader.ReadSteps(_history, series.Key, basis, From), outlook, series.HasLevel, Span));
        }

        return accounts;
    }

    /// <summary>The cost of the metered calls in the span, by account and model, in the currency of the account's balance.</summary>
    /// <param name="accounts">The accounts.</param>
    public (IReadOnlyList<ModelSpend> Models, IReadOnlyList<UnpricedCalls> Unpriced) ReadModels(IReadOnlyList<StatementAccount> accounts)
    {
        var models = new List<ModelSpend>();
        var unpriced = new List<UnpricedCalls>();
        foreach (AccountName account in store.Usage.ReadAccounts())
        {
            var question = new CostQuestion { Currency = CurrencyOf(account, accounts), After = From, Before = To };
            var sums = new CostSummation(catalog, question, UsageGrouping.Model, calendar);
            foreach (StoredCall stored in store.Usage.Read(account, From, To))
            {
                StopToken.ThrowIfCancellationRequested();
                sums.Add(stored.Call);
            }

            models.AddRange(sums.Totals().OrderByDescending(total => total.Cost).Select(total => new ModelSpend(account.Text, total)));
            unpriced.AddRange(sums.Unpriced);
        }

        return (models, unpriced);
    }

    private static string CurrencyOf(AccountName account, IReadOnlyList<StatementAccount> accounts) => accounts
        .Where(one => one.Outlook.Account == account && _priced.Contains(one.Outlook.Currency))
        .MaxBy(one => (one.Outlook.Forecast?.Balance > 0m, one.Outlook.LastSeen))?.Outlook.Currency ?? DefaultCurrency;
}
