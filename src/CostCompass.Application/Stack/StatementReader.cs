using CostCompass.Views.Statements;

namespace CostCompass.Application;

/// <summary>Reads the data of a statement from the store, each history once.</summary>
/// <param name="store">The store.</param>
/// <param name="catalog">The prices.</param>
/// <param name="stack">All accounts and subscriptions, at the requested time and in the requested month.</param>
/// <param name="stopToken">Cancelled when the user stops the pipeline.</param>
public sealed class StatementReader(SqlCostStore store, DeepSeekPriceCatalog catalog, StackFigures stack, CancellationToken stopToken)
{
    private const int UsualDays = 90;
    private const string DefaultCurrency = "USD";

    // The currencies of DeepSeek's price lists.
    private static readonly string[] _priced = ["USD", "CNY"];

    private readonly HistoryReader _history = new(store);

    /// <summary>Reads a statement.</summary>
    /// <param name="after">The start of the span of balances, days and models, or null for 90 days.</param>
    /// <param name="before">The end of that span, exclusive, or null for the current time.</param>
    /// <exception cref="CostException"><c>SpanEmpty</c>, <c>SpanOutsideMonth</c>, <c>MonthNotObserved</c>, <c>NothingToReport</c>.</exception>
    public StatementSources Read(DateTimeOffset? after, DateTimeOffset? before)
    {
        (DateTimeOffset from, DateTimeOffset to) = SpanOf(after, before);
        stack.RequireObserved();
        LastReading.RequireMaximumAge(stack.Question.MaximumAge);
        var span = StatementSpan.For(from, to, _history.FindSeries().Count(series => series.HasLevel));
        List<StatementAccount> accounts = ReadAccounts(from, span);
        if (accounts.Count == 0 && stack.Subscriptions.Count == 0)
        {
            throw MonthErrors.NothingToReport();
        }

        (IReadOnlyList<ModelSpend> models, IReadOnlyList<UnpricedCalls> unpriced) = ReadModels(accounts, from, to);
        return new StatementSources
        {
            AsOf = stack.Present,
            IsMonthOver = stack.IsMonthOver,
            Calendar = stack.Calendar,
            Span = span,
            Currency = stack.CurrencyFor(accounts.Select(account => account.Outlook)),
            Accounts = accounts,
            Subscriptions = stack.Subscriptions,
            Rates = stack.Rates,
            Budgets = store.Budgets.Read(),
            Models = models,
            Unpriced = unpriced,
            ConfidenceLevel = stack.Question.ConfidenceLevel,
        };
    }

    private (DateTimeOffset From, DateTimeOffset To) SpanOf(DateTimeOffset? after, DateTimeOffset? before)
    {
        // A reading at exactly that time is known at that time.
        DateTimeOffset end = stack.Present + Instant.Resolution;
        DateTimeOffset to = before is { } bound ? Instant.Earlier(bound, end) : end;
        DateTimeOffset from = after ?? stack.Calendar.FirstInstantOf(stack.Calendar.ToZone(Instant.LastBefore(to)).Date.AddDays(1 - UsualDays));
        if (from >= to)
        {
            throw MonthErrors.SpanEmptyOfReport(from.UtcDateTime, to.UtcDateTime);
        }

        if (to <= stack.Calendar.StartOf(stack.Present, CalendarUnit.Month))
        {
            throw MonthErrors.SpanOutsideMonth(to.UtcDateTime, stack.Calendar.ToZone(stack.Present));
        }

        return (from, to);
    }

    // The accounts with data, one entry per currency that ever had money.
    private List<StatementAccount> ReadAccounts(DateTimeOffset from, StatementSpan span)
    {
        var reader = new StackReader(store, stack.Question, stack.Present) { KnownUntil = stack.KnownUntil };
        var accounts = new List<StatementAccount>();
        foreach ((StoredSeries series, ForecastRequest request, ForecastBasis basis) in reader.ReadBases(_history, from))
        {
            stopToken.ThrowIfCancellationRequested();
            AccountOutlook outlook = reader.OutlookOf(_history, series, request, basis);
            accounts.Add(StatementAccount.Of(request, basis, reader.ReadSteps(_history, series.Key, basis, from), outlook, series.HasLevel, span));
        }

        return accounts;
    }

    // The cost of the metered calls in the span, by account and model, in the currency of the account's balance.
    private (IReadOnlyList<ModelSpend> Models, IReadOnlyList<UnpricedCalls> Unpriced) ReadModels(List<StatementAccount> accounts, DateTimeOffset from, DateTimeOffset to)
    {
        var models = new List<ModelSpend>();
        var unpriced = new List<UnpricedCalls>();
        foreach (AccountName account in store.Usage.ReadAccounts())
        {
            var question = new CostQuestion { Currency = CurrencyOf(account, accounts), After = from, Before = to };
            var sums = new CostSummation(catalog, question, UsageGrouping.Model, stack.Calendar);
            foreach (StoredCall stored in store.Usage.Read(account, from, to))
            {
                stopToken.ThrowIfCancellationRequested();
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
