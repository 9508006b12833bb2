namespace CostCompass.Storage.Sql;

/// <summary>
/// Where the console's usage exports are kept, by account: what was used and charged, and never whose key it was. Every method fails
/// with a <see cref="Errors.CostException"/> that names the store and the next step.
/// </summary>
public sealed class ExportStore
{
    private const string Amounts = "export_amount";
    private const string Costs = "export_cost";

    private static readonly string[] _tables = [Amounts, Costs];

    private readonly StoreDatabase _database;

    internal ExportStore(StoreDatabase database) => _database = database;

    /// <summary>The accounts with an export, by name.</summary>
    public IReadOnlyList<AccountName> ReadAccounts() => _database.ReadOr([], connection => StoredName.AllOf(connection, "export_account"));

    /// <summary>
    /// Imports an export in one transaction. It replaces earlier imports for the intervals that it contains: amounts replace amounts, and costs
    /// replace costs. So a repeated import changes nothing, and of two exports of a day the later import counts.
    /// </summary>
    /// <param name="account">The account's name. It need not be connected.</param>
    /// <param name="export">The export.</param>
    /// <param name="importedAt">When it came.</param>
    public ExportReplacement Import(AccountName account, UsageExport export, DateTimeOffset importedAt)
    {
        AccountName name = AccountName.Require(account.Text);
        return _database.Write(connection =>
        {
            connection.Claim(StoreClaim.Account(name));
            return Import(connection, StoredName.RequireAccount(connection, "export_account", name), export, importedAt);
        });
    }

    /// <summary>The stored data of an account for a span, with whole intervals at its ends.</summary>
    /// <param name="account">The account's name.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, exclusive.</param>
    /// <returns>The name of the account as it is spelled in the store, and its exports. The specified name and nothing if there are none.</returns>
    public (AccountName Account, StoredExport Export) Read(AccountName account, DateTimeOffset from, DateTimeOffset to) =>
        _database.ReadOr((account, StoredExport.None), connection => Find(connection, account) is { } found
            ? (found.Name, Read(connection, found.Number, from, to))
            : (account, StoredExport.None));

    /// <summary>The time that the exports of an account cover. Their rows aren't read.</summary>
    /// <param name="account">The account's name.</param>
    public IntervalSet ReadCoverage(AccountName account) => _database.ReadOr(IntervalSet.None, connection =>
        Find(connection, account) is { } found
            ? ReadCoverage(connection, found.Number, Amounts).With(ReadCoverage(connection, found.Number, Costs))
            : IntervalSet.None);

    /// <summary>Removes intervals that begin in a span.</summary>
    /// <param name="account">The account's name.</param>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">The end of the span, exclusive.</param>
    /// <returns>The number of rows that were removed.</returns>
    public int Remove(AccountName account, DateTimeOffset from, DateTimeOffset to) => Change(account, (connection, number, table) =>
    {
        List<Interval> gone = [.. Intervals(connection, table, number).Where(one => one.From >= from && one.From < to)];
        Uncover(connection, number, table, IntervalSet.Of(gone.Append(new Interval(from, to))));
        return connection.Run($"DELETE FROM {table} WHERE account_id = $1 AND starts_at >= $2 AND starts_at < $3", number, from, to);
    });

    /// <summary>Removes the data of one model in one interval. The rest of the interval is then incomplete.</summary>
    /// <param name="account">The account's name.</param>
    /// <param name="interval">The interval.</param>
    /// <param name="model">The model's name.</param>
    /// <returns>The number of rows that were removed.</returns>
    public int Remove(AccountName account, Interval interval, string model) => Change(account, (connection, number, table) =>
    {
        int gone = connection.Run(
            $"DELETE FROM {table} WHERE account_id = $1 AND starts_at = $2 AND ends_at = $3 AND model = $4",
            number, interval.From, interval.To, StoredName.Of(connection, table, "model", model));
        if (gone > 0)
        {
            Uncover(connection, number, table, IntervalSet.Of([interval]));
        }

        return gone;
    });

    /// <summary>Removes all data of an account, in the transaction of the caller.</summary>
    internal static void Remove(StoreConnection connection, AccountName account)
    {
        if (Find(connection, account)?.Number is { } number)
        {
            connection.Run("DELETE FROM export_account WHERE id = $1", number);
        }
    }

    private static (long Number, AccountName Name)? Find(StoreConnection connection, AccountName account) =>
        StoredName.FindAccount(connection, "export_account", account);

    // Runs an action on both tables of an account.
    private int Change(AccountName account, Func<StoreConnection, long, string, int> change) => _database.WriteOr(0, connection =>
    {
        connection.Claim(StoreClaim.Account(account));
        if (Find(connection, account)?.Number is not { } number)
        {
            return 0;
        }

        int changed = _tables.Sum(table => change(connection, number, table));
        RemoveEmpty(connection, number);
        return changed;
    });

    private static ExportReplacement Import(StoreConnection connection, long account, UsageExport export, DateTimeOffset importedAt)
    {
        long import = connection.ReadInteger("INSERT INTO export_import (account_id, imported_at) VALUES ($1, $2) RETURNING id", account, importedAt);
        ExportReplacement amounts = Replace(connection, Amounts, "amount", account, export.Amounts.ToLookup(row => row.Interval, row => row.Amount));
        ExportReplacement costs = Replace(connection, Costs, "cost", account, export.Costs.ToLookup(row => row.Interval, row => row.Cost));
        using (RowWriter writer = connection.Append(Amounts, "account_id, starts_at, ends_at, model, type, price, amount, import_id"))
        {
            foreach (ExportedAmount row in export.Amounts)
            {
                writer.Add(
                    account, Instant.ToMicroseconds(row.Interval.From), Instant.ToMicroseconds(row.Interval.To),
                    row.Model, row.Type, StoredValue.Exact(row.Price), StoredValue.Exact(row.Amount), import);
            }

            writer.Complete();
        }

        using (RowWriter writer = connection.Append(Costs, "account_id, starts_at, ends_at, model, wallet, currency, type, cost, import_id"))
        {
            foreach (ExportedCost row in export.Costs)
            {
                writer.Add(
                    account, Instant.ToMicroseconds(row.Interval.From), Instant.ToMicroseconds(row.Interval.To),
                    row.Model, row.Wallet, row.Currency, row.Type, StoredValue.Exact(row.Cost), import);
            }

            writer.Complete();
        }

        Cover(connection, account, Amounts, export.AmountCoverage, importedAt);
        Cover(connection, account, Costs, export.CostCoverage, importedAt);
        RemoveEmpty(connection, account);
        return new ExportReplacement(amounts.Replaced + costs.Replaced, Math.Max(amounts.Lowered, costs.Lowered));
    }

    private static StoredExport Read(StoreConnection connection, long account, DateTimeOffset from, DateTimeOffset to) => new()
    {
        Amounts = Select(
            connection, Amounts, "model, type, price, amount", account, from, to,
            row => (ImportOf(row), new ExportedAmount(IntervalOf(row), row.Name(4), row.Name(5), row.Exact(6), row.Exact(7)))),
        Costs = Select(
            connection, Costs, "model, wallet, currency, cost, type", account, from, to,
            row => (ImportOf(row), new ExportedCost(IntervalOf(row), row.Name(4), row.Name(5), row.Name(6), row.Exact(7), row.Name(8)))),
        AmountCoverage = ReadCoverage(connection, account, Amounts),
        CostCoverage = ReadCoverage(connection, account, Costs),
    };

    private static List<T> Select<T>(
        StoreConnection connection, string table, string columns, long account, DateTimeOffset from, DateTimeOffset to, Func<Row, T> read) => connection.Query(
        $"""
        SELECT starts_at, ends_at, i.id, i.imported_at, {columns} FROM {table} t
        JOIN export_import i ON i.id = t.import_id
        WHERE t.account_id = $1 AND starts_at < $3 AND ends_at > $2
        ORDER BY starts_at, ends_at
        """,
        read, account, from, to);

    private static Interval IntervalOf(Row row) => new(row.Instant(0), row.Instant(1));

    private static ExportImport ImportOf(Row row) => new(row.Number(2), row.Instant(3));

    // Whole intervals that the new export covers are removed. Days of another time zone that extend beyond it stay, and the new export overrides them.
    private static ExportReplacement Replace(StoreConnection connection, string table, string column, long account, ILookup<Interval, decimal> incoming)
    {
        IntervalSet told = IntervalSet.Of(incoming.Select(group => group.Key));
        int replaced = 0;
        int lowered = 0;
        foreach (Interval interval in Intervals(connection, table, account).Where(told.Covers))
        {
            if (incoming.Contains(interval))
            {
                decimal former = connection.Query(
                    $"SELECT {column} FROM {table} WHERE account_id = $1 AND starts_at = $2 AND ends_at = $3",
                    row => row.Exact(0), account, interval.From, interval.To).Sum();
                lowered += incoming[interval].Sum() < former ? 1 : 0;
            }

            replaced += connection.Run(
                $"DELETE FROM {table} WHERE account_id = $1 AND starts_at = $2 AND ends_at = $3", account, interval.From, interval.To);
        }

        return new ExportReplacement(replaced, lowered);
    }

    private static List<Interval> Intervals(StoreConnection connection, string table, long account) =>
        connection.Query($"SELECT DISTINCT starts_at, ends_at FROM {table} WHERE account_id = $1", IntervalOf, account);

    // The time that exports cover completely: days without usage have no rows.
    private static IntervalSet ReadCoverage(StoreConnection connection, long account, string kind) => IntervalSet.Of(
        connection.Query("SELECT starts_at, ends_at FROM export_coverage WHERE account_id = $1 AND kind = $2", IntervalOf, account, kind));

    // An export can't contain anything after its import.
    private static void Cover(StoreConnection connection, long account, string kind, Interval? coverage, DateTimeOffset importedAt)
    {
        if (coverage is { } told)
        {
            Interval known = importedAt > told.From ? told with { To = Instant.Earlier(told.To, importedAt) } : told;
            WriteCoverage(connection, account, kind, ReadCoverage(connection, account, kind).With(IntervalSet.Of([known])));
        }
    }

    private static void Uncover(StoreConnection connection, long account, string kind, IntervalSet removed) =>
        WriteCoverage(connection, account, kind, ReadCoverage(connection, account, kind).Without(removed));

    private static void WriteCoverage(StoreConnection connection, long account, string kind, IntervalSet coverage)
    {
        connection.Run("DELETE FROM export_coverage WHERE account_id = $1 AND kind = $2", account, kind);
        foreach (Interval span in coverage)
        {
            connection.Run(
                "INSERT INTO export_coverage (account_id, kind, starts_at, ends_at) VALUES ($1, $2, $3, $4)", account, kind, span.From, span.To);
        }
    }

    // Imports without rows, and then the account if it has no imports.
    private static void RemoveEmpty(StoreConnection connection, long account)
    {
        connection.Run(
            """
            DELETE FROM export_import WHERE account_id = $1
                AND id NOT IN (SELECT import_id FROM export_amount) AND id NOT IN (SELECT import_id FROM export_cost)
            """,
            account);
        connection.Run("DELETE FROM export_account WHERE id = $1 AND id NOT IN (SELECT account_id FROM export_import)", account);
    }
}
