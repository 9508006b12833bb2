using System.Data.Common;
using CostCompass.Accounts;
using CostCompass.Balances;
using CostCompass.Errors;
using CostCompass.Storage.Definitions;
using CostCompass.Stores;

namespace CostCompass.Storage.Relational;

/// <summary>
/// A store in a database. What its statements are and what they mean is the same in every database; how one is reached, and how writes
/// keep out of each other's way, is said by its <see cref="StoreDatabase"/>.
/// </summary>
public abstract class RelationalCostStore : ICostStore
{
    private readonly StoreDatabase _database;

    /// <summary>The database.</summary>
    internal StoreDatabase Database => _database;

    /// <summary>Names a store. Nothing is opened or made.</summary>
    /// <param name="database">Its database.</param>
    /// <param name="definitionFolder">The folder with the definitions of providers, which stay on this machine: they say where keys go.</param>
    private protected RelationalCostStore(StoreDatabase database, string definitionFolder)
    {
        _database = database;
        PriceTables = new RelationalPriceTableStore(_database);
        Usage = new RelationalUsageStore(_database);
        Reports = new RelationalReportStore(_database);
        Subscriptions = new RelationalSubscriptionStore(_database);
        ExchangeRates = new RelationalExchangeRateStore(_database);
        Budgets = new RelationalBudgetStore(_database);
        Quotes = new RelationalQuoteStore(_database);
        Exports = new RelationalExportStore(_database);
        ProviderDefinitions = new ProviderDefinitionFolder(definitionFolder);
    }

    /// <inheritdoc/>
    public IPriceTableStore PriceTables { get; }

    /// <inheritdoc/>
    public IReportStore Reports { get; }

    /// <inheritdoc/>
    public bool Exists => _database.Exists;

    /// <inheritdoc/>
    public IUsageStore Usage { get; }

    /// <inheritdoc/>
    public ISubscriptionStore Subscriptions { get; }

    /// <inheritdoc/>
    public IExchangeRateStore ExchangeRates { get; }

    /// <inheritdoc/>
    public IBudgetStore Budgets { get; }

    /// <inheritdoc/>
    public IQuoteStore Quotes { get; }

    /// <inheritdoc/>
    public IExportStore Exports { get; }

    /// <inheritdoc/>
    public IProviderDefinitionStore ProviderDefinitions { get; }

    /// <inheritdoc/>
    public abstract IStoreCare Care { get; }

    /// <inheritdoc/>
    public string? ChangeMark => _database.ChangeMark;

    /// <summary>Makes the store when it is not there. One that is there is left to be read by those who may not write.</summary>
    public void Make()
    {
        if (!Exists)
        {
            _database.Write(_ => true);
        }
    }

    /// <inheritdoc/>
    public IDisposable Hold() => _database.Hold();

    /// <inheritdoc/>
    public CostStore ReadStatus() => Exists ? _database.Read(Count) : Describe();

    /// <summary>Where the store is and of what kind, without what is in it. Nothing is opened.</summary>
    private protected abstract CostStore Describe();

    /// <summary>What the database tells of itself.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="store">What is known of the store.</param>
    private protected abstract CostStore Describe(StoreConnection connection, CostStore store);

    /// <summary>The first thing that is wrong with a store that anybody may have made, such as a file; null when it is sound.</summary>
    /// <param name="cancellationToken">Ends the search.</param>
    internal virtual CostStoreCheck? FirstFault(CancellationToken cancellationToken) => null;

    /// <summary>The name of the store, for messages.</summary>
    internal abstract string ShownName { get; }

    /// <inheritdoc/>
    public IReadOnlyList<CostAccount> ReadAccounts() => Exists
        ? _database.Read(connection =>
        {
            var accounts = new List<CostAccount>();
            using DbCommand command = connection.Prepare(
                "SELECT name, provider, base_uri, key_source, key_reference, secret_vault FROM account");
            using DbDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                accounts.Add(new CostAccount
                {
                    Name = reader.ReadName(0),
                    Provider = reader.ReadName(1),
                    BaseUri = Uri.TryCreate(reader.GetString(2), UriKind.Absolute, out Uri? address) && ForeignText.IsVisible(address.ToString()) ? address : throw Damaged(reader.ReadName(0)),
                    KeySource = Enum.TryParse(reader.GetString(3), out KeySource source) && Enum.IsDefined(source) && source.ToString() == reader.GetString(3) ? source : throw Damaged(reader.ReadName(0)),
                    KeyReference = reader.ReadReference(4),
                    SecretVault = reader.ReadReference(5),
                });
            }

            return accounts.OrderBy(account => new AccountName(account.Name)).ToList();
        })
        : [];

    /// <inheritdoc/>
    public void SaveAccount(CostAccount account) => _database.Write(connection =>
    {
        connection.Claim(StoreClaim.Accounts);
        return connection.Run(
        """
        INSERT INTO account (name, provider, base_uri, key_source, key_reference, secret_vault) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (name) DO UPDATE SET provider = $2, base_uri = $3, key_source = $4, key_reference = $5, secret_vault = $6
        """,
        StoredName.OfAccount(connection, account.Name), account.Provider, account.BaseUri.AbsoluteUri, account.KeySource.ToString(), account.KeyReference, account.SecretVault);
    });

    /// <inheritdoc/>
    public bool RemoveAccount(AccountName name) =>
        Exists && _database.Write(connection =>
        {
            connection.Claim(StoreClaim.Accounts);
            return connection.Run("DELETE FROM account WHERE name = $1", StoredName.OfAccount(connection, name));
        }) > 0;

    /// <inheritdoc/>
    public IReadOnlyList<StoredSeries> ReadSeries() => Exists ? _database.Read(connection => new SnapshotTable(connection).ReadSeries()) : [];

    /// <inheritdoc/>
    public IEnumerable<BalanceSnapshot> ReadSnapshots(BalanceSeriesKey series, DateTimeOffset from, DateTimeOffset to) =>
        _database.Stream(connection =>
        {
            var table = new SnapshotTable(connection);
            return table.FindSeries(series) is { } found ? table.Span(found.Id, from, to) : [];
        });

    /// <inheritdoc/>
    public IReadOnlyList<RecordedReading> Record(IReadOnlyList<ReadingToRecord> readings) => _database.Write(connection =>
    {
        connection.Claim([.. readings.Select(reading => StoreClaim.Account(reading.Reading.Account))]);
        var table = new SnapshotTable(connection);
        var recorded = new List<RecordedReading>(readings.Count);
        foreach ((BalanceReading reading, DateTimeOffset? newestBefore) in readings)
        {
            (long series, BalanceSeriesKey key) = table.RequireSeries(new BalanceSeriesKey(reading.Account, reading.Provider, reading.Currency));
            DateTimeOffset at = Instant.Truncate(reading.At);
            if (at <= newestBefore && table.Newest(series) is { } newest)
            {
                at = newest.LastSeen + Instant.Resolution;
            }

            SeriesChange change = table.Place(series, at, reading.Levels);
            DateTimeOffset before = change.Result.FirstSeen - Instant.Resolution;
            bool isNew = change.Removed.Count != 1 || change.Added.Count != 1;
            recorded.Add(new RecordedReading(key, change.Result, isNew && !change.IsEmpty, table.Before(series, before)));
        }

        return recorded;
    });

    /// <inheritdoc/>
    public int RemoveSnapshots(BalanceSeriesKey series, DateTimeOffset from, DateTimeOffset to) => Exists
        ? _database.Write(connection =>
        {
            connection.Claim(StoreClaim.Account(series.Account));
            var table = new SnapshotTable(connection);
            return table.FindSeries(series) is { } found ? table.Remove(found.Id, from, to) : 0;
        })
        : 0;

    /// <inheritdoc/>
    public long Import(IReadOnlyList<SeriesImport> imports, Action<long>? written = null) => _database.Write(connection =>
    {
        connection.Claim([.. imports.Select(import => StoreClaim.Account(import.Key.Account))]);
        var table = new SnapshotTable(connection);
        long grown = 0;
        foreach ((BalanceSeriesKey key, IReadOnlyList<BalanceSnapshot> incoming) in imports)
        {
            grown += table.Merge(table.RequireSeries(key).Id, incoming, written);
        }

        return grown;
    });

    /// <inheritdoc/>
    public IReadOnlyList<CostBalanceEvent> ReadEvents() =>
        Exists ? _database.Read(connection => new BalanceEventTable(connection).ReadAll()) : [];

    /// <inheritdoc/>
    public IReadOnlyList<CostBalanceEvent> AddEvents(IReadOnlyList<CostBalanceEvent> events) => _database.Write(connection =>
    {
        var table = new BalanceEventTable(connection);
        return events.Select(table.Add).ToList();
    });

    /// <inheritdoc/>
    public bool RemoveEvent(long id, DateTimeOffset at) =>
        Exists && _database.Write(connection => new BalanceEventTable(connection).Remove(id, at));

    /// <inheritdoc/>
    public int RemoveHistory(AccountName account) => Exists
        ? _database.Write(connection =>
        {
            connection.Claim(StoreClaim.Account(account));
            string stored = StoredName.OfHistory(connection, account);
            connection.Run("DELETE FROM snapshot_piece WHERE series_id IN (SELECT id FROM series WHERE account = $1)", stored);
            int removed = connection.Run(
                "DELETE FROM snapshot WHERE series_id IN (SELECT id FROM series WHERE account = $1)", stored);
            connection.Run("DELETE FROM series WHERE account = $1", stored);
            new BalanceEventTable(connection).RemoveAll(account);
            new UsageTable(connection).Remove(account);
            connection.Run("DELETE FROM quote WHERE account = $1", stored);
            new ExportTable(connection).RemoveAll(account);
            return removed + new ReportTable(connection).Remove(account);
        })
        : 0;

    private CostStore Count(StoreConnection connection)
    {
        CostStore described = Describe(connection, Describe() with { Exists = true });
        using DbCommand command = connection.Prepare(
            """
            SELECT (SELECT count(*) FROM account), (SELECT count(*) FROM series), count(*), min(first_seen), max(last_seen)
            FROM snapshot
            """);
        using DbDataReader reader = command.ExecuteReader();
        reader.Read();
        return described with
        {
            Accounts = reader.GetInt32(0),
            Series = reader.GetInt32(1),
            Snapshots = reader.GetInt64(2),
            FirstSeen = reader.IsDBNull(3) ? null : Instant.FromMicroseconds(reader.GetInt64(3)),
            LastSeen = reader.IsDBNull(4) ? null : Instant.FromMicroseconds(reader.GetInt64(4)),
        };
    }

    private CostException Damaged(string account) => new(
        "StoreDamaged",
        CostErrorKind.Reading,
        $"The store '{ShownName}' holds something unreadable for the account '{account}'.",
        "Connect the account again with -Force, or bring a backup back with Restore-CostStore.");
}
