using CostCompass.Providers.Http;
using CostCompass.Storage.Vault;

namespace CostCompass.Application;

/// <summary>Connects an account: verifies its key with one call and stores where the key is.</summary>
/// <param name="session">The session.</param>
/// <param name="keys">The keys of accounts.</param>
public sealed class AccountConnection(CostSession session, AccountKeys keys)
{
    /// <summary>Where the key is.</summary>
    public required KeySource KeySource { get; init; }

    /// <summary>The environment variable or the secret with the key, or null for the variable of the provider and for a key in the vault.</summary>
    public string? KeyReference { get; init; }

    /// <summary>The SecretManagement vault with the secret, or null for the default one.</summary>
    public string? SecretVault { get; init; }

    /// <summary>Gets the key that the vault seals. Only for a key in the vault.</summary>
    public Func<SecretText>? ReadKey { get; init; }

    /// <summary>The address of the API, or null for the default.</summary>
    public Uri? BaseUri { get; init; }

    /// <summary>The definition of the provider, which is kept with the store, or null for a known provider.</summary>
    public ReadOnlyMemory<byte>? Definition { get; init; }

    /// <summary>Whether the key isn't verified.</summary>
    public bool SkipVerification { get; init; }

    /// <summary>Whether the user agrees to connect the account with a name.</summary>
    public required Func<string, bool> MayConnect { get; init; }

    /// <summary>Prompts before something is replaced or sent, with the error if the session isn't interactive.</summary>
    public required Func<string, CostException, bool> IsConfirmed { get; init; }

    /// <summary>Called with warnings.</summary>
    public required Action<string> Warn { get; init; }

    private SqlCostStore Store => session.Store;

    /// <summary>Connects an account of a provider.</summary>
    /// <param name="name">The account's name.</param>
    /// <param name="provider">The provider, with the timeout of the verification.</param>
    /// <param name="stop">Cancelled when the user stops the command.</param>
    /// <returns>The account, or null if the user doesn't agree.</returns>
    /// <exception cref="CostException">The key is missing or was refused, or its address isn't confirmed. Nothing is stored.</exception>
    public CostAccount? Connect(string name, ICostProvider provider, CancellationToken stop)
    {
        RequireReference();
        AccountName required = AccountName.Require(name);
        CostAccount? former = Store.ReadAccounts().FirstOrDefault(one => required == one.Name);
        CostAccount account = Describe(name, provider, former);
        if (!MayConnect(account.Name) || !MayReplace(former, account) || !MaySend(account, provider) || !MayKeep(provider))
        {
            return null;
        }

        using UnlockedVault? vault = account.KeySource == KeySource.Vault ? VaultAccess.Open(create: true) : null;
        RequireOwnAddress(account, former, provider);
        using AccountKey key = account.KeySource == KeySource.Vault
            ? new AccountKey(ConfirmedAddresses.Named(account), ReadKey!())
            : keys.OpenConfirmed(account);
        KeyText.Require(key.Span, account.Name);
        if (SkipVerification)
        {
            // The status of the previous key says nothing about this one.
            session.Forget(account.Name);
        }
        else
        {
            Verify(account, key, provider, stop);
        }

        using IDisposable held = Store.Hold();
        Save(account, former, provider, vault, key);
        return new AccountDirectory(session).Find(NamePattern.Exactly(account.Name))[0];
    }

    // A key that is specified instead of a name would be stored and shown as that name.
    private void RequireReference()
    {
        if (KeyReference is not null && (AccountName.LooksLikeKey(KeyReference) || KeyReference.Any(char.IsControl)))
        {
            throw AccountErrors.KeyInsteadOfNameInParameter(KeySource == KeySource.Environment ? "EnvironmentVariable" : "SecretName");
        }
    }

    // Connecting again replaces the key and keeps the address, unless another one is specified. The address of another provider isn't kept.
    private CostAccount Describe(string name, ICostProvider provider, CostAccount? former)
    {
        bool isSameProvider = former is { Damage: null } && CostProvider.NameComparer.Equals(former.Provider, provider.Name);
        return new CostAccount
        {
            Name = former?.Name ?? name,
            Provider = provider.Name,
            BaseUri = BaseAddress.Require(BaseUri ?? AddressOf(provider, isSameProvider ? former : null)),
            KeySource = KeySource,
            KeyReference = KeySource == KeySource.Environment ? KeyReference ?? provider.Description.EnvironmentVariable : KeyReference,
            SecretVault = SecretVault,
        };
    }

    private Uri AddressOf(ICostProvider provider, CostAccount? former) =>
        Definition is null ? former?.BaseUri ?? AccountDirectory.BaseUriOf(provider) : provider.Description.BaseUri;

    private bool MayReplace(CostAccount? former, CostAccount account) => former is null || IsConfirmed(
        $"The account '{former.Name}' is already connected. Replace its key and send the new key to {ConfirmedAddresses.Named(account)}? The history is kept.",
        AccountErrors.AccountExists(former.Name));

    // A definition may come from anywhere. Without confirmation, it could name any secret in the environment and have it sent to its own host.
    private bool MaySend(CostAccount account, ICostProvider provider) =>
        provider.Description.DefinitionPath is null
        || KeySource != KeySource.Environment
        || KeyReference is not null
        || new ConfirmedAddresses(session).Contains(account)
        || IsConfirmed(
            $"The definition of {provider.Name} uses the environment variable {account.KeyReference}. Send its value to {account.BaseUri.IdnHost}?",
            AccountErrors.VariableNotConfirmed(provider.Name, account.KeyReference, account.BaseUri.IdnHost));

    private bool MayKeep(ICostProvider provider)
    {
        StoredProviderDefinition? kept = Definition is null
            ? null
            : Store.ProviderDefinitions.Read().FirstOrDefault(stored => string.Equals(stored.Name, provider.Name, StringComparison.OrdinalIgnoreCase));
        return kept is null
            || kept.Text.Span.SequenceEqual(Definition!.Value.Span)
            || IsConfirmed(
                $"A different definition of {provider.Name} already exists. Replace it? The accounts of {provider.Name} are kept.",
                StoreErrors.DefinitionExists(provider.Name));
    }

    // Someone else may have changed the store, so a new key isn't sent to an address that only the store names. A confirmation for another key
    // isn't sufficient: the address must be sealed with the key that is replaced, or confirmed for the same variable or secret.
    private void RequireOwnAddress(CostAccount account, CostAccount? former, ICostProvider provider)
    {
        KeyAddress named = ConfirmedAddresses.Named(account);
        if (BaseUri is null && former is not null && named != KeyAddress.TryOf(AddressOf(provider, null)) && keys.WhyNotConfirmed(account) is { } unconfirmed)
        {
            string cause = unconfirmed.ErrorId == ConfirmedAddresses.ErrorId ? "" : $" {unconfirmed.Message} {unconfirmed.RecommendedAction}";
            throw AccountErrors.KeyAddressNotConfirmedInStore(
                named, account.Name, cause, provider.Name, provider.Description.BaseUri.GetLeftPart(UriPartial.Authority), unconfirmed);
        }
    }

    private void Verify(CostAccount account, AccountKey key, ICostProvider provider, CancellationToken stop)
    {
        var request = new ProviderRequest { Account = account.Name, BaseUri = account.BaseUri, Key = key };
        BalanceAnswer? answer = KeyVerification.SendAsync(provider, request, session.Clock.GetUtcNow(), stop).GetAwaiter().GetResult();
        session.Remember(account.Name, KeyVerification.StatusOf(answer));
        answer?.Faults.Select(fault => fault.Message).ToList().ForEach(Warn);
        foreach (string note in new[] { answer?.Notice, KeyVerification.WhyUnavailable(provider, account.Name, answer) }.OfType<string>())
        {
            Warn(note);
        }
    }

    private void Save(CostAccount account, CostAccount? former, ICostProvider provider, UnlockedVault? vault, AccountKey key)
    {
        if (Definition is { } text)
        {
            Store.ProviderDefinitions.Save(provider.Name, text);
        }

        if (vault is not null)
        {
            SaveWithKey(account, former, vault, key);
            return;
        }

        new ConfirmedAddresses(session).Add(account);
        Store.SaveAccount(account);
        if (former?.KeySource is KeySource.Vault or KeySource.Unknown)
        {
            VaultAccess.RemoveFormer(account.Name, Warn);
        }
    }

    // A key is sealed with its address: until the new key is stored, the previous one isn't sent to the new address.
    private void SaveWithKey(CostAccount account, CostAccount? former, UnlockedVault vault, AccountKey key)
    {
        Store.SaveAccount(account);
        try
        {
            vault.Seal(account.Name, key.Address, key.Span);
        }
        catch (CostException)
        {
            PutBack(account.Name, former);
            throw;
        }
    }

    private void PutBack(string name, CostAccount? former)
    {
        try
        {
            if (former is null or { Damage: not null })
            {
                Store.RemoveAccount(name);
            }
            else
            {
                Store.SaveAccount(former);
            }
        }
        catch (CostException failure)
        {
            Warn($"The previous connection of the account '{name}' can't be restored: {failure.Message} Connect the account again.");
        }
    }
}
