using CostCompass.Accounts;
using CostCompass.Balances;
using CostCompass.Stores;

namespace CostCompass.Storage;

/// <summary>
/// Where accounts and histories are kept. It stores and finds; what a reading means is decided by the domain.
/// Every method fails with a <see cref="Errors.CostException"/> that names the store and the next step.
/// </summary>
public interface ICostStore
{
    /// <summary>Whether there is a store yet. Reading from none gives nothing; the first write makes one.</summary>
    bool Exists { get; }

    /// <summary>
    /// A mark that is another one after anything was written; null when that cannot be told, and just after a write, when a second one
    /// could leave the mark as it is. Reading it opens nothing.
    /// </summary>
    string? ChangeMark { get; }

    /// <summary>The metered calls in the store.</summary>
    IUsageStore Usage { get; }

    /// <summary>The reservations.</summary>
    IQuoteStore Quotes { get; }

    /// <summary>The usage exports of the console that were imported.</summary>
    IExportStore Exports { get; }

    /// <summary>The definitions of providers that are not built in.</summary>
    IProviderDefinitionStore ProviderDefinitions { get; }

    /// <summary>The checks of the store and its copies.</summary>
    IStoreCare Care { get; }

    /// <summary>What is in the store and where it is.</summary>
    CostStore ReadStatus();

    /// <summary>The price tables that were imported.</summary>
    IPriceTableStore PriceTables { get; }

    /// <summary>The costs that providers report, and those that come from files.</summary>
    IReportStore Reports { get; }

    /// <summary>The subscriptions that the user entered.</summary>
    ISubscriptionStore Subscriptions { get; }

    /// <summary>The rates of exchange that the user gave.</summary>
    IExchangeRateStore ExchangeRates { get; }

    /// <summary>The budgets that the user set.</summary>
    IBudgetStore Budgets { get; }

    /// <summary>The connected accounts, by name.</summary>
    IReadOnlyList<CostAccount> ReadAccounts();

    /// <summary>Adds an account, or changes the one of the same name.</summary>
    /// <param name="account">The account. Its status, currency and last reading are not stored.</param>
    void SaveAccount(CostAccount account);

    /// <summary>Removes an account and leaves its history.</summary>
    /// <param name="name">The account's name.</param>
    /// <returns>Whether there was one.</returns>
    bool RemoveAccount(AccountName name);

    /// <summary>The series of which there is a history, by account, provider and currency, each with its newest snapshot.</summary>
    IReadOnlyList<StoredSeries> ReadSeries();

    /// <summary>
    /// Keeps the store open until the result is disposed, for many reads and writes of this thread in a row. Nothing that takes long, and
    /// nothing of others, is to happen meanwhile; no read is to be under way while something is written. Rows that are not read to their
    /// end by then can be read on.
    /// </summary>
    IDisposable Hold();

    /// <summary>
    /// The snapshots of a series in order: those that reach into a span, and one before it, with which the first window of
    /// the span begins.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, included.</param>
    IEnumerable<BalanceSnapshot> ReadSnapshots(BalanceSeriesKey series, DateTimeOffset from, DateTimeOffset to);

    /// <summary>Puts readings into their series, all in one transaction.</summary>
    /// <param name="readings">The readings, each with the newest instant of its series that was known before the provider was asked.</param>
    /// <returns>For each reading the snapshot that holds it now, and the one before that.</returns>
    IReadOnlyList<RecordedReading> Record(IReadOnlyList<ReadingToRecord> readings);

    /// <summary>Removes the snapshots of a series that begin in a span.</summary>
    /// <param name="series">The series.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, included.</param>
    /// <returns>How many were removed.</returns>
    int RemoveSnapshots(BalanceSeriesKey series, DateTimeOffset from, DateTimeOffset to);

    /// <summary>Merges histories that come in from elsewhere with what is stored, all in one transaction.</summary>
    /// <param name="imports">The series.</param>
    /// <param name="written">Told now and then how many snapshots were written; null when nobody wants to know.</param>
    /// <returns>By how many snapshots the store has grown.</returns>
    long Import(IReadOnlyList<SeriesImport> imports, Action<long>? written = null);

    /// <summary>Every recorded balance event, by instant. Those that were removed are among them, with when they were.</summary>
    IReadOnlyList<CostBalanceEvent> ReadEvents();

    /// <summary>Records events, all in one transaction.</summary>
    /// <param name="events">The events.</param>
    /// <returns>The events with their numbers.</returns>
    IReadOnlyList<CostBalanceEvent> AddEvents(IReadOnlyList<CostBalanceEvent> events);

    /// <summary>Removes an event. What was known before it was removed can still be told.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="at">The instant of the removal.</param>
    /// <returns>Whether there was one.</returns>
    bool RemoveEvent(long id, DateTimeOffset at);

    /// <summary>Removes all that was recorded of an account: snapshots, events, reported costs, reservations, metered calls and exports.</summary>
    /// <param name="account">The account's name.</param>
    /// <returns>How many snapshots and reported costs were removed.</returns>
    int RemoveHistory(AccountName account);
}
