using CostCompass.Accounts;
using CostCompass.Metering;

namespace CostCompass.Storage.Relational;

/// <summary>The metered calls in a database.</summary>
internal sealed class RelationalUsageStore(StoreDatabase database) : IUsageStore
{
    /// <inheritdoc/>
    public IReadOnlyList<AccountName> ReadAccounts() =>
        database.Exists ? database.Read(connection => new UsageTable(connection).ReadAccounts()) : [];

    /// <inheritdoc/>
    public UsageAddition Add(AccountName account, IEnumerable<MeteredCall> calls, Action<long>? written = null)
    {
        AccountName name = AccountName.Require(account.Text);

        // A database that tries again after a lost connection has to go through them again.
        IEnumerable<MeteredCall> repeatable = database.MayRepeat && calls is not ICollection<MeteredCall> ? [.. calls] : calls;
        return database.Write(connection =>
        {
            connection.Claim(StoreClaim.Account(name));
            var table = new UsageTable(connection);
            return table.Add(table.RequireAccount(name), repeatable, written);
        });
    }

    /// <inheritdoc/>
    public IEnumerable<StoredCall> Read(AccountName account, DateTimeOffset from, DateTimeOffset to) =>
        database.Stream(connection => Calls(connection, account, from, to));

    /// <inheritdoc/>
    public int Remove(AccountName account) =>
        database.Exists
            ? database.Write(connection =>
            {
                connection.Claim(StoreClaim.Account(account));
                return new UsageTable(connection).Remove(account);
            })
            : 0;

    private static IEnumerable<StoredCall> Calls(StoreConnection connection, AccountName account, DateTimeOffset from, DateTimeOffset to)
    {
        var table = new UsageTable(connection);
        return table.FindAccount(account) is { } found
            ? table.Span(found.Number, from, to).Select(call => new StoredCall(found.Name, call))
            : [];
    }
}
