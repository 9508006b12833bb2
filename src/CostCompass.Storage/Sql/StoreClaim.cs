namespace CostCompass.Storage.Sql;

/// <summary>
/// What a write is about to read and change, so that no other write changes it meanwhile. A database that lets one write at a time does
/// without.
/// </summary>
/// <param name="Area">The kind of what is claimed.</param>
/// <param name="Name">Which of that kind; empty for all of them.</param>
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

    /// <summary>All that is recorded of an account. Its name in another case is the same claim.</summary>
    /// <param name="name">The account's name.</param>
    public static StoreClaim Account(AccountName name) => new("account", name.Text.ToUpperInvariant());
}
