namespace CostCompass.Parameters;

/// <summary>Completes the names of budgets.</summary>
public sealed class BudgetNameCompleter : StoredNameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Offer(CostSession session, CompletedParameter completed) =>
        session.Store.Budgets.Read().Select(budget => (budget.Name, Tip(budget)));

    private static string Tip(CostBudget budget) => string.Create(
        CultureInfo.InvariantCulture,
        $"{budget.Amount:0.00#######} {budget.Currency} a month for {budget.Account ?? budget.Provider ?? "the whole stack"}");
}
