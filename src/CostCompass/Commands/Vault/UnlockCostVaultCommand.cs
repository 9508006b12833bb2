using System.Management.Automation;
using System.Security;
using CostCompass.Storage.Vault;

namespace CostCompass.Commands;

/// <summary>
/// Unlocks the vault for all runspaces of the process, or creates the vault. The vault stays unlocked until you lock it, until
/// -Timeout has passed, or until the process ends.
/// </summary>
[Cmdlet(VerbsCommon.Unlock, "CostVault", SupportsShouldProcess = true, DefaultParameterSetName = PasswordSet, HelpUri = HelpPage.Folder + "Unlock-CostVault.md")]
[OutputType(typeof(CostVault))]
public sealed class UnlockCostVaultCommand : VaultCmdlet
{
    private const string PasswordSet = "Password";
    private const string CurrentUserSet = "CurrentUser";

    /// <summary>
    /// The password of the vault, exactly as typed: 1 to 1024 characters. The default is the value of COSTCOMPASS_VAULT_PASSWORD. If
    /// that isn't set, the cmdlet prompts.
    /// </summary>
    [Parameter(ParameterSetName = PasswordSet, Position = 0)]
    [SecretTransformation]
    public SecureString? Password { get; set; }

    /// <summary>
    /// How long the vault stays unlocked, for example 08:00:00. The maximum is 30 days. Without it, the vault stays unlocked until
    /// you lock it or the process ends.
    /// </summary>
    [Parameter(ParameterSetName = PasswordSet)]
    public TimeSpan? Timeout { get; set; }

    /// <summary>
    /// Creates or unlocks a vault without a password. On Windows it is bound to your login (DPAPI). On Linux and macOS it is bound to
    /// a key file that only you can read, so anyone who can read your files can unlock it.
    /// </summary>
    [Parameter(ParameterSetName = CurrentUserSet, Mandatory = true)]
    public SwitchParameter CurrentUser { get; set; }

    private protected override void Process() => Attempt(VaultAccess.FilePath, () =>
    {
        if (!ShouldProcess(VaultAccess.FilePath, "Unlock the vault"))
        {
            return;
        }

        bool isNew = !VaultAccess.Describe().Exists;
        if (isNew)
        {
            Say(
                $"The vault doesn't exist yet. This command creates it at '{VaultAccess.FilePath}'."
                + (CurrentUser ? "" : " If you lose its password, the keys in it can't be recovered."));
        }

        if (CurrentUser)
        {
            VaultAccess.UnlockForCurrentUser();
        }
        else
        {
            using SecretText password = isNew ? ReadNewPassword(Password, "Password of the new vault") : ReadPassword(Password, "Password of the vault");
            VaultAccess.Unlock(password, Timeout);
        }

        ConfirmAddresses();
        WriteVault();
    });

    // For keys that an earlier version sealed without an address, the user confirms the address once, because only the store contains it.
    private void ConfirmAddresses()
    {
        using UnlockedVault vault = VaultAccess.Open();
        HashSet<AccountName> open = [.. vault.ListWithoutAddress()];
        if (open.Count == 0)
        {
            return;
        }

        Dictionary<AccountName, KeyAddress> named = Store.ReadAccounts()
            .Where(account => account.KeySource == KeySource.Vault && open.Contains(account.Name) && KeyAddress.TryOf(account.BaseUri) is not null)
            .ToDictionary(account => new AccountName(account.Name), ConfirmedAddresses.Named);
        if (named.Count == 0)
        {
            return;
        }

        string list = string.Join(", ", named.Select(one => $"'{one.Key.Text}' to {one.Value}"));
        var unasked = AccountErrors.KeyAddressNotConfirmedInVault(list);
        try
        {
            if (IsAgreed($"An earlier version of CostCompass stored these keys without their addresses. Send the key of {list}?", unasked))
            {
                vault.Confirm(named);
                return;
            }
        }
        catch (CostException failure) when (failure.ErrorId == ConfirmedAddresses.ErrorId)
        {
            // The session isn't interactive: the vault is still open for the keys that have an address.
        }

        WriteWarning($"{unasked.Message} {unasked.RecommendedAction}");
    }

    // Like Write-Host: shown to the user, without a warning in a script that creates a vault on purpose.
    private void Say(string message) => WriteInformation(new HostInformationMessage { Message = message }, ["PSHOST"]);
}
