using System.Data.Common;
using System.Text;
using CostCompass.Accounts;
using CostCompass.Balances;

namespace CostCompass.Storage.Relational;

/// <summary>
/// Finds how a name is spelled in the store. SQLite's NOCASE takes only the letters of ASCII for equal in any case, other databases
/// none; the names of accounts may have others.
/// </summary>
internal static class StoredName
{
    /// <summary>The spelling of a connected account; the name itself when there is none of that name.</summary>
    public static string OfAccount(StoreConnection connection, AccountName name) => Find(connection, "account", "name", name);

    /// <summary>The spelling of an account that has a history; the name itself when there is none of that name.</summary>
    public static string OfHistory(StoreConnection connection, AccountName name) => Find(connection, "series", "account", name);

    /// <summary>The spelling of an account that has metered calls; the name itself when there is none of that name.</summary>
    public static string OfUsage(StoreConnection connection, AccountName name) => Find(connection, "usage_account", "account", name);

    /// <summary>The spelling of an account that has reported costs; the name itself when there is none of that name.</summary>
    public static string OfReports(StoreConnection connection, AccountName name) => Find(connection, "report_series", "account", name);

    /// <summary>The spelling of an account that has usage exports; the name itself when there is none of that name.</summary>
    public static string OfExport(StoreConnection connection, AccountName name) => Find(connection, "export_account", "account", name);

    /// <summary>The series of an account that has a key, and how the key is written; null when there is none. Of several that differ in case it is the one that was made first.</summary>
    public static (long Id, BalanceSeriesKey Key)? FindSeries(StoreConnection connection, string table, string account, BalanceSeriesKey key) =>
        FindAllSeries(connection, table, account, key) is [var first, ..] ? first : null;

    /// <summary>The series of an account that have a key, in the order in which they were made. A store that names of providers were compared with case in may hold several.</summary>
    public static List<(long Id, BalanceSeriesKey Key)> FindAllSeries(StoreConnection connection, string table, string account, BalanceSeriesKey key)
    {
        var found = new List<(long Id, BalanceSeriesKey Key)>();
        using DbCommand command = connection.Prepare($"SELECT id, account, provider, currency FROM {table} WHERE account = $1 ORDER BY id", account);
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            var stored = new BalanceSeriesKey(reader.GetString(1), reader.GetString(2), reader.GetString(3));
            if (stored == key)
            {
                found.Add((reader.GetInt64(0), stored));
            }
        }

        return found;
    }

    private static string Find(StoreConnection connection, string table, string column, AccountName name)
    {
        using (DbCommand command = connection.Prepare($"SELECT {column} FROM {table} WHERE {column} = $1", name.Text))
        {
            if (command.ExecuteScalar() is string spelled)
            {
                return spelled;
            }
        }

        if (connection.FoldsAscii && Ascii.IsValid(name.Text))
        {
            return name.Text;
        }

        using DbCommand all = connection.Prepare($"SELECT DISTINCT {column} FROM {table}");
        using DbDataReader reader = all.ExecuteReader();
        while (reader.Read())
        {
            string stored = reader.GetString(0);
            if (name == stored)
            {
                return stored;
            }
        }

        return name.Text;
    }
}
