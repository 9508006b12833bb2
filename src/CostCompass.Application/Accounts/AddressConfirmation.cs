using CostCompass.Providers.Http;

namespace CostCompass.Application;

/// <summary>What is said of a key whose address no one has confirmed, and the command that confirms it.</summary>
public static class AddressConfirmation
{
    /// <summary>The identifier of the failure.</summary>
    public const string ErrorId = "KeyAddressNotConfirmed";

    /// <summary>The failure: the key wasn't sent.</summary>
    /// <param name="account">The account, as the store has it.</param>
    /// <param name="confirmed">The addresses that are confirmed for its key.</param>
    public static CostException Missing(CostAccount account, IReadOnlyList<KeyAddress> confirmed) => new(
        ErrorId,
        CostErrorKind.Security,
        $"The key of account '{account.Name}' wasn't sent. In the store, {KeyOf(account)} belongs to {ConfirmedAddresses.Named(account)}, but "
        + (confirmed.Count == 0 ? "no address is confirmed for that key on this computer." : $"the confirmed address of that key is {string.Join(", ", confirmed)}."),
        $"If that key belongs to {ConfirmedAddresses.Named(account)}, run: {Command(account)}. If it doesn't, the store was changed. Connect the account again with -BaseUri.");

    /// <summary>Where the key of an account comes from, in words.</summary>
    /// <param name="account">The account.</param>
    public static string KeyOf(CostAccount account) => account.KeySource switch
    {
        KeySource.Environment => $"the environment variable {Shown(account.KeyReference)}",
        KeySource.SecretManagement => $"the secret '{Shown(account.KeyReference)}'{(account.SecretVault is null ? "" : $" in '{Shown(account.SecretVault)}'")}",
        _ => "its key in the vault",
    };

    /// <summary>The command that confirms the address of an account, with everything that is confirmed.</summary>
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
