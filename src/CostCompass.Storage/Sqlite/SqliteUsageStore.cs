using CostCompass.Accounts;
using CostCompass.Metering;
using Microsoft.Data.Sqlite;

namespace CostCompass.Storage.Sqlite;

/// <summary>The metered calls in the SQLite store.</summary>
internal sealed class SqliteUsageStore(SqliteDatabase database) : IUsageStore
{
    /// <inheritdoc/>
    public IReadOnlyList<string> ReadAccounts() =>
        database.Exists ? database.Read(connection => new UsageTable(connection).ReadAccounts()) : [];

    /// <inheritdoc/>
    public UsageAddition Add(string account, IEnumerable<MeteredCall> calls, Action<long>? written = null)
    {
        string name = AccountName.Require(account);
        return database.Write(connection =>
        {
            var table = new UsageTable(connection);
            return table.Add(table.RequireAccount(name), calls, written);
        });
    }

    /// <inheritdoc/>
    public IEnumerable<StoredCall> Read(string account, DateTimeOffset from, DateTimeOffset to)
    {
        if (!database.Exists)
        {
            yield break;
        }

        using SqliteConnection connection = database.Guard(database.Open);
        var table = new UsageTable(connection);
        if (database.Guard(() => table.FindAccount(account)) is not { } found)
        {
            yield break;
        }

        using IEnumerator<MeteredCall> calls = table.Span(found.Number, from, to).GetEnumerator();
        while (database.Guard(calls.MoveNext))
        {
            yield return new StoredCall(found.Name, calls.Current);
        }
    }

    /// <inheritdoc/>
    public int Remove(string account) =>
        database.Exists ? database.Write(connection => new UsageTable(connection).Remove(account)) : 0;
}
