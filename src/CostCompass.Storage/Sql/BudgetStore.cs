namespace CostCompass.Storage.Sql;

/// <summary>The user's budgets.</summary>
public sealed class BudgetStore
{
    private readonly StoreDatabase _database;

    internal BudgetStore(StoreDatabase database) => _database = database;

    /// <summary>Every budget, by name.</summary>
    public IReadOnlyList<CostBudget> Read() => _database.ReadOr([], ReadAll);

    /// <summary>Stores a budget, and replaces one with the same name.</summary>
    /// <param name="budget">The budget.</param>
    /// <returns>The budget, with its name as it is spelled in the store.</returns>
    public CostBudget Save(CostBudget budget) => _database.Write(connection =>
    {
        connection.Claim(StoreClaim.Budgets);
        CostBudget named = budget with { Name = Stored(connection, budget.Name) };
        connection.Run(
            """
            INSERT INTO budget (name, amount, currency, account, provider) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (name) DO UPDATE SET amount = $2, currency = $3, account = $4, provider = $5
            """,
            named.Name, StoredValue.Nano(named.Amount), named.Currency, named.Account, named.Provider);
        return named with { Name = ForeignText.Shown(named.Name) };
    });

    /// <summary>Removes a budget.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Whether it existed.</returns>
    public bool Remove(string name) => _database.WriteOr(false, connection =>
    {
        connection.Claim(StoreClaim.Budgets);
        return connection.Run("DELETE FROM budget WHERE name = $1", Stored(connection, name)) > 0;
    });

    private static string Stored(StoreConnection connection, string name) => StoredName.Of(connection, "budget", "name", name);

    private static List<CostBudget> ReadAll(StoreConnection connection) => connection.Query(
        "SELECT name, amount, currency, account, provider FROM budget ORDER BY lower(name)",
        row => new CostBudget
        {
            Name = row.Name(0),
            Amount = row.Amount(1),
            Currency = row.Name(2),
            Account = row.NameOrNull(3),
            Provider = row.NameOrNull(4),
        });
}
