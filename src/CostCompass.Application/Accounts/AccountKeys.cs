using CostCompass.Storage.Vault;

namespace CostCompass.Application;

/// <summary>Gets the key of an account for the duration of one request.</summary>
/// <param name="session">The session.</param>
/// <param name="readSecret">Reads the key of an account that names a secret of SecretManagement.</param>
public sealed class AccountKeys(CostSession session, Func<CostAccount, SecretText> readSecret)
{
    private readonly ConfirmedAddresses _confirmed = new(session);

    /// <summary>
    /// The key of an account, for the address of the account. It is returned only if that address is sealed with the key, or confirmed on this
    /// computer. The caller disposes it as soon as the request has ended.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <exception cref="CostException"><c>KeyAddressNotConfirmed</c>, or the key wasn't found: names where it is expected and how to add it.</exception>
    public AccountKey Open(CostAccount account)
    {
        ConfirmedAddresses.RequireReadable(account);
        if (account.KeySource == KeySource.Vault)
        {
            return FromVault(account);
        }

        return _confirmed.Contains(account) ? OpenConfirmed(account) : throw ConfirmedAddresses.Missing(account, _confirmed.Of(account));
    }

    /// <summary>The key of an account outside the vault, for the address that the user has just specified.</summary>
    /// <param name="account">The account, with that address.</param>
    /// <exception cref="CostException">The key wasn't found: names where it is expected and how to add it.</exception>
    public AccountKey OpenConfirmed(CostAccount account) => new(
        ConfirmedAddresses.Named(account), account.KeySource == KeySource.Environment ? FromEnvironment(account) : readSecret(account));

    /// <summary>
    /// The reason why the address of an account isn't considered confirmed for its key, or null if it is confirmed. For a key in the vault,
    /// this is known only while the vault is open.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <returns><c>KeyAddressNotConfirmed</c>, or the error that prevents the check, such as an unreadable vault or file of confirmed addresses.</returns>
    public CostException? WhyNotConfirmed(CostAccount account)
    {
        try
        {
            if (account.KeySource == KeySource.Vault)
            {
                FromVault(account).Dispose();
                return null;
            }

            return _confirmed.Contains(account) ? null : ConfirmedAddresses.Missing(account, _confirmed.Of(account));
        }
        catch (CostException failure)
        {
            return failure;
        }
    }

    /// <summary>The addresses to which the key of an account may be sent on this computer.</summary>
    /// <param name="account">The account.</param>
    public IReadOnlyList<KeyAddress> AddressesOf(CostAccount account)
    {
        if (account.KeySource != KeySource.Vault)
        {
            return _confirmed.Of(account);
        }

        using UnlockedVault vault = VaultAccess.Open();
        using AccountKey? key = vault.Reveal(account.Name);
        return key is null ? [] : [key.Address];
    }

    private static AccountKey FromVault(CostAccount account)
    {
        using UnlockedVault vault = VaultAccess.Open();
        AccountKey? key = vault.Reveal(account.Name);
        if (key?.Address == ConfirmedAddresses.Named(account))
        {
            return key;
        }

        key?.Dispose();
        throw ConfirmedAddresses.Missing(account, key is null ? [] : [key.Address]);
    }

    private static SecretText FromEnvironment(CostAccount account)
    {
        string? key = Environment.GetEnvironmentVariable(account.KeyReference!);
        return string.IsNullOrWhiteSpace(key)
            ? throw AccountErrors.KeyVariableMissing(account.KeyReference, account.Name)
            : SecretText.FromChars(key.AsSpan().Trim());
    }
}
