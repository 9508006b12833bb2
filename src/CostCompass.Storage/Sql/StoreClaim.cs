namespace CostCompass.Storage.Sql;

/// <summary>
/// What a write is about to read and change, so that no other write changes it in the meantime. A database that allows only one write at a
/// time doesn't need it.
/// </summary>
/// <param name="Area">The kind of data that is claimed.</param>
/// <param name="Name">The name within that kind. Empty for all of it.</param>
internal readonly record struct StoreClaim(string Area, string Name)
{
    /// <summary>The connected accounts.</summary>
    public static StoreClaim Accounts { get; } = new("accounts", "");

    /// <summary>The budgets.</summary>
    public static StoreClaim Budgets { get; } = new("budgets", "");

    /// <summary>The price tables.</summary>
    public static StoreClaim PriceTables { get; } = new("price tables", "");

    /// <summary>The subscriptions.</summary>
    public static StoreClaim Subscriptions { get; } = new("subscriptions", "");

    /// <summary>All data of an account. Its name isn't case-sensitive.</summary>
    /// <param name="name">The account's name.</param>
    public static StoreClaim Account(AccountName name) => new("account", name.Text.ToUpperInvariant());
}
