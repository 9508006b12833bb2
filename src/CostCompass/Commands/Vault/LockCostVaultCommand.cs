using System.Management.Automation;
using CostCompass.Storage.Vault;

namespace CostCompass.Commands;

/// <summary>Locks the vault for every runspace of the process: the key that opens it is overwritten in memory.</summary>
[Cmdlet(VerbsCommon.Lock, "CostVault", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Lock-CostVault.md")]
[OutputType(typeof(CostVault))]
public sealed class LockCostVaultCommand : VaultCmdlet
{
    private protected override void Process()
    {
        string path = VaultAccess.FilePath;
        if (ShouldProcess(path, "Lock the vault"))
        {
            VaultKeyring.Shared.Lock(path);
            WriteVault();
        }
    }
}
