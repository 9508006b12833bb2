using CostCompass.Providers.Http;
using CostCompass.Storage.Vault;

namespace CostCompass.Application;

/// <summary>
/// The accounts that can be queried: the connected ones, and for each provider without any, the account that is detected from an
/// environment variable. A detected account isn't stored, but its snapshots are.
/// </summary>
/// <param name="session">The session.</param>
public sealed class AccountDirectory(CostSession session)
{
    /// <summary>Every account, with its last known status, currency and reading.</summary>
    public IReadOnlyList<CostAccount> ReadAll()
    {
        using IDisposable held = session.Store.Hold();
        IReadOnlyList<CostAccount> connected = session.Store.ReadAccounts();
        IEnumerable<CostAccount> detected = session.Providers.BuiltIn
            .Where(provider => !connected.Any(account => IsOf(account, provider)) && IsSet(provider.Description.EnvironmentVariable))
            .Select(Detect);
        List<CostAccount> accounts = [.. connected, .. detected];
        return accounts.Count == 0 ? accounts : Complete(accounts, new HistoryReader(session.Store).FindSeries());
    }

    /// <summary>The accounts whose names match.</summary>
    /// <param name="pattern">The names, or null for all.</param>
    /// <param name="provider">The provider that they must be at, or null for any.</param>
    /// <exception cref="CostException"><c>AccountNotFound</c> if a plain name has no account; <c>NoAccount</c> when there are none at all.</exception>
    public IReadOnlyList<CostAccount> Find(NamePattern? pattern, string? provider = null)
    {
        List<CostAccount> accounts = ReadAll()
            .Where(account => provider is null || CostProvider.NameComparer.Equals(account.Provider, provider))
            .ToList();
        if (pattern is null)
        {
            return accounts.Count > 0
                ? accounts
                : throw AccountErrors.NoAccountConnected(provider, ConnectAdvice(provider));
        }

        return pattern.Find(accounts, account => account.Name, () => NotFound(pattern.Text, provider));
    }

    /// <summary>
    /// Renames an account, including its history and its key. An account that exists only because of an environment variable is connected
    /// under the new name.
    /// </summary>
    /// <param name="name">The account's name.</param>
    /// <param name="newName">The new name.</param>
    /// <param name="mayRename">Whether the user agrees. It is called when the names have been checked.</param>
    /// <param name="openVault">Opens the vault, for an account whose key is in the vault.</param>
    /// <returns>Whether the account was renamed.</returns>
    /// <exception cref="CostException">
    /// <c>AccountNotFound</c>; <c>AccountExists</c> if the new name is in use; <c>VaultKeyExists</c> if the vault has another key under the new
    /// name; any error from opening the vault.
    /// </exception>
    public bool Rename(AccountName name, AccountName newName, Func<bool> mayRename, Func<UnlockedVault> openVault)
    {
        IReadOnlyList<CostAccount> connected = session.Store.ReadAccounts();
        CostAccount? account = connected.FirstOrDefault(one => name == one.Name);
        CostAccount? detected = account is null ? ReadAll().FirstOrDefault(one => name == one.Name) : null;
        if (!session.Store.RequireRenamable(name, newName) && detected is null)
        {
            throw NotFound(name.Text);
        }

        if (!mayRename())
        {
            return false;
        }

        using UnlockedVault? vault = account?.KeySource == KeySource.Vault && name != newName ? openVault() : null;

        // If the process ends before it is done, there is one key too many, but never an account without a key.
        bool hasKey = vault?.Contains(name.Text) == true;
        if (hasKey)
        {
            vault!.Copy(name.Text, newName.Text);
        }

        try
        {
            if (!session.Store.RenameAccount(name, newName) && detected is null)
            {
                throw NotFound(name.Text);
            }
        }
        catch when (hasKey)
        {
            vault!.Remove(newName.Text);
            throw;
        }

        if (detected is not null)
        {
            session.Store.SaveAccount(detected with { Name = newName.Text });
        }

        vault?.Remove(name.Text);
        session.Forget(name);
        return true;
    }

    /// <summary>
    /// The connected accounts whose names match, and the histories that go with them. The history of an account that no longer exists, or that
    /// came from the environment, is also found by its name.
    /// </summary>
    /// <param name="pattern">The names.</param>
    /// <param name="withHistories">Whether histories are removed too. If not, none is returned.</param>
    /// <exception cref="CostException"><c>AccountNotFound</c> if a plain name has neither.</exception>
    public (IReadOnlyList<CostAccount> Connected, List<AccountName> Histories) FindToDisconnect(NamePattern pattern, bool withHistories)
    {
        SqlCostStore store = session.Store;
        using IDisposable held = store.Hold();
        List<CostAccount> connected = [.. store.ReadAccounts().Where(account => pattern.IsMatch(account.Name))];
        List<AccountName> histories = withHistories
            ? [.. new HistoryReader(store).FindSeries().Select(series => series.Key.Account)
                .Concat(store.Usage.ReadAccounts())
                .Concat(store.Exports.ReadAccounts())
                .Distinct()
                .Where(history => pattern.IsMatch(history.Text))]
            : [];
        return pattern.IsPlain && connected.Count == 0 && histories.Count == 0 ? throw NotFound(pattern.Text) : (connected, histories);
    }

    /// <summary>
    /// Removes a connected account and its sealed key, and keeps its history. The vault is opened before anything is removed, and the key is
    /// removed last: an account without a key can be disconnected again.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="force">Whether the account is removed even if the vault can't be opened.</param>
    /// <param name="tell">Called if the sealed key stays in the vault.</param>
    public void Disconnect(CostAccount account, bool force, Action<string> tell)
    {
        using UnlockedVault? vault = account.KeySource is KeySource.Vault or KeySource.Unknown ? OpenVault(account, force, tell) : null;
        using IDisposable held = session.Store.Hold();
        session.Store.RemoveAccount(account.Name);
        vault?.Remove(account.Name);
        if (account.KeySource != KeySource.Vault && KeyAddress.TryOf(account.BaseUri) is not null)
        {
            new ConfirmedAddresses(session).Remove(account, session.Store.ReadAccounts());
        }

        session.Forget(account.Name);
    }

    /// <summary>The error for an account that doesn't exist.</summary>
    /// <param name="name">The requested name.</param>
    /// <param name="provider">The requested provider, or null for any.</param>
    public static CostException NotFound(string name, string? provider = null) =>
        AccountErrors.AccountNotFound(provider, AccountName.Shown(name));

    /// <summary>The error for an unknown provider.</summary>
    /// <param name="name">The requested name.</param>
    public static CostException ProviderNotFound(string name) => ProviderErrors.ProviderNotFoundByName(AccountName.Shown(name));

    // Whether the vault has a key of an account whose row can't be read is known only while the vault is open.
    private static UnlockedVault? OpenVault(CostAccount account, bool force, Action<string> tell)
    {
        try
        {
            return VaultAccess.Open();
        }
        catch (CostException failure) when (force || account.KeySource == KeySource.Unknown || failure.ErrorId == "VaultMissing")
        {
            tell($"The key of '{account.Name}' wasn't removed from the vault: {failure.Message}");
            return null;
        }
    }

    private string ConnectAdvice(string? provider) =>
        provider is null ? "Run Connect-DeepSeek or Connect-CostProvider, or set an environment variable that Get-CostProvider names, such as DEEPSEEK_API_KEY."
        : session.Providers.Find(provider) is { Name: "DeepSeek", Description.EnvironmentVariable: var variable } ? $"Run Connect-DeepSeek, or set the environment variable {variable}."
        : $"Run Connect-CostProvider -Provider {ForeignText.Argument(provider)}.";

    private static bool IsSet(string variable) => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable));

    private static bool IsOf(CostAccount account, ICostProvider provider) =>
        CostProvider.NameComparer.Equals(account.Provider, provider.Name);

    private static CostAccount Detect(ICostProvider provider) => new()
    {
        Name = provider.Name.ToLowerInvariant(),
        Provider = provider.Name,
        BaseUri = BaseUriOf(provider),
        KeySource = KeySource.Environment,
        KeyReference = provider.Description.EnvironmentVariable,
    };

    /// <summary>
    /// The address of a provider unless the user specifies another one. DEEPSEEK_BASE_URL applies to DEEPSEEK_API_KEY, as in
    /// other clients of these providers. See <see cref="CostProvider.BaseUriVariable"/>. An invalid address is an error: the key may
    /// belong to a gateway and must not be sent to the provider instead.
    /// </summary>
    /// <param name="provider">The provider.</param>
    /// <exception cref="CostException"><c>InvalidBaseUri</c>.</exception>
    public static Uri BaseUriOf(ICostProvider provider)
    {
        string? variable = provider.Description.BaseUriVariable;
        string? chosen = variable is null ? null : Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrWhiteSpace(chosen))
        {
            return provider.Description.BaseUri;
        }

        return Uri.TryCreate(chosen.Trim(), UriKind.Absolute, out Uri? address)
            ? address
            : throw ProviderErrors.InvalidBaseUriVariable(variable, provider.Description.BaseUri.GetLeftPart(UriPartial.Authority));
    }

    private List<CostAccount> Complete(IEnumerable<CostAccount> accounts, IReadOnlyList<StoredSeries> series)
    {
        return accounts
            .Select(account =>
            {
                List<StoredSeries> own = series.Where(one => one.Key.IsOfAccount(account.Name, account.Provider)).ToList();
                StoredSeries? funded = StoredSeries.Paying(own);
                return account with
                {
                    Currency = funded?.Key.Currency,
                    LastSeen = own.Count > 0 ? own.Max(one => one.Newest.LastSeen).ToLocalTime() : null,
                    Status = account.Damage is not null ? AccountStatus.Error : session.StatusOf(account.Name) ?? StatusFrom(funded?.Newest),
                };
            })
            .OrderBy(account => new AccountName(account.Name))
            .ToList();
    }

    private static AccountStatus StatusFrom(BalanceSnapshot? newest) => newest switch
    {
        null => AccountStatus.Unknown,
        { Levels.IsAvailable: true } => AccountStatus.Ok,
        _ => AccountStatus.Error,
    };
}
