using CostCompass.Providers.Http;

namespace CostCompass.Application;

/// <summary>The message about a key whose address isn't confirmed, and the command that confirms it.</summary>
public static class AddressConfirmation
{
    /// <summary>The identifier of the error.</summary>
    public const string ErrorId = "KeyAddressNotConfirmed";

    /// <summary>The error for a key that wasn't sent.</summary>
    /// <param name="account">The account from the store.</param>
    /// <param name="confirmed">The confirmed addresses of its key.</param>
    public static CostException Missing(CostAccount account, IReadOnlyList<KeyAddress> confirmed) => new(
        ErrorId,
        CostErrorKind.Security,
        $"The key of account '{account.Name}' wasn't sent. In the store, {KeyOf(account)} belongs to {ConfirmedAddresses.Named(account)}, but "
        + (confirmed.Count == 0 ? "no address is confirmed for that key on this computer." : $"the confirmed address of that key is {string.Join(", ", confirmed)}."),
        $"If that key belongs to {ConfirmedAddresses.Named(account)}, run: {Command(account)}. If it doesn't, the store was changed. Connect the account again with -BaseUri.");

    /// <summary>The source of an account's key, in words.</summary>
    /// <param name="account">The account.</param>
    public static string KeyOf(CostAccount account) => account.KeySource switch
    {
        KeySource.Environment => $"the environment variable {Shown(account.KeyReference)}",
        KeySource.SecretManagement => $"the secret '{Shown(account.KeyReference)}'{(account.SecretVault is null ? "" : $" in '{Shown(account.SecretVault)}'")}",
        _ => "its key in the vault",
    };

    /// <summary>The command that confirms the address of an account, including everything it confirms.</summary>
    /// <param name="account">The account.</param>
    public static string Command(CostAccount account) => $"Confirm-CostAccount {Argument(account.Name)} -BaseUri {ConfirmedAddresses.Named(account)}" + account.KeySource switch
    {
        KeySource.Environment => $" -EnvironmentVariable {Argument(account.KeyReference)}",
        KeySource.SecretManagement => $" -SecretName {Argument(account.KeyReference)}{(account.SecretVault is null ? "" : $" -Vault {Argument(account.SecretVault)}")}",
        _ => "",
    };

    private static string Argument(string? text) => ForeignText.Argument(Shown(text));

    private static string Shown(string? text) => AccountName.Shown(QuotedText.Clean(text ?? "", default));
}
