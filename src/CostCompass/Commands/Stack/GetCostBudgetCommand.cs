using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Gets the budgets.</summary>
[Cmdlet(VerbsCommon.Get, "CostBudget", HelpUri = HelpPage.Folder + "Get-CostBudget.md")]
[OutputType(typeof(CostBudget))]
public sealed class GetCostBudgetCommand : BudgetCmdlet
{
    /// <summary>The names of the budgets. Wildcards are allowed. The default is all budgets.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BudgetNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    private protected override void Process() =>
        ForEach(Name, name => WriteObject(Find(name).OrderBy(budget => budget.Currency, StringComparer.Ordinal), enumerateCollection: true));
}
