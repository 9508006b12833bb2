using CostCompass.Storage.Files;

namespace CostCompass.Storage.Sql;

/// <summary>
/// Stores accounts and histories. It stores and finds data, and the domain interprets it. Its SQL statements are the same for every database.
/// <see cref="StoreDatabase"/> determines how a database is reached and how writes are coordinated. Every method throws a
/// <see cref="CostException"/> that names the store and the next step.
/// </summary>
public abstract class SqlCostStore
{
    private static readonly IReadOnlyList<(string Table, string Column)> NamesOfAccounts =
    [
        ("account", "name"), ("series", "account"), ("balance_event", "account"), ("usage_account", "account"), ("report_series", "account"), ("quote", "account"),
        ("export_account", "account"),
    ];

    /// <summary>Creates the store object. Nothing is opened or created.</summary>
    /// <param name="database">Its database.</param>
    /// <param name="definitionFolder">The folder with the provider definitions, which stay on this computer: they determine where keys are sent.</param>
    private protected SqlCostStore(StoreDatabase database, string definitionFolder)
    {
        Database = database;
        PriceTables = new PriceTableStore(database);
        Usage = new UsageStore(database);
        Reports = new ReportStore(database);
        Subscriptions = new SubscriptionStore(database);
        ExchangeRates = new ExchangeRateStore(database);
        Budgets = new BudgetStore(database);
        Quotes = new QuoteStore(database);
        Exports = new ExportStore(database);
        ProviderDefinitions = new ProviderDefinitionFolder(definitionFolder);
    }

    /// <summary>The database.</summary>
    internal StoreDatabase Database { get; }

    /// <summary>Whether the store exists. Without one, reads return nothing, and the first write creates it.</summary>
    public bool Exists => Database.Exists;

    /// <summary>
    /// A mark that changes with every write. Null if it is unknown, and just after a write, when a second one might not change the mark.
    /// Reading it opens nothing.
    /// </summary>
    public string? ChangeMark => Database.ChangeMark;

    /// <summary>The imported price tables.</summary>
    public PriceTableStore PriceTables { get; }

    /// <summary>The metered calls in the store.</summary>
    public UsageStore Usage { get; }

    /// <summary>The costs that providers report, and those that come from files.</summary>
    public ReportStore Reports { get; }

    /// <summary>The user's subscriptions.</summary>
    public SubscriptionStore Subscriptions { get; }

    /// <summary>The user's exchange rates.</summary>
    public ExchangeRateStore ExchangeRates { get; }

    /// <summary>The user's budgets.</summary>
    public BudgetStore Budgets { get; }

    /// <summary>The reservations.</summary>
    public QuoteStore Quotes { get; }

    /// <summary>The imported usage exports of the console.</summary>
    public ExportStore Exports { get; }

    /// <summary>The definitions of providers that aren't built in.</summary>
    public ProviderDefinitionFolder ProviderDefinitions { get; }

    /// <summary>The checks of the store and its copies.</summary>
    public abstract IStoreCare Care { get; }

    /// <summary>The path of the file, or the host and the database of a server. Never a password.</summary>
    public abstract string ShownName { get; }

    /// <summary>Creates the store if it doesn't exist. An existing store isn't changed, so that users without write permission can read it.</summary>
    public void Make()
    {
        if (!Exists)
        {
            Database.Write(_ => true);
        }
    }

    /// <summary>
    /// Keeps the store open until the result is disposed, for many reads and writes of this thread in a row. In the meantime, nothing must take
    /// long, no other code must run, and nothing must be written during a read. Rows that aren't read to their end by then can still
    /// be read.
    /// </summary>
    public IDisposable Hold() => Database.Hold();

    /// <summary>The content and the location of the store.</summary>
    public CostStore ReadStatus() => Database.ReadOr(Describe(), Count);

    /// <summary>
    /// The connected accounts, by name. If several names can't be distinguished, it is the first one. An account with a field that can't be read
    /// has <see cref="CostAccount.Damage"/>, and the other accounts aren't affected.
    /// </summary>
    public IReadOnlyList<CostAccount> ReadAccounts() => Database.ReadOr([], connection => connection.Query(
        "SELECT name, provider, base_uri, key_source, key_reference, secret_vault FROM account ORDER BY name",
        ReadAccount)
        .DistinctBy(account => new AccountName(account.Name))
        .OrderBy(account => new AccountName(account.Name)).ToList());

    /// <summary>Adds an account, or changes the one with the same name.</summary>
    /// <param name="account">The account. Its status, currency and last reading aren't stored.</param>
    public void SaveAccount(CostAccount account) => Database.Write(connection =>
    {
        connection.Claim(StoreClaim.Accounts);
        return connection.Run(
            """
            INSERT INTO account (name, provider, base_uri, key_source, key_reference, secret_vault) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (name) DO UPDATE SET provider = $2, base_uri = $3, key_source = $4, key_reference = $5, secret_vault = $6
            """,
            StoredName.OfAccount(connection, account.Name), account.Provider, account.BaseUri.AbsoluteUri, account.KeySource, account.KeyReference, account.SecretVault);
    });

    /// <summary>Removes an account and keeps its history.</summary>
    /// <param name="name">The account's name.</param>
    /// <returns>Whether it existed.</returns>
    public bool RemoveAccount(AccountName name) => Database.WriteOr(0, connection =>
    {
        connection.Claim(StoreClaim.Accounts);
        return connection.Run("DELETE FROM account WHERE name = $1", StoredName.OfAccount(connection, name));
    }) > 0;

    /// <summary>Renames an account, including everything that was recorded for it and its budgets, in one transaction.</summary>
    /// <param name="name">The account's name. The account doesn't have to be connected.</param>
    /// <param name="newName">The new name. It may differ from the old one only in case.</param>
    /// <returns>Whether there was any data with that name.</returns>
    /// <exception cref="CostException"><c>AccountExists</c> if the new name is in use.</exception>
    public bool RenameAccount(AccountName name, AccountName newName) => Database.WriteOr(false, connection =>
    {
        connection.Claim(StoreClaim.Accounts, StoreClaim.Budgets, StoreClaim.Account(name), StoreClaim.Account(newName));
        RequireFree(connection, name, newName);
        bool isFound = false;
        foreach ((string table, string column) in NamesOfAccounts.Append(("budget", "account")))
        {
            foreach (string stored in StoredName.SpellingsOf(connection, table, column, name))
            {
                connection.Run($"UPDATE {table} SET {column} = $2 WHERE {column} = $1", stored, newName);
                isFound |= table != "budget";
            }
        }

        return isFound;
    });

    /// <summary>Checks whether an account can be renamed, and changes nothing.</summary>
    /// <param name="name">The account's name.</param>
    /// <param name="newName">The new name.</param>
    /// <returns>Whether the store has an account or a history of that name.</returns>
    /// <exception cref="CostException"><c>AccountExists</c> if the new name is in use.</exception>
    public bool RequireRenamable(AccountName name, AccountName newName) => Database.ReadOr(false, connection =>
    {
        RequireFree(connection, name, newName);
        return NamesOfAccounts.Any(one => StoredName.SpellingsOf(connection, one.Table, one.Column, name).Count > 0);
    });

    /// <summary>The series with a history, by account, provider and currency, each with its newest snapshot.</summary>
    public IReadOnlyList<StoredSeries> ReadSeries() => Database.ReadOr([], connection => new SnapshotTable(connection).ReadSeries());

    /// <summary>
    /// The snapshots of a series in order: those that overlap a span, and the one before it, which starts the first window of the span.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, inclusive.</param>
    public IEnumerable<BalanceSnapshot> ReadSnapshots(BalanceSeriesKey series, DateTimeOffset from, DateTimeOffset to) =>
        Database.Stream(connection =>
        {
            var table = new SnapshotTable(connection);
            return table.FindSeries(series) is { } found ? table.Span(found.Id, from, to) : [];
        });

    /// <summary>Adds readings to their series in one transaction.</summary>
    /// <param name="readings">The readings.</param>
    /// <param name="newestBefore">
    /// The newest time of each series before the provider was queried. If a reading isn't later than this time, the clock has been set back, and
    /// the reading is placed at the end of its series.
    /// </param>
    /// <returns>For each reading, the snapshot that contains it now.</returns>
    public IReadOnlyList<RecordedReading> Record(
        IReadOnlyList<BalanceReading> readings, IReadOnlyDictionary<BalanceSeriesKey, DateTimeOffset>? newestBefore = null) => Database.Write(connection =>
    {
        connection.Claim([.. readings.Select(reading => StoreClaim.Account(reading.Account))]);
        var table = new SnapshotTable(connection);
        var recorded = new List<RecordedReading>(readings.Count);
        foreach (BalanceReading reading in readings)
        {
            (long series, BalanceSeriesKey key) = table.RequireSeries(reading.Series);
            DateTimeOffset at = Instant.Truncate(reading.At);
            if (newestBefore?.TryGetValue(reading.Series, out DateTimeOffset before) is true && at <= before && table.Newest(series) is { } newest)
            {
                at = newest.LastSeen + Instant.Resolution;
            }

            SeriesChange change = table.Place(series, at, reading.Levels);
            bool isNew = change.Removed.Count != 1 || change.Added.Count != 1;
            recorded.Add(new RecordedReading(key, change.Result, isNew && !change.IsEmpty));
        }

        return recorded;
    });

    /// <summary>Removes the snapshots of a series that start in a span.</summary>
    /// <param name="series">The series.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, inclusive.</param>
    /// <returns>The number of snapshots that were removed.</returns>
    public int RemoveSnapshots(BalanceSeriesKey series, DateTimeOffset from, DateTimeOffset to) => Database.WriteOr(0, connection =>
    {
        connection.Claim(StoreClaim.Account(series.Account));
        var table = new SnapshotTable(connection);
        return table.FindSeries(series) is { } found ? table.Remove(found.Id, from, to) : 0;
    });

    /// <summary>Merges imported histories with the stored ones in one transaction.</summary>
    /// <param name="imports">The series.</param>
    /// <returns>The number of snapshots that were added.</returns>
    public long Import(IReadOnlyList<SeriesImport> imports) => Import([.. imports.Select(import => import.Key.Account)], imports);

    /// <summary>
    /// Merges imported histories with the stored ones in one transaction. They are read as they are needed, and from the beginning if the write is
    /// repeated. If reading fails, the store isn't changed. A series can come in several parts: they result in the same history as one part.
    /// </summary>
    /// <param name="accounts">The accounts of the series. Other accounts aren't imported.</param>
    /// <param name="imports">The series, or parts of them.</param>
    /// <param name="written">Called after each part with the number of rows so far, or null if it isn't needed.</param>
    /// <param name="sameTime">Called with each series and time that has two different readings, or null if it isn't needed.</param>
    /// <returns>The number of snapshots that were added.</returns>
    public long Import(
        IReadOnlyCollection<AccountName> accounts,
        IEnumerable<SeriesImport> imports,
        Action<long>? written = null,
        Action<BalanceSeriesKey, DateTimeOffset>? sameTime = null) => Database.Write(connection =>
    {
        connection.Claim([.. accounts.Select(StoreClaim.Account)]);
        var table = new SnapshotTable(connection);
        long grown = 0;
        long rows = 0;
        foreach ((BalanceSeriesKey key, IReadOnlyList<BalanceSnapshot> incoming) in imports)
        {
            grown += table.Merge(table.RequireSeries(key).Id, incoming, at => sameTime?.Invoke(key, at));
            rows += incoming.Count;
            written?.Invoke(rows);
        }

        return grown;
    });

    /// <summary>Every recorded balance event, by time, including removed ones with the time of their removal.</summary>
    public IReadOnlyList<CostBalanceEvent> ReadEvents() => Database.ReadOr([], Events);

    /// <summary>Records events in one transaction.</summary>
    /// <param name="events">The events.</param>
    /// <returns>The events with their numbers.</returns>
    public IReadOnlyList<CostBalanceEvent> AddEvents(IReadOnlyList<CostBalanceEvent> events) => Database.Write(connection => events.Select(one => one with
    {
        Id = connection.ReadInteger(
            "INSERT INTO balance_event (account, currency, kind, amount, at, recorded_at, since) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
            one.Account, one.Currency, one.Kind, StoredValue.Nano(one.Amount), one.At, one.RecordedAt, one.Since),
    }).ToList());

    /// <summary>Removes an event. Results as of an earlier time still include it.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="at">The time of the removal.</param>
    /// <returns>Whether it existed.</returns>
    public bool RemoveEvent(long id, DateTimeOffset at) => Database.WriteOr(0, connection =>
        connection.Run("UPDATE balance_event SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL", id, at)) > 0;

    /// <summary>Removes all data of an account: snapshots, events, reported costs, reservations, metered calls and exports.</summary>
    /// <param name="account">The account's name.</param>
    /// <returns>The number of snapshots and reported costs that were removed.</returns>
    public int RemoveHistory(AccountName account) => Database.WriteOr(0, connection =>
    {
        connection.Claim(StoreClaim.Account(account));
        string stored = StoredName.OfHistory(connection, account);
        connection.Run("DELETE FROM snapshot_piece WHERE series_id IN (SELECT id FROM series WHERE account = $1)", stored);
        int removed = connection.Run("DELETE FROM snapshot WHERE series_id IN (SELECT id FROM series WHERE account = $1)", stored);
        connection.Run("DELETE FROM series WHERE account = $1", stored);
        foreach (CostBalanceEvent one in Events(connection).Where(one => account == one.Account))
        {
            connection.Run("DELETE FROM balance_event WHERE id = $1", one.Id);
        }

        UsageStore.Remove(connection, account);
        connection.Run("DELETE FROM quote WHERE account = $1", StoredName.Of(connection, "quote", "account", account));
        ExportStore.Remove(connection, account);
        return removed + ReportStore.Remove(connection, account);
    });

    /// <summary>The location and kind of the store, without its content. Nothing is opened.</summary>
    private protected abstract CostStore Describe();

    /// <summary>What the database reports about itself.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="store">The location and kind of the store.</param>
    private protected abstract CostStore Describe(StoreConnection connection, CostStore store);

    /// <summary>The first problem of a store that anyone may have created, such as a file, or null.</summary>
    /// <param name="cancellationToken">Cancels the check.</param>
    internal virtual CostStoreCheck? FirstFault(CancellationToken cancellationToken) => null;

    private static List<CostBalanceEvent> Events(StoreConnection connection) => connection.Query(
        "SELECT id, account, currency, kind, amount, at, recorded_at, since, removed_at FROM balance_event ORDER BY at, id",
        row => new CostBalanceEvent
        {
            Id = row.Number(0),
            Account = row.Name(1),
            Currency = row.Name(2),
            Kind = row.Word<BalanceEventKind>(3),
            Amount = row.Amount(4),
            At = row.Instant(5),
            RecordedAt = row.Instant(6),
            Since = row.InstantOrNull(7),
            RemovedAt = row.InstantOrNull(8),
        });

    private CostStore Count(StoreConnection connection)
    {
        CostStore described = Describe(connection, Describe() with { Exists = true });
        return connection.Query(
            "SELECT (SELECT count(*) FROM account), (SELECT count(*) FROM series), count(*), min(first_seen), max(last_seen) FROM snapshot",
            row => described with
            {
                Accounts = (int)row.Number(0),
                Series = (int)row.Number(1),
                Snapshots = row.Number(2),
                FirstSeen = row.InstantOrNull(3),
                LastSeen = row.InstantOrNull(4),
            })[0];
    }

    private static void RequireFree(StoreConnection connection, AccountName name, AccountName newName)
    {
        if (name != newName && NamesOfAccounts.Any(one => StoredName.SpellingsOf(connection, one.Table, one.Column, newName).Count > 0))
        {
            throw AccountErrors.AccountExistsUnderNewName(newName);
        }
    }

    private static CostAccount ReadAccount(Row row)
    {
        List<string> damage = [];
        if (!Uri.TryCreate(row.Text(2), UriKind.Absolute, out Uri? address) || !ForeignText.IsVisible(address.ToString()))
        {
            damage.Add(nameof(CostAccount.BaseUri));
        }

        if (!Enum.TryParse(row.Text(3), out KeySource source) || source.ToString() != row.Text(3) || source is not (KeySource.Vault or KeySource.Environment or KeySource.SecretManagement))
        {
            source = KeySource.Unknown;
            damage.Add(nameof(CostAccount.KeySource));
        }

        string? reference = row.Reference(4);
        if (source is KeySource.Environment or KeySource.SecretManagement && string.IsNullOrWhiteSpace(reference))
        {
            damage.Add(nameof(CostAccount.KeyReference));
        }

        return new CostAccount
        {
            Name = row.Name(0),
            Provider = row.Name(1),
            BaseUri = damage.Count == 0 ? address! : CostAccount.NoAddress,
            KeySource = source,
            KeyReference = reference,
            SecretVault = row.Reference(5),
            Damage = damage.Count == 0 ? null : string.Join(", ", damage),
        };
    }
}
