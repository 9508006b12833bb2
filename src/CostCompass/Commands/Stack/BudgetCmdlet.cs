namespace CostCompass.Commands;

/// <summary>A command on budgets that are there.</summary>
public abstract class BudgetCmdlet : CostCompassCmdlet
{
    /// <summary>The budgets whose names match.</summary>
    /// <param name="pattern">A name or a wildcard pattern.</param>
    /// <exception cref="CostException"><c>BudgetNotFound</c> when a plain name has none.</exception>
    private protected IReadOnlyList<CostBudget> Find(string pattern) => Wildcard.Of(pattern).Find(
        Store.Budgets.Read(),
        budget => budget.Name,
        () => new CostException(
            "BudgetNotFound",
            CostErrorKind.NotFound,
            $"There is no budget named '{AccountName.Shown(pattern)}'.",
            "Get-CostBudget lists the budgets; Set-CostBudget sets one."));
}
