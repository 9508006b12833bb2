using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Gets recorded top-ups, grants, grant expiries and refunds, oldest first.</summary>
[Cmdlet(VerbsCommon.Get, "CostBalanceEvent", HelpUri = HelpPage.Folder + "Get-CostBalanceEvent.md")]
[OutputType(typeof(CostBalanceEvent))]
public sealed class GetCostBalanceEventCommand : CostCompassCmdlet
{
    /// <summary>The name of the account. Wildcards are allowed. The default is all accounts.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Account")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string Name { get; set; } = "*";

    /// <summary>Returns only events of this kind.</summary>
    [Parameter]
    public BalanceEventKind? Kind { get; set; }

    private protected override void Process()
    {
        var pattern = Wildcard.Of(Name);
        WriteObject(
            Store.ReadEvents()
                .Where(one => one.RemovedAt is null && pattern.IsMatch(one.Account) && (Kind is null || one.Kind == Kind))
                .Select(one => one.ToLocal()),
            enumerateCollection: true);
    }
}
