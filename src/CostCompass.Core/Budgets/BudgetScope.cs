namespace CostCompass.Budgets;

/// <summary>The scope of a budget.</summary>
public enum BudgetScope
{
    /// <summary>Everything: all accounts of all providers, and the subscriptions.</summary>
    WholeStack,

    /// <summary>All accounts of one provider.</summary>
    Provider,

    /// <summary>One account.</summary>
    Account,
}
