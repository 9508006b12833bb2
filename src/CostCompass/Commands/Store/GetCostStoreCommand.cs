using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Gets the location and size of the store.</summary>
[Cmdlet(VerbsCommon.Get, "CostStore", HelpUri = HelpPage.Folder + "Get-CostStore.md")]
[OutputType(typeof(CostStore))]
public sealed class GetCostStoreCommand : CostCompassCmdlet
{
    private protected override void Process() => WriteObject(Store.ReadStatus());
}
