namespace CostCompass.Commands;

/// <summary>A command for existing budgets.</summary>
public abstract class BudgetCmdlet : CostCompassCmdlet
{
    /// <summary>The budgets whose names match.</summary>
    /// <param name="pattern">A name or a wildcard pattern.</param>
    /// <exception cref="CostException"><c>BudgetNotFound</c> if a plain name has none.</exception>
    private protected IReadOnlyList<CostBudget> Find(string pattern) => Wildcard.Of(pattern).Find(
        Store.Budgets.Read(),
        budget => budget.Name,
        () => BudgetErrors.BudgetNotFound(AccountName.Shown(pattern)));
}
