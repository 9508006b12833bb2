namespace CostCompass.Budgets;

/// <summary>The maximum spend of a month.</summary>
public sealed record CostBudget
{
    /// <summary>The name that the user specified. It is unique and not case-sensitive.</summary>
    public required string Name { get; init; }

    /// <summary>The maximum spend of each calendar month, greater than 0, in units of the currency.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>The scope of the budget.</summary>
    public BudgetScope Scope => Account is not null ? BudgetScope.Account : Provider is not null ? BudgetScope.Provider : BudgetScope.WholeStack;

    /// <summary>The account that it covers, or null for a provider or the whole stack.</summary>
    public string? Account { get; init; }

    /// <summary>The provider that it covers, or null for an account or the whole stack.</summary>
    public string? Provider { get; init; }

    /// <summary>Creates a budget, or throws if it isn't valid.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="amount">The maximum spend of a month.</param>
    /// <param name="currency">The ISO 4217 code, not case-sensitive.</param>
    /// <param name="account">The account. Null or empty for all.</param>
    /// <param name="provider">The provider. Null or empty for all.</param>
    /// <exception cref="CostException"><c>InvalidName</c>, <c>InvalidBudgetAmount</c>, <c>InvalidCurrency</c>, <c>BudgetScopeContradiction</c>, <c>InvalidAccountName</c>.</exception>
    public static CostBudget Of(string? name, decimal amount, string? currency, string? account = null, string? provider = null)
    {
        decimal kept = Balances.Amount.Round(amount);
        if (kept <= 0m || amount > Balances.Amount.Maximum)
        {
            throw BudgetErrors.InvalidBudgetAmount();
        }

        if (!string.IsNullOrEmpty(account) && !string.IsNullOrEmpty(provider))
        {
            throw BudgetErrors.BudgetScopeContradiction();
        }

        return new CostBudget
        {
            Name = DisplayName.Require(name),
            Amount = kept,
            Currency = CurrencyCode.Require(currency),
            Account = string.IsNullOrEmpty(account) ? null : AccountName.Require(account).Text,
            Provider = string.IsNullOrEmpty(provider) ? null : DisplayName.Require(provider),
        };
    }

    /// <summary>Whether the cost of an account counts in this budget.</summary>
    /// <param name="account">The account's name.</param>
    /// <param name="provider">Its provider.</param>
    public bool Covers(AccountName account, string provider) => Scope switch
    {
        BudgetScope.Account => account == Account!,
        BudgetScope.Provider => CostProvider.NameComparer.Equals(provider, Provider),
        _ => true,
    };

    /// <inheritdoc/>
    public override string ToString() => Name;
}
