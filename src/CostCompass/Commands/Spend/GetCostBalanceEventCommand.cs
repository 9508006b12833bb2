using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Lists the recorded top-ups, grants, expiries and refunds, oldest first.</summary>
[Cmdlet(VerbsCommon.Get, "CostBalanceEvent", HelpUri = HelpPage.Folder + "Get-CostBalanceEvent.md")]
[OutputType(typeof(CostBalanceEvent))]
public sealed class GetCostBalanceEventCommand : CostCompassCmdlet
{
    /// <summary>The names of the accounts, with wildcards. Without it the events of every account are listed.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string Name { get; set; } = "*";

    /// <summary>Only events of this kind.</summary>
    [Parameter]
    public BalanceEventKind? Kind { get; set; }

    private protected override void Process()
    {
        var pattern = Wildcard.Of(Name);
        WriteObject(
            Store.ReadEvents()
                .Where(one => one.RemovedAt is null && pattern.IsMatch(one.Account) && (Kind is null || one.Kind == Kind))
                .Select(BalanceEventView.Of),
            enumerateCollection: true);
    }
}
