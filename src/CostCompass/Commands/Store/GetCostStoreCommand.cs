using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Tells where the accounts and histories are kept, and how much there is.</summary>
[Cmdlet(VerbsCommon.Get, "CostStore", HelpUri = HelpPage.Folder + "Get-CostStore.md")]
[OutputType(typeof(CostStore))]
public sealed class GetCostStoreCommand : CostCompassCmdlet
{
    private protected override void Process() => WriteObject(Store.ReadStatus());
}
