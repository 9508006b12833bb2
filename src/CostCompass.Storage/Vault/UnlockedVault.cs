namespace CostCompass.Storage.Vault;

/// <summary>
/// An open vault: seals, returns and removes keys. Each operation reads and verifies the whole file again, so that changes of another
/// process are visible immediately. Several threads can use it.
/// </summary>
/// <remarks>
/// In addition to the errors of each member, all of them can fail with <c>VaultLocked</c> (disposed, locked or timed out in the meantime),
/// <c>VaultReplaced</c> (the file was replaced with another data key, or altered), <c>VaultMissing</c>, <c>VaultExposed</c>,
/// <c>VaultNotReadable</c>, and those that write with <c>VaultNotWritable</c> or <c>VaultBusy</c>.
/// </remarks>
public sealed class UnlockedVault : IDisposable
{
    private readonly VaultFile _file;
    private readonly DataKey _key;
    private readonly bool _ownsKey;

    internal UnlockedVault(VaultFile file, DataKey key, bool ownsKey)
    {
        _file = file;
        _key = key;
        _ownsKey = ownsKey;
    }

    /// <summary>The full path of the file.</summary>
    public string FullPath => _file.FullPath;

    /// <summary>Whether the data key was cleared, so that every operation fails with <c>VaultLocked</c>.</summary>
    public bool IsLocked => _key.IsLocked;

    internal DataKey Key => _key;

    internal VaultFile File => _file;

    /// <summary>The accounts whose keys are in the vault, sorted (not case-sensitive). Never the keys.</summary>
    public IReadOnlyList<string> ListAccounts() => [.. Read().Keys.Select(key => new AccountName(key.Account)).Order().Select(account => account.Text)];

    /// <summary>Whether an account's key is in the vault.</summary>
    /// <param name="account">The account's name, not case-sensitive.</param>
    public bool Contains(string account) => Read().Find(account) is not null;

    /// <summary>What opens the vault now, verified.</summary>
    public VaultHeader ReadHeader()
    {
        VaultContent content = Read();
        return new VaultHeader(content.Protection.Mode, content.Protection.Iterations, content.Keys.Count);
    }

    /// <summary>Stores an account's key, and replaces the previous one.</summary>
    /// <param name="account">A valid account name. It isn't case-sensitive.</param>
    /// <param name="address">The only address to which the key may be sent.</param>
    /// <param name="key">The key: at most 4096 bytes in UTF-8. The caller clears its copy.</param>
    /// <exception cref="CostException"><c>InvalidAccountName</c>, <c>InvalidKey</c>, <c>VaultFull</c>.</exception>
    public void Seal(string account, KeyAddress address, ReadOnlySpan<char> key)
    {
        AccountName.Require(account);
        using SecretBytes dataKey = _key.Copy(FullPath);
        SealedKey sealedKey = SealedKey.Of(dataKey, account, address, key, _file.Options);
        _file.Update(dataKey, content => content.With(sealedKey));
    }

    /// <summary>An account's key in plain text, for the address that is sealed with it.</summary>
    /// <param name="account">The account's name, not case-sensitive.</param>
    /// <returns>The key, or null if it was sealed without an address. The caller disposes it as soon as the request is sent.</returns>
    /// <exception cref="CostException"><c>VaultKeyMissing</c>.</exception>
    public AccountKey? Reveal(string account)
    {
        using SecretBytes dataKey = _key.Copy(FullPath);
        SealedKey sealedKey = Find(_file.Read(dataKey), account);
        return sealedKey.Address is { } address ? new AccountKey(address, sealedKey.Open(dataKey)) : null;
    }

    /// <summary>The accounts whose keys were sealed without an address, as in version 1.</summary>
    public IReadOnlyList<AccountName> ListWithoutAddress() => [.. Read().Keys.Where(key => key.Address is null).Select(key => new AccountName(key.Account)).Order()];

    /// <summary>Seals the keys of accounts for other addresses. The user has confirmed each of them.</summary>
    /// <param name="addresses">The address of each account.</param>
    /// <exception cref="CostException"><c>VaultKeyMissing</c>. Then nothing is changed.</exception>
    public void Confirm(IReadOnlyDictionary<AccountName, KeyAddress> addresses)
    {
        using SecretBytes dataKey = _key.Copy(FullPath);
        _file.Update(dataKey, content => addresses.Aggregate(
            content, (changed, one) => changed.With(Find(changed, one.Key).SealedAs(dataKey, one.Key.Text, one.Value, _file.Options))));
    }

    /// <summary>Seals the key of an account also for another name with the same address.</summary>
    /// <param name="account">The account's name. It isn't case-sensitive.</param>
    /// <param name="other">The other name. It must not have a different key.</param>
    /// <exception cref="CostException">
    /// <c>VaultKeyExists</c>, <c>VaultKeyMissing</c>, <c>InvalidAccountName</c>, <c>VaultFull</c>. Nothing is changed in these cases.
    /// </exception>
    public void Copy(string account, string other)
    {
        AccountName.Require(other);
        using SecretBytes dataKey = _key.Copy(FullPath);
        _file.Update(dataKey, content =>
        {
            SealedKey found = Find(content, account);
            RequireSame(found, content.Find(other), dataKey);
            return content.With(found.SealedAs(dataKey, other, found.Address, _file.Options));
        });
    }

    /// <summary>Removes an account's key.</summary>
    /// <param name="account">The account's name, not case-sensitive.</param>
    /// <returns>False if there was none.</returns>
    public bool Remove(string account)
    {
        using SecretBytes dataKey = _key.Copy(FullPath);
        return _file.Update(dataKey, content => content.Without(account)).Find(account) is not null;
    }

    /// <summary>
    /// Sets a new password for the vault, whatever opened it before. The one data key is wrapped again with a new salt, and the file is
    /// replaced in one step. The sealed keys don't change, and this vault stays unlocked.
    /// An earlier copy of the file still opens with the earlier password or secret.
    /// </summary>
    /// <param name="password">1 to 1024 characters.</param>
    /// <exception cref="CostException"><c>VaultPasswordEmpty</c>, <c>VaultPasswordTooLong</c>.</exception>
    public void ProtectWithPassword(ReadOnlySpan<char> password)
    {
        using SecretBytes dataKey = _key.Copy(FullPath);
        KeyProtection protection = KeyWrapping.WithPassword(dataKey, password, _file.Options);

        // The current user's secret is deleted last: a crash in between leaves a secret that opens nothing, never a vault that nothing opens.
        _file.Update(dataKey, content => content with { Protection = protection }, written: () => CurrentUserSecret.Delete(FullPath));
    }

    /// <summary>
    /// Lets the current user open the vault without a password. On Windows DPAPI protects it. On other systems, anyone who can read this
    /// user's files can open it.
    /// </summary>
    public void ProtectForCurrentUser()
    {
        using SecretBytes dataKey = _key.Copy(FullPath);
        _file.Update(dataKey, content =>
        {
            // A secret in use is kept: if it were replaced before the vault, a crash in between would lock the vault permanently.
            using SecretBytes secret = content.Protection.Mode == VaultMode.CurrentUser
                ? CurrentUserSecret.Read(FullPath)
                : CurrentUserSecret.Create(FullPath, _file.Options);
            return content with { Protection = KeyWrapping.WithSecret(dataKey, secret, _file.Options) };
        });
    }

    /// <summary>Clears the data key, unless the vault came from a <see cref="VaultKeyring"/>, which keeps it for others.</summary>
    public void Dispose()
    {
        if (_ownsKey)
        {
            _key.Dispose();
        }
    }

    internal void Verify() => Read();

    // A copy that was interrupted can be repeated. Another key is nowhere else.
    private void RequireSame(SealedKey key, SealedKey? other, SecretBytes dataKey)
    {
        if (other is null)
        {
            return;
        }

        using SecretText own = key.Open(dataKey);
        using SecretText found = other.Open(dataKey);
        if (other.Address != key.Address || !found.Span.SequenceEqual(own.Span))
        {
            throw VaultErrors.KeyExists(other.Account, FullPath);
        }
    }

    private SealedKey Find(VaultContent content, AccountName account) =>
        content.Find(account) ?? throw VaultErrors.KeyMissing(account.Text, FullPath);

    private VaultContent Read()
    {
        using SecretBytes dataKey = _key.Copy(FullPath);
        return _file.Read(dataKey);
    }
}
