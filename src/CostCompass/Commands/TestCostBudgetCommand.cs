using System.Management.Automation;
using CostCompass.Budgets;
using CostCompass.Errors;
using CostCompass.Summaries;

namespace CostCompass.Commands;

/// <summary>
/// Holds the current month against the budgets: whether each holds, is going to be exceeded as far as the forecast tells and on
/// which day, or is exceeded. With -Quiet one answer for all of them, for scripts.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "CostBudget")]
[OutputType(typeof(CostBudgetStatus), typeof(bool))]
public sealed class TestCostBudgetCommand : StackCmdlet
{
    private List<AccountOutlook>? _accounts;
    private bool _holds = true;

    /// <summary>The names of the budgets, with wildcards. All of them without it.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Give one Boolean: true when every budget holds and is going to hold. A budget of which nothing can be said is an error and counts as false.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>With -Quiet: only a budget that is exceeded counts as false, not one that is going to be.</summary>
    [Parameter]
    public SwitchParameter IgnoreForecast { get; set; }

    private protected override void Process()
    {
        IReadOnlyList<CostBudget> budgets = Store.Budgets.Read();
        foreach (string name in Name)
        {
            var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
            List<CostBudget> found = budgets.Where(budget => pattern.IsMatch(budget.Name)).ToList();
            if (found.Count == 0 && (budgets.Count == 0 || !WildcardPattern.ContainsWildcardCharacters(name)))
            {
                _holds = false;
                WriteError(ErrorRecords.From(NotFound(name), name));
            }

            foreach (CostBudget budget in found)
            {
                Check(budget);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Quiet)
        {
            WriteObject(_holds);
        }
    }

    private void Check(CostBudget budget)
    {
        try
        {
            _accounts ??= ReadAccounts();
            if (!_accounts.Exists(account => budget.Covers(account.Account, account.Provider)) && (budget.Scope != BudgetScope.WholeStack || Subscriptions.Count == 0))
            {
                throw NothingKnown(budget);
            }

            CostBudgetStatus status = new BudgetCheck(MonthSpan.Around(ReadUntil, Calendar), Rates, Calendar).Of(budget, _accounts, Subscriptions);
            _holds &= status.State == BudgetState.Ok || (IgnoreForecast && status.State == BudgetState.Forecast);
            if (!Quiet)
            {
                WriteObject(status);
            }
        }
        catch (CostException failure)
        {
            _holds = false;
            WriteError(ErrorRecords.From(failure, budget.Name));
        }
    }

    private static CostException NothingKnown(CostBudget budget) => new(
        "BudgetWithoutHistory",
        CostErrorKind.NotFound,
        $"Nothing is known of what the budget '{budget.Name}' holds for{(budget.Account ?? budget.Provider) switch { null => "", var scope => $" ({scope})" }}: there is no history of it.",
        "Check its account or provider with Get-CostBudget, and run Update-CostSnapshot.");

    private static CostException NotFound(string name) => new(
        "BudgetNotFound",
        CostErrorKind.NotFound,
        WildcardPattern.ContainsWildcardCharacters(name) ? "There is no budget." : $"There is no budget named '{name}'.",
        "Get-CostBudget lists the budgets; Set-CostBudget makes one.");
}
