using CostCompass.Accounts;
using CostCompass.ConsoleUsage;

namespace CostCompass.Storage.Relational;

/// <summary>The usage exports in a database.</summary>
internal sealed class RelationalExportStore(StoreDatabase database) : IExportStore
{
    /// <inheritdoc/>
    public IReadOnlyList<AccountName> ReadAccounts() =>
        database.Exists ? database.ReadState(connection => new ExportTable(connection).ReadAccounts()) : [];

    /// <inheritdoc/>
    public ExportReplacement Import(AccountName account, UsageExport export, DateTimeOffset importedAt)
    {
        AccountName name = AccountName.Require(account.Text);
        return database.Write(connection =>
        {
            connection.Claim(StoreClaim.Account(name));
            var table = new ExportTable(connection);
            return table.Import(table.RequireAccount(name), export, importedAt);
        });
    }

    /// <inheritdoc/>
    public (AccountName Account, StoredExport Export) Read(AccountName account, DateTimeOffset from, DateTimeOffset to) => database.Exists
        ? database.Read(connection =>
        {
            var table = new ExportTable(connection);
            return table.FindAccount(account) is { } found
                ? (found.Name, table.Read(found.Number, from, to))
                : (account, StoredExport.None);
        })
        : (account, StoredExport.None);

    /// <inheritdoc/>
    public int Remove(AccountName account, DateTimeOffset from, DateTimeOffset to) => Change(account, (table, number) => table.Remove(number, from, to));

    /// <inheritdoc/>
    public int Remove(AccountName account, ExportInterval interval, string model) => Change(account, (table, number) => table.Remove(number, interval, model));

    private int Change(AccountName account, Func<ExportTable, long, int> change) => database.Exists
        ? database.Write(connection =>
        {
            connection.Claim(StoreClaim.Account(account));
            var table = new ExportTable(connection);
            return table.FindAccount(account) is { } found ? change(table, found.Number) : 0;
        })
        : 0;
}
