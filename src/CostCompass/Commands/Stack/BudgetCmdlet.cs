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
        () => new CostException(
            "BudgetNotFound",
            CostErrorKind.NotFound,
            $"The budget '{AccountName.Shown(pattern)}' doesn't exist.",
            "To list the budgets, run Get-CostBudget. To create one, run Set-CostBudget."));
}
