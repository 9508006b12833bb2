using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Tells where the vault is, what opens it, and whether it is open. Needs no password and shows no key.</summary>
[Cmdlet(VerbsCommon.Get, "CostVault", HelpUri = HelpPage.Folder + "Get-CostVault.md")]
[OutputType(typeof(CostVault))]
public sealed class GetCostVaultCommand : VaultCmdlet
{
    private protected override void Process() => WriteVault();
}
