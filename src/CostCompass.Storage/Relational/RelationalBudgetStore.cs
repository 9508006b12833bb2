using CostCompass.Accounts;
using CostCompass.Balances;
using CostCompass.Budgets;
using System.Data.Common;

namespace CostCompass.Storage.Relational;

/// <summary>The budgets in a database.</summary>
internal sealed class RelationalBudgetStore(StoreDatabase database) : IBudgetStore
{
    public IReadOnlyList<CostBudget> Read() => database.Exists ? database.Read(ReadAll) : [];

    public CostBudget Save(CostBudget budget) => database.Write(connection =>
    {
        connection.Claim(StoreClaim.Budgets);
        CostBudget named = budget with { Name = Find(connection, budget.Name)?.Name ?? budget.Name };
        connection.Run(
            """
            INSERT INTO budget (name, amount, currency, account, provider) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (name) DO UPDATE SET amount = $2, currency = $3, account = $4, provider = $5
            """,
            named.Name,
            Amount.ToNano(named.Amount),
            named.Currency,
            named.Account,
            named.Provider);
        return named;
    });

    public bool Remove(string name) => database.Exists && database.Write(connection =>
    {
        connection.Claim(StoreClaim.Budgets);
        return Find(connection, name) is { } found && connection.Run("DELETE FROM budget WHERE name = $1", found.Name) > 0;
    });

    // By the rule of the domain: databases differ in which letters they take for equal in any case.
    private static CostBudget? Find(StoreConnection connection, string name) =>
        ReadAll(connection).FirstOrDefault(one => GivenName.Comparer.Equals(one.Name, name));

    private static List<CostBudget> ReadAll(StoreConnection connection)
    {
        var budgets = new List<CostBudget>();
        using DbCommand command = connection.Prepare("SELECT name, amount, currency, account, provider FROM budget ORDER BY lower(name)");
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            budgets.Add(new CostBudget
            {
                Name = reader.ReadName(0),
                Amount = Amount.FromNano(reader.GetInt64(1)),
                Currency = reader.ReadName(2),
                Account = reader.ReadNameOrNull(3),
                Provider = reader.ReadNameOrNull(4),
            });
        }

        return budgets;
    }
}
