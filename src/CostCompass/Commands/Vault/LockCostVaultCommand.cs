using System.Management.Automation;
using CostCompass.Storage.Vault;

namespace CostCompass.Commands;

/// <summary>
/// Locks the vault for all runspaces of the process. It overwrites the key of the vault in memory. Accounts whose keys are in the
/// vault can't be queried until you unlock it again. Other accounts aren't affected. Locking a locked vault changes nothing.
/// </summary>
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
