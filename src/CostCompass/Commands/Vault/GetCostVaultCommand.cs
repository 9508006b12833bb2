using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Gets the location and state of the vault. It doesn't need the password and shows no key.</summary>
[Cmdlet(VerbsCommon.Get, "CostVault", HelpUri = HelpPage.Folder + "Get-CostVault.md")]
[OutputType(typeof(CostVault))]
public sealed class GetCostVaultCommand : VaultCmdlet
{
    private protected override void Process() => WriteVault();
}
