using CostCompass.Accounts;
using CostCompass.Balances;
using CostCompass.Errors;
using CostCompass.Storage.Definitions;
using CostCompass.Storage.Sqlite.Care;
using CostCompass.Stores;
using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite;

/// <summary>
/// The store of one person on one machine: a SQLite file with a write-ahead log. Several processes may read and write
/// at once; a write waits for its turn.
/// </summary>
public sealed class SqliteCostStore : ICostStore
{
    private readonly SqliteDatabase _database;

    /// <summary>Names a store. Nothing is opened or made.</summary>
    /// <param name="folder">The folder that holds the file.</param>
    public SqliteCostStore(string folder)
    {
        _database = new SqliteDatabase(folder);
        PriceTables = new SqlitePriceTableStore(_database);
        Usage = new SqliteUsageStore(_database);
        Reports = new SqliteReportStore(_database);
        Subscriptions = new SqliteSubscriptionStore(_database);
        ExchangeRates = new SqliteExchangeRateStore(_database);
        Budgets = new SqliteBudgetStore(_database);
        Quotes = new SqliteQuoteStore(_database);
        Exports = new SqliteExportStore(_database);
        ProviderDefinitions = new ProviderDefinitionFolder(folder);
        Care = new SqliteStoreCare(_database);
    }

    /// <summary>The file of the store.</summary>
    public string FilePath => _database.FilePath;

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
    public IStoreCare Care { get; }

    /// <inheritdoc/>
    public string? ChangeMark => _database.ChangeMark;

    /// <inheritdoc/>
    public IDisposable Hold() => _database.Hold();

    /// <inheritdoc/>
    public CostStore ReadStatus() => Exists
        ? _database.Read(connection =>
        {
            using SqliteCommand command = connection.Prepare(
                """
                SELECT (SELECT count(*) FROM account), (SELECT count(*) FROM series),
                       count(*), min(first_seen), max(last_seen)
                FROM snapshot
                """);
            using SqliteDataReader reader = command.ExecuteReader();
            reader.Read();
            return new CostStore
            {
                Path = FilePath,
                Kind = "SQLite",
                Exists = true,
                SchemaVersion = SqliteSchema.Version,
                SizeBytes = SizeOf(FilePath) + SizeOf(FilePath + "-wal"),
                Accounts = reader.GetInt32(0),
                Series = reader.GetInt32(1),
                Snapshots = reader.GetInt64(2),
                FirstSeen = reader.IsDBNull(3) ? null : Instant.FromMicroseconds(reader.GetInt64(3)),
                LastSeen = reader.IsDBNull(4) ? null : Instant.FromMicroseconds(reader.GetInt64(4)),
            };
        })
        : new CostStore { Path = FilePath, Kind = "SQLite", Exists = false };

    /// <inheritdoc/>
    public IReadOnlyList<CostAccount> ReadAccounts() => Exists
        ? _database.Read(connection =>
        {
            var accounts = new List<CostAccount>();
            using SqliteCommand command = connection.Prepare(
                "SELECT name, provider, base_uri, key_source, key_reference, secret_vault FROM account ORDER BY name");
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                accounts.Add(new CostAccount
                {
                    Name = reader.GetString(0),
                    Provider = reader.GetString(1),
                    BaseUri = Uri.TryCreate(reader.GetString(2), UriKind.Absolute, out Uri? address) ? address : throw Damaged(reader.GetString(0)),
                    KeySource = Enum.TryParse(reader.GetString(3), out KeySource source) ? source : throw Damaged(reader.GetString(0)),
                    KeyReference = reader.ReadText(4),
                    SecretVault = reader.ReadText(5),
                });
            }

            return accounts;
        })
        : [];

    /// <inheritdoc/>
    public void SaveAccount(CostAccount account) => _database.Write(connection => connection.Run(
        """
        INSERT INTO account (name, provider, base_uri, key_source, key_reference, secret_vault) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (name) DO UPDATE SET provider = $2, base_uri = $3, key_source = $4, key_reference = $5, secret_vault = $6
        """,
        StoredName.OfAccount(connection, account.Name), account.Provider, account.BaseUri.AbsoluteUri, account.KeySource.ToString(), account.KeyReference, account.SecretVault));

    /// <inheritdoc/>
    public bool RemoveAccount(string name) =>
        Exists && _database.Write(connection => connection.Run("DELETE FROM account WHERE name = $1", StoredName.OfAccount(connection, name))) > 0;

    /// <inheritdoc/>
    public IReadOnlyList<StoredSeries> ReadSeries() => Exists
        ? _database.Read(connection =>
        {
            var found = new List<StoredSeries>();
            using SqliteCommand command = connection.Prepare(
                """
                SELECT s.account, s.provider, s.currency, n.first_seen, n.last_seen, n.total, n.granted, n.topped_up, n.is_available, n.used, n.is_usage_only, n.longest_gap
                FROM series s
                JOIN snapshot n ON n.series_id = s.id
                 AND n.first_seen = (SELECT first_seen FROM snapshot WHERE series_id = s.id ORDER BY first_seen DESC LIMIT 1)
                ORDER BY s.account, s.provider, s.currency
                """);
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                var key = new BalanceSeriesKey(reader.GetString(0), reader.GetString(1), reader.GetString(2));
                found.Add(new StoredSeries(key, SnapshotTable.Read(reader, 3)));
            }

            return found;
        })
        : [];

    /// <inheritdoc/>
    public IEnumerable<BalanceSnapshot> ReadSnapshots(BalanceSeriesKey series, DateTimeOffset from, DateTimeOffset to)
    {
        if (!Exists)
        {
            yield break;
        }

        using SqliteDatabase.LentConnection lent = _database.Guard(_database.Borrow);
        var table = new SnapshotTable(lent.Connection);
        if (_database.Guard(() => table.FindSeries(series)) is not { } id)
        {
            yield break;
        }

        using IEnumerator<BalanceSnapshot> snapshots = table.Span(id, from, to).GetEnumerator();
        while (_database.Guard(snapshots.MoveNext))
        {
            yield return snapshots.Current;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<RecordedReading> Record(IReadOnlyList<ReadingToRecord> readings) => _database.Write(connection =>
    {
        var table = new SnapshotTable(connection);
        var recorded = new List<RecordedReading>(readings.Count);
        foreach ((BalanceReading reading, DateTimeOffset? newestBefore) in readings)
        {
            var key = new BalanceSeriesKey(reading.Account, reading.Provider, reading.Currency);
            long series = table.RequireSeries(key);
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
            var table = new SnapshotTable(connection);
            return table.FindSeries(series) is { } id ? table.Remove(id, from, to) : 0;
        })
        : 0;

    /// <inheritdoc/>
    public long Import(IReadOnlyList<SeriesImport> imports, Action<long>? written = null) => _database.Write(connection =>
    {
        var table = new SnapshotTable(connection);
        long grown = 0;
        foreach ((BalanceSeriesKey key, IReadOnlyList<BalanceSnapshot> incoming) in imports)
        {
            grown += table.Merge(table.RequireSeries(key), incoming, written);
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
    public int RemoveHistory(string account) => Exists
        ? _database.Write(connection =>
        {
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

    private static long SizeOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : 0;
    }

    private CostException Damaged(string account) => new(
        "StoreDamaged",
        CostErrorKind.Reading,
        $"The store '{FilePath}' holds something unreadable for the account '{account}'.",
        "Connect the account again with -Force, or bring a backup back with Restore-CostStore.");
}
