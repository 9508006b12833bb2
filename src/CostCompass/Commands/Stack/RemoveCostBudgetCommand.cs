using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Removes budgets. Removing a budget doesn't affect the recorded spend.</summary>
[Cmdlet(VerbsCommon.Remove, "CostBudget", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Remove-CostBudget.md")]
[OutputType(typeof(void))]
public sealed class RemoveCostBudgetCommand : BudgetCmdlet
{
    /// <summary>The names of the budgets. Wildcards are allowed, and Tab completes names.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BudgetNameCompleter))]
    public string[] Name { get; set; } = [];

    private protected override void Process() =>
        RemoveEach(Name, Find, budget => budget.Name, "Remove the budget", budget => Store.Budgets.Remove(budget.Name));
}
