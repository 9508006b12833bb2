using System.Text;
using CostCompass.Accounts;
using System.Data.Common;

namespace CostCompass.Storage.Relational;

/// <summary>
/// Finds how a name is spelled in the store. SQLite's NOCASE takes only the letters of ASCII for equal in any case, other databases
/// none; the names of accounts may have others.
/// </summary>
internal static class StoredName
{
    /// <summary>The spelling of a connected account; the name itself when there is none of that name.</summary>
    public static string OfAccount(StoreConnection connection, string name) => Find(connection, "SELECT name FROM account", name);

    /// <summary>The spelling of an account that has a history; the name itself when there is none of that name.</summary>
    public static string OfHistory(StoreConnection connection, string name) => Find(connection, "SELECT DISTINCT account FROM series", name);

    /// <summary>The spelling of an account that has metered calls; the name itself when there is none of that name.</summary>
    public static string OfUsage(StoreConnection connection, string name) => Find(connection, "SELECT account FROM usage_account", name);

    /// <summary>The spelling of an account that has reported costs; the name itself when there is none of that name.</summary>
    public static string OfReports(StoreConnection connection, string name) => Find(connection, "SELECT DISTINCT account FROM report_series", name);

    /// <summary>The spelling of an account that has usage exports; the name itself when there is none of that name.</summary>
    public static string OfExport(StoreConnection connection, string name) => Find(connection, "SELECT account FROM export_account", name);

    private static string Find(StoreConnection connection, string sql, string name)
    {
        if (connection.FoldsAscii && Ascii.IsValid(name))
        {
            return name;
        }

        using DbCommand command = connection.Prepare(sql);
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            string stored = reader.GetString(0);
            if (AccountName.Comparer.Equals(stored, name))
            {
                return stored;
            }
        }

        return name;
    }
}
