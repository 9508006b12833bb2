using System.Text;

namespace CostCompass.Storage.Sql;

/// <summary>
/// Finds how a name is spelled in the store. NOCASE in SQLite ignores the case of ASCII letters only, and other databases are case-sensitive,
/// but names can contain other letters. A name that no command has accepted is shown in another form than it is stored
/// (<see cref="ForeignText.Shown"/>), and can be found by both forms.
/// </summary>
internal static class StoredName
{
    /// <summary>The spelling of a connected account, or the name itself if there is none.</summary>
    public static string OfAccount(StoreConnection connection, AccountName name) => Of(connection, "account", "name", name);

    /// <summary>The spelling of an account with a history, or the name itself if there is none.</summary>
    public static string OfHistory(StoreConnection connection, AccountName name) => Of(connection, "series", "account", name);

    /// <summary>The spelling of an account with reported costs, or the name itself if there is none.</summary>
    public static string OfReports(StoreConnection connection, AccountName name) => Of(connection, "report_series", "account", name);

    /// <summary>The accounts of a table that has one for each, by name.</summary>
    public static IReadOnlyList<AccountName> AllOf(StoreConnection connection, string table) =>
        [.. connection.Query($"SELECT account FROM {table}", row => new AccountName(row.Name(0))).Order()];

    /// <summary>The number of an account in a table with one row per account. It is created if it is new.</summary>
    public static long RequireAccount(StoreConnection connection, string table, AccountName name)
    {
        connection.Run($"INSERT INTO {table} (account) VALUES ($1) ON CONFLICT (account) DO NOTHING", Of(connection, table, "account", name));
        return FindAccount(connection, table, name)!.Value.Number;
    }

    /// <summary>The number of an account in a table with one row per account, with its spelling there, or null.</summary>
    public static (long Number, AccountName Name)? FindAccount(StoreConnection connection, string table, AccountName name) =>
        connection.Query(
            $"SELECT id, account FROM {table} WHERE account = $1",
            row => (row.Number(0), new AccountName(row.Name(1))),
            Of(connection, table, "account", name)) is [var found, ..] ? found : null;

    /// <summary>The series of an account with a key, and the spelling of the key, or null. If several differ in case, the one that was created first.</summary>
    public static (long Id, BalanceSeriesKey Key)? FindSeries(StoreConnection connection, string table, string account, BalanceSeriesKey key) =>
        FindAllSeries(connection, table, account, key) is [var first, ..] ? first : null;

    /// <summary>The series of an account with a key, in the order in which they were created. Provider names may differ in case, so there may be several.</summary>
    public static List<(long Id, BalanceSeriesKey Key)> FindAllSeries(StoreConnection connection, string table, string account, BalanceSeriesKey key) =>
    [
        .. connection.Query(
            $"SELECT id, account, provider, currency FROM {table} WHERE account = $1 ORDER BY id",
            row => (
                Id: row.Number(0),
                Stored: new BalanceSeriesKey(row.Text(1), row.Text(2), row.Text(3)),
                Key: new BalanceSeriesKey(row.Name(1), row.Name(2), row.Name(3))),
            account).Where(one => one.Key == key || one.Stored == key).Select(one => (one.Id, one.Key)),
    ];

    /// <summary>The spellings of a name in a column of a table.</summary>
    public static List<string> SpellingsOf(StoreConnection connection, string table, string column, AccountName name) =>
        [.. connection.Query($"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL", row => row.Text(0)).Where(stored => name == stored)];

    /// <summary>The spelling of a name in a column, or the name itself if the column doesn't contain it.</summary>
    public static string Of(StoreConnection connection, string table, string column, AccountName name)
    {
        if (connection.Query($"SELECT {column} FROM {table} WHERE {column} = $1", row => row.Text(0), name) is [var spelled, ..])
        {
            return spelled;
        }

        // A name that is shown in another form than it is stored starts with an apostrophe or contains U+FFFD.
        if (connection.FoldsAscii && Ascii.IsValid(name.Text) && !name.Text.StartsWith('\''))
        {
            return name.Text;
        }

        List<string> stored = connection.Query($"SELECT DISTINCT {column} FROM {table}", row => row.Text(0));
        return stored.Find(one => name == one) ?? stored.Find(one => name == ForeignText.Shown(one)) ?? name.Text;
    }
}
