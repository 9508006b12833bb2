using System.Management.Automation;
using System.Security;
using CostCompass.Storage.Vault;

namespace CostCompass.Commands;

/// <summary>
/// Changes the vault password, or lets your login open the vault. It encrypts only the key of the vault again; the encrypted API keys
/// don't change. The file is replaced in one step, so it is never partly changed.
/// </summary>
[Cmdlet(VerbsCommon.Set, "CostVaultPassword", SupportsShouldProcess = true, DefaultParameterSetName = PasswordSet, HelpUri = HelpPage.Folder + "Set-CostVaultPassword.md")]
[OutputType(typeof(CostVault))]
public sealed class SetCostVaultPasswordCommand : VaultCmdlet
{
    private const string PasswordSet = "Password";
    private const string CurrentUserSet = "CurrentUser";

    /// <summary>The new password: 1 to 1024 characters.</summary>
    [Parameter(ParameterSetName = PasswordSet, Mandatory = true, Position = 0)]
    [SecretTransformation]
    public SecureString? Password { get; set; }

    /// <summary>The current password. It isn't required while the vault is unlocked. If you specify it, it must be correct.</summary>
    [Parameter]
    [SecretTransformation]
    public SecureString? CurrentPassword { get; set; }

    /// <summary>
    /// Lets the vault open for the current user without a password: through the login (DPAPI) on Windows, and through a key file that
    /// only this user can read on other systems.
    /// </summary>
    [Parameter(ParameterSetName = CurrentUserSet, Mandatory = true)]
    public SwitchParameter CurrentUser { get; set; }

    private protected override void Process() => Attempt(VaultAccess.FilePath, () =>
    {
        if (!ShouldProcess(VaultAccess.FilePath, CurrentUser ? "Let the current user open the vault without a password" : "Change the password of the vault"))
        {
            return;
        }

        if (CurrentPassword is not null)
        {
            // A specified current password must be correct, even while the vault is open.
            using SecretText current = SecretText.FromSecureString(CurrentPassword);
            VaultKeyring.Shared.UnlockAgain(VaultAccess.FilePath, current.Span);
        }

        using UnlockedVault vault = VaultAccess.Open();
        if (CurrentUser)
        {
            vault.ProtectForCurrentUser();
        }
        else
        {
            using SecretText password = SecretText.FromSecureString(Password!);
            vault.ProtectWithPassword(password.Span);
        }

        WriteVault();
    });
}
