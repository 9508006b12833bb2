using CostCompass.Storage.Vault;

namespace CostCompass.Application;

/// <summary>Fetches the key of an account from where it is kept, for the time of one request.</summary>
/// <param name="session">The session.</param>
/// <param name="readSecret">Reads the key of an account that names a secret of SecretManagement.</param>
public sealed class AccountKeys(CostSession session, Func<CostAccount, SecretText> readSecret)
{
    private readonly ConfirmedAddresses _confirmed = new(session);

    /// <summary>
    /// The key of an account, for the address that the account names. It is given when that address is sealed with the key, or confirmed on this
    /// computer. The caller disposes it as soon as the request has ended.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <exception cref="CostException"><c>KeyAddressNotConfirmed</c>; else names where the key was looked for and how to put it there.</exception>
    public AccountKey Open(CostAccount account)
    {
        if (account.KeySource == KeySource.Vault)
        {
            return FromVault(account);
        }

        return _confirmed.Contains(account) ? OpenConfirmed(account) : throw ConfirmedAddresses.Missing(account, _confirmed.Of(account));
    }

    /// <summary>The key of an account, which is not in the vault, for the address that the user has just named.</summary>
    /// <param name="account">The account, with that address.</param>
    /// <exception cref="CostException">Names where the key was looked for and how to put it there.</exception>
    public AccountKey OpenConfirmed(CostAccount account) => new(
        ConfirmedAddresses.Named(account), account.KeySource == KeySource.Environment ? FromEnvironment(account) : readSecret(account));

    /// <summary>Whether the address that an account names is confirmed for its key. Of the vault that is said only while it is open.</summary>
    /// <param name="account">The account.</param>
    public bool IsConfirmed(CostAccount account)
    {
        if (account.KeySource != KeySource.Vault)
        {
            return _confirmed.Contains(account);
        }

        try
        {
            FromVault(account).Dispose();
            return true;
        }
        catch (CostException)
        {
            return false;
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
            ? throw new CostException(
                "KeyVariableMissing",
                CostErrorKind.Authentication,
                $"The environment variable {account.KeyReference}, which contains the key of the account '{account.Name}', isn't set.",
                $"Set {account.KeyReference}, or connect the account again with its own key.")
            : SecretText.FromChars(key.AsSpan().Trim());
    }
}
