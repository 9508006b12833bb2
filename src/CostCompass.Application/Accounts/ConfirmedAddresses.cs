using CostCompass.Providers.Http;
using CostCompass.Storage.Vault;

namespace CostCompass.Application;

/// <summary>
/// Where keys from outside the vault may be sent: what the user of this computer has agreed to, and what the environment says by itself, which
/// is a provider's own variable at the address of <see cref="AccountDirectory.BaseUriOf"/>. A store says neither.
/// </summary>
/// <param name="session">The session.</param>
public sealed class ConfirmedAddresses(CostSession session)
{
    private readonly KeyConsentFile _file = new(StoreFolder.Current);
    private IReadOnlyList<KeyConsent>? _consents;
    private IReadOnlyDictionary<AccountName, KeyAddress?>? _sealed;

    private IReadOnlyList<KeyConsent> Consents => _consents ??= _file.Read();

    /// <summary>The address that an account names.</summary>
    /// <param name="account">The account.</param>
    /// <exception cref="CostException"><c>InvalidBaseUri</c> when no key can be sent there; <c>StoreDamaged</c>.</exception>
    public static KeyAddress Named(CostAccount account)
    {
        RequireReadable(account);
        return KeyAddress.TryOf(account.BaseUri) ?? KeyAddress.Of(BaseAddress.Require(account.BaseUri));
    }

    /// <summary>Fails for an account of which something can't be read in the store.</summary>
    /// <param name="account">The account.</param>
    /// <exception cref="CostException"><c>StoreDamaged</c>.</exception>
    public static void RequireReadable(CostAccount account)
    {
        if (account.Damage is not null)
        {
            throw new CostException(
                "StoreDamaged",
                CostErrorKind.Reading,
                $"The account '{account.Name}' can't be used because the store contains a value that isn't valid for it ({account.Damage}).",
                "Connect the account again with -Force, remove it with Disconnect-CostAccount, or restore a backup with Restore-CostStore.");
        }
    }

    /// <summary>Whether the key of an account, which is not in the vault, may be sent to the address that the account names.</summary>
    /// <param name="account">The account.</param>
    public bool Contains(CostAccount account) => Consents.Contains(ConsentFor(account)) || IsOfEnvironment(account);

    /// <summary>The addresses that are confirmed for the key of an account, which is not in the vault.</summary>
    /// <param name="account">The account.</param>
    public IReadOnlyList<KeyAddress> Of(CostAccount account) =>
        [.. Consents.Where(consent => consent.IsOfSameKey(ConsentFor(account))).Select(consent => consent.Address)];

    /// <summary>Remembers that the user has agreed to send the key of an account, which is not in the vault, to the address that it names.</summary>
    /// <param name="account">The account.</param>
    public void Add(CostAccount account)
    {
        _file.Add([ConsentFor(account)]);
        _consents = null;
    }

    /// <summary>Forgets that, unless another account has the same key at the same address.</summary>
    /// <param name="account">The account, which is no longer there.</param>
    /// <param name="others">The accounts that are left.</param>
    public void Remove(CostAccount account, IReadOnlyList<CostAccount> others)
    {
        KeyConsent consent = ConsentFor(account);
        if (!others.Any(other => other.KeySource != KeySource.Vault && KeyAddress.TryOf(other.BaseUri) is not null && ConsentFor(other) == consent))
        {
            _file.Remove(consent);
            _consents = null;
        }
    }

    /// <summary>Whether there is something to confirm before the key of an account is sent. It only serves to tell: nothing is verified.</summary>
    /// <param name="account">The account.</param>
    public bool IsMissing(CostAccount account)
    {
        if (account.KeySource != KeySource.Vault)
        {
            return !Contains(account);
        }

        // A key that is not there is missed when it is asked for.
        var vault = new VaultFile(VaultAccess.FilePath);
        _sealed ??= vault.Exists ? vault.ReadAddresses() : new Dictionary<AccountName, KeyAddress?>();
        return _sealed.TryGetValue(account.Name, out KeyAddress? address) && address != Named(account);
    }

    private bool IsOfEnvironment(CostAccount account) =>
        account.KeySource == KeySource.Environment
        && session.Providers.BuiltIn.FirstOrDefault(provider => CostProvider.NameComparer.Equals(provider.Name, account.Provider)) is { } provider
        && account.KeyReference == provider.Description.EnvironmentVariable
        && KeyAddress.TryOf(AccountDirectory.BaseUriOf(provider)) == Named(account);

    private static KeyConsent ConsentFor(CostAccount account) =>
        new(account.Provider.ToLowerInvariant(), Named(account), account.KeySource, account.KeyReference ?? "", account.SecretVault);
}
