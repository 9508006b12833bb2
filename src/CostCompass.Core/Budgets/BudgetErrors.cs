namespace CostCompass.Budgets;

/// <summary>All errors of budgets, so that each is worded once.</summary>
internal static class BudgetErrors
{
    public static CostException BudgetNotFound(string name) => new(
        "BudgetNotFound",
        CostErrorKind.NotFound,
        $"The budget '{name}' doesn't exist.",
        "To list the budgets, run Get-CostBudget. To create one, run Set-CostBudget.");

    public static CostException BudgetNotFoundAtAll() => new(
        "BudgetNotFound",
        CostErrorKind.NotFound,
        "No budget was checked because no budget exists.",
        "To create a budget, run Set-CostBudget.");

    public static CostException BudgetNotFoundForPattern(string pattern) => new(
        "BudgetNotFound",
        CostErrorKind.NotFound,
        $"No budget matches '{pattern}'.",
        "To list the budgets, run Get-CostBudget. To create one, run Set-CostBudget.");

    public static CostException BudgetScopeContradiction() => new(
        "BudgetScopeContradiction",
        CostErrorKind.InvalidInput,
        "-Account and -Provider can't be combined.",
        "Specify -Account or -Provider, or omit both to create a budget for the whole stack.");

    public static CostException BudgetWithoutHistory(string budget, string scope) => new(
        "BudgetWithoutHistory",
        CostErrorKind.NotFound,
        $"The budget '{budget}' can't be checked: there is no history of {scope}.",
        "Run Get-CostBudget to check which account or provider the budget names, and then run Update-CostSnapshot.");

    public static CostException InvalidBudgetAmount() => new(
        "InvalidBudgetAmount",
        CostErrorKind.InvalidInput,
        "-Amount must be greater than 0 and at most 1e9.",
        "Specify the maximum spend of a month.");
}
