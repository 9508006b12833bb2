using CostCompass.Providers.Http;
using CostCompass.Storage.Vault;

namespace CostCompass.Application;

/// <summary>
/// The addresses to which keys outside the vault may be sent: those that the user of this computer has confirmed, and for a provider's
/// default environment variable, the address of <see cref="AccountDirectory.BaseUriOf"/>. A store can't add to them.
/// </summary>
/// <param name="session">The session.</param>
public sealed class ConfirmedAddresses(CostSession session)
{
    /// <summary>The error identifier for an address that isn't confirmed.</summary>
    public const string ErrorId = "KeyAddressNotConfirmed";

    private readonly KeyConsentFile _file = new(StoreFolder.Current);
    private IReadOnlyList<KeyConsent>? _consents;
    private IReadOnlyDictionary<AccountName, KeyAddress?>? _sealed;

    private IReadOnlyList<KeyConsent> Consents => _consents ??= _file.Read();

    /// <summary>The address of an account.</summary>
    /// <param name="account">The account.</param>
    /// <exception cref="CostException"><c>InvalidBaseUri</c> if no key can be sent there; <c>StoreDamaged</c>.</exception>
    public static KeyAddress Named(CostAccount account)
    {
        RequireReadable(account);
        return KeyAddress.TryOf(account.BaseUri) ?? KeyAddress.Of(BaseAddress.Require(account.BaseUri));
    }

    /// <summary>Throws for an account with a field that can't be read from the store.</summary>
    /// <param name="account">The account.</param>
    /// <exception cref="CostException"><c>StoreDamaged</c>.</exception>
    public static void RequireReadable(CostAccount account)
    {
        if (account.Damage is not null)
        {
            throw StoreErrors.StoreDamagedAccount(account.Name, account.Damage);
        }
    }

    /// <summary>Whether the key of an account outside the vault may be sent to the address of the account.</summary>
    /// <param name="account">The account.</param>
    public bool Contains(CostAccount account) => Consents.Contains(ConsentFor(account)) || IsOfEnvironment(account);

    /// <summary>The confirmed addresses for the key of an account outside the vault.</summary>
    /// <param name="account">The account.</param>
    public IReadOnlyList<KeyAddress> Of(CostAccount account) =>
        [.. Consents.Where(consent => consent.IsOfSameKey(ConsentFor(account))).Select(consent => consent.Address)];

    /// <summary>Confirms the address of an account for its key outside the vault.</summary>
    /// <param name="account">The account.</param>
    public void Add(CostAccount account)
    {
        _file.Add([ConsentFor(account)]);
        _consents = null;
    }

    /// <summary>Removes the confirmation, unless another account has the same key at the same address.</summary>
    /// <param name="account">The removed account.</param>
    /// <param name="others">The remaining accounts.</param>
    public void Remove(CostAccount account, IReadOnlyList<CostAccount> others)
    {
        KeyConsent consent = ConsentFor(account);
        if (!others.Any(other => other.KeySource != KeySource.Vault && KeyAddress.TryOf(other.BaseUri) is not null && ConsentFor(other) == consent))
        {
            _file.Remove(consent);
            _consents = null;
        }
    }

    /// <summary>Whether something must be confirmed before the key of an account is sent. For display only: nothing is verified.</summary>
    /// <param name="account">The account.</param>
    public bool IsMissing(CostAccount account)
    {
        if (account.KeySource != KeySource.Vault)
        {
            return !Contains(account);
        }

        // A missing key is reported when it is needed.
        var vault = new VaultFile(VaultAccess.FilePath);
        _sealed ??= vault.Exists ? vault.ReadAddresses() : new Dictionary<AccountName, KeyAddress?>();
        return _sealed.TryGetValue(account.Name, out KeyAddress? address) && address != Named(account);
    }

    /// <summary>The accounts whose key comes from another place, is sent to another place, or isn't confirmed. Null if there are none.</summary>
    /// <param name="before">The accounts of the store before the change.</param>
    /// <param name="after">The accounts of the new store.</param>
    public string? Review(IReadOnlyList<CostAccount> before, IReadOnlyList<CostAccount> after)
    {
        List<string> lines = [];
        foreach (CostAccount account in after)
        {
            CostAccount? former = before.FirstOrDefault(one => new AccountName(one.Name) == account.Name);
            if (former is not null && Place(former) != Place(account))
            {
                lines.Add($"'{account.Name}': {Place(former)} -> {Place(account)}");
            }
            else if (KeyAddress.TryOf(account.BaseUri) is null || IsMissing(account))
            {
                lines.Add($"'{account.Name}': {Place(account)}");
            }
        }

        return lines.Count == 0
            ? null
            : "In this store, the keys of these accounts belong to addresses that aren't confirmed on this computer: "
                + string.Join("; ", lines) + ". No key is sent there until you confirm it with Confirm-CostAccount.";
    }

    /// <summary>The error for a key that wasn't sent.</summary>
    /// <param name="account">The account as it is in the store.</param>
    /// <param name="confirmed">The addresses that are confirmed for its key.</param>
    public static CostException Missing(CostAccount account, IReadOnlyList<KeyAddress> confirmed) => AccountErrors.KeyAddressNotConfirmed(
        account.Name, KeyOf(account), Named(account), confirmed.Count == 0, string.Join(", ", confirmed), Command(account));

    /// <summary>A description of where the key of an account comes from.</summary>
    /// <param name="account">The account.</param>
    public static string KeyOf(CostAccount account) => account.KeySource switch
    {
        KeySource.Environment => $"the environment variable {Shown(account.KeyReference)}",
        KeySource.SecretManagement => $"the secret '{Shown(account.KeyReference)}'{(account.SecretVault is null ? "" : $" in '{Shown(account.SecretVault)}'")}",
        _ => "its key in the vault",
    };

    /// <summary>The command that confirms the address of an account, including all addresses that are already confirmed.</summary>
    /// <param name="account">The account.</param>
    public static string Command(CostAccount account) => $"Confirm-CostAccount {Argument(account.Name)} -BaseUri {Named(account)}" + account.KeySource switch
    {
        KeySource.Environment => $" -EnvironmentVariable {Argument(account.KeyReference)}",
        KeySource.SecretManagement => $" -SecretName {Argument(account.KeyReference)}{(account.SecretVault is null ? "" : $" -Vault {Argument(account.SecretVault)}")}",
        _ => "",
    };

    private bool IsOfEnvironment(CostAccount account) =>
        account.KeySource == KeySource.Environment
        && session.Providers.BuiltIn.FirstOrDefault(provider => CostProvider.NameComparer.Equals(provider.Name, account.Provider)) is { } provider
        && account.KeyReference == provider.Description.EnvironmentVariable
        && KeyAddress.TryOf(AccountDirectory.BaseUriOf(provider)) == Named(account);

    private static KeyConsent ConsentFor(CostAccount account) =>
        new(account.Provider.ToLowerInvariant(), Named(account), account.KeySource, account.KeyReference ?? "", account.SecretVault);

    private static string Place(CostAccount account) =>
        $"{KeyAddress.TryOf(account.BaseUri)?.ToString() ?? "an address that isn't valid"} with {KeyOf(account)}";

    private static string Argument(string? text) => ForeignText.Argument(Shown(text));

    private static string Shown(string? text) => AccountName.Shown(QuotedText.Clean(text ?? "", default));
}
