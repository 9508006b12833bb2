using System.Management.Automation;
using System.Security;
using CostCompass.Storage.Vault;

namespace CostCompass.Commands;

/// <summary>
/// Changes what opens the vault: another password, or the current user's login. The sealed keys stay as they are; the file is
/// replaced as a whole, so that it is never half changed.
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

    /// <summary>The present password. Not needed when the vault is unlocked.</summary>
    [Parameter]
    [SecretTransformation]
    public SecureString? CurrentPassword { get; set; }

    /// <summary>Let the vault open for the current user without a password.</summary>
    [Parameter(ParameterSetName = CurrentUserSet, Mandatory = true)]
    public SwitchParameter CurrentUser { get; set; }

    private protected override void Process() => Attempt(VaultAccess.FilePath, () =>
    {
        if (!ShouldProcess(VaultAccess.FilePath, CurrentUser ? "Let the current user open the vault" : "Change the password of the vault"))
        {
            return;
        }

        if (CurrentPassword is not null)
        {
            // Given is given: a wrong present password is refused also while the vault is open.
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
