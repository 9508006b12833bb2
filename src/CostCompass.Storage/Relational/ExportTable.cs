using System.Data.Common;
using CostCompass.Accounts;
using CostCompass.Balances;
using CostCompass.ConsoleUsage;

namespace CostCompass.Storage.Relational;

/// <summary>The statements on usage exports. Each runs in the connection, and so in the transaction, of its caller.</summary>
internal sealed class ExportTable(StoreConnection connection)
{
    private const string Amounts = "export_amount";
    private const string Costs = "export_cost";

    private readonly ExportCoverageTable _coverage = new(connection);

    /// <summary>The accounts, by name.</summary>
    public List<AccountName> ReadAccounts()
    {
        var accounts = new List<AccountName>();
        using DbCommand command = connection.Prepare("SELECT account FROM export_account");
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            accounts.Add(reader.ReadName(0));
        }

        return [.. accounts.Order()];
    }

    /// <summary>The number of an account, which is made when it is new.</summary>
    public long RequireAccount(AccountName account)
    {
        connection.Run(
            "INSERT INTO export_account (account) VALUES ($1) ON CONFLICT DO NOTHING", StoredName.OfExport(connection, account));
        return FindAccount(account)!.Value.Number;
    }

    /// <summary>The number of an account, and how its name is written there; null when there is none.</summary>
    public (long Number, AccountName Name)? FindAccount(AccountName account)
    {
        using DbCommand command = connection.Prepare(
            "SELECT id, account FROM export_account WHERE account = $1", StoredName.OfExport(connection, account));
        using DbDataReader reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), reader.ReadName(1)) : null;
    }

    /// <summary>Takes in an export.</summary>
    public ExportReplacement Import(long account, UsageExport export, DateTimeOffset importedAt)
    {
        long import = connection.ReadInteger(
            "INSERT INTO export_import (account_id, imported_at) VALUES ($1, $2) RETURNING id", account, Instant.ToMicroseconds(importedAt));
        ExportReplacement amounts = Replace(
            Amounts, "amount", account, export.Amounts.ToLookup(row => row.Interval, row => row.Amount));
        ExportReplacement costs = Replace(Costs, "cost", account, export.Costs.ToLookup(row => row.Interval, row => row.Cost));
        using (RowWriter writer = connection.Append("export_amount", "account_id, starts_at, ends_at, model, type, price, amount, import_id"))
        {
            foreach (ExportedAmount row in export.Amounts)
            {
                writer.Add(
                    account, Instant.ToMicroseconds(row.Interval.From), Instant.ToMicroseconds(row.Interval.To),
                    row.Model, row.Type, ExactNumber.ToText(row.Price), ExactNumber.ToText(row.Amount), import);
            }

            writer.Complete();
        }

        using (RowWriter writer = connection.Append("export_cost", "account_id, starts_at, ends_at, model, wallet, currency, cost, import_id"))
        {
            foreach (ExportedCost row in export.Costs)
            {
                writer.Add(
                    account, Instant.ToMicroseconds(row.Interval.From), Instant.ToMicroseconds(row.Interval.To),
                    row.Model, row.Wallet, row.Currency, ExactNumber.ToText(row.Cost), import);
            }

            writer.Complete();
        }

        _coverage.Add(account, Amounts, export.AmountCoverage, importedAt);
        _coverage.Add(account, Costs, export.CostCoverage, importedAt);
        RemoveEmptyAccount(account);
        return new ExportReplacement(amounts.Replaced + costs.Replaced, Math.Max(amounts.Lowered, costs.Lowered));
    }

    /// <summary>What is stored for a span.</summary>
    public StoredExport Read(long account, DateTimeOffset from, DateTimeOffset to)
    {
        var amounts = new List<(ExportImport, ExportedAmount)>();
        using (DbCommand command = Select(Amounts, "model, type, price, amount", account, from, to))
        {
            using DbDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                amounts.Add((ImportOf(reader), new ExportedAmount(
                    IntervalOf(reader), reader.ReadName(4), reader.ReadName(5), ExactNumber.Parse(reader.GetString(6)), ExactNumber.Parse(reader.GetString(7)))));
            }
        }

        var costs = new List<(ExportImport, ExportedCost)>();
        using (DbCommand command = Select(Costs, "model, wallet, currency, cost", account, from, to))
        {
            using DbDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                costs.Add((ImportOf(reader), new ExportedCost(
                    IntervalOf(reader), reader.ReadName(4), reader.ReadName(5), reader.ReadName(6), ExactNumber.Parse(reader.GetString(7)))));
            }
        }

        return new StoredExport
        {
            Amounts = amounts,
            Costs = costs,
            AmountCoverage = _coverage.Read(account, Amounts),
            CostCoverage = _coverage.Read(account, Costs),
        };
    }

    /// <summary>Removes intervals that begin in a span.</summary>
    public int Remove(long account, DateTimeOffset from, DateTimeOffset to)
    {
        long start = Instant.ToMicroseconds(from);
        long end = Instant.ToMicroseconds(to);
        int removed = 0;
        foreach (string table in (string[])[Amounts, Costs])
        {
            List<ExportInterval> gone = [.. Intervals(table, account).Where(one => one.From >= from && one.From < to)];
            _coverage.Remove(account, table, TimeCoverage.Of(gone.Append(new ExportInterval(from, to))));
            removed += connection.Run($"DELETE FROM {table} WHERE account_id = $1 AND starts_at >= $2 AND starts_at < $3", account, start, end);
        }

        RemoveEmptyAccount(account);
        return removed;
    }

    /// <summary>Removes what is known of one model in one interval. What is left of the interval is not all of it any more.</summary>
    public int Remove(long account, ExportInterval interval, string model)
    {
        long start = Instant.ToMicroseconds(interval.From);
        long end = Instant.ToMicroseconds(interval.To);
        int removed = 0;
        foreach (string table in (string[])[Amounts, Costs])
        {
            int gone = connection.Run(
                $"DELETE FROM {table} WHERE account_id = $1 AND starts_at = $2 AND ends_at = $3 AND model = $4", account, start, end, model);
            if (gone > 0)
            {
                _coverage.Remove(account, table, TimeCoverage.Of([interval]));
            }

            removed += gone;
        }

        RemoveEmptyAccount(account);
        return removed;
    }

    /// <summary>Removes all of an account.</summary>
    public void RemoveAll(AccountName account)
    {
        if (FindAccount(account)?.Number is { } number)
        {
            connection.Run("DELETE FROM export_account WHERE id = $1", number);
        }
    }

    // Whole intervals that the new export tells of make room; days of another zone that reach beyond it stay, and lie below it.
    private ExportReplacement Replace(string table, string column, long account, ILookup<ExportInterval, decimal> incoming)
    {
        TimeCoverage told = TimeCoverage.Of(incoming.Select(group => group.Key));
        int replaced = 0;
        int lowered = 0;
        foreach (ExportInterval interval in Intervals(table, account).Where(told.Covers))
        {
            object start = Instant.ToMicroseconds(interval.From);
            object end = Instant.ToMicroseconds(interval.To);
            if (incoming.Contains(interval))
            {
                using DbCommand former = connection.Prepare(
                    $"SELECT {column} FROM {table} WHERE account_id = $1 AND starts_at = $2 AND ends_at = $3", account, start, end);
                lowered += incoming[interval].Sum() < SumOf(former) ? 1 : 0;
            }

            replaced += connection.Run($"DELETE FROM {table} WHERE account_id = $1 AND starts_at = $2 AND ends_at = $3", account, start, end);
        }

        return new ExportReplacement(replaced, lowered);
    }

    private static decimal SumOf(DbCommand command)
    {
        decimal sum = 0m;
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            sum += ExactNumber.Parse(reader.GetString(0));
        }

        return sum;
    }

    private List<ExportInterval> Intervals(string table, long account)
    {
        var intervals = new List<ExportInterval>();
        using DbCommand command = connection.Prepare($"SELECT DISTINCT starts_at, ends_at FROM {table} WHERE account_id = $1", account);
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            intervals.Add(IntervalOf(reader));
        }

        return intervals;
    }

    private DbCommand Select(string table, string columns, long account, DateTimeOffset from, DateTimeOffset to) => connection.Prepare(
        $"""
        SELECT starts_at, ends_at, i.id, i.imported_at, {columns} FROM {table} t
        JOIN export_import i ON i.id = t.import_id
        WHERE t.account_id = $1 AND starts_at < $3 AND ends_at > $2
        ORDER BY starts_at, ends_at
        """,
        account, Instant.ToMicroseconds(from), Instant.ToMicroseconds(to));

    private static ExportInterval IntervalOf(DbDataReader reader) =>
        new(Instant.FromMicroseconds(reader.GetInt64(0)), Instant.FromMicroseconds(reader.GetInt64(1)));

    private static ExportImport ImportOf(DbDataReader reader) => new(reader.GetInt64(2), Instant.FromMicroseconds(reader.GetInt64(3)));

    // Imports of which nothing is left, and then the account when it has none.
    private void RemoveEmptyAccount(long account)
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
