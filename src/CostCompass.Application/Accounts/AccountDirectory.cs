using CostCompass.Providers.Http;

namespace CostCompass.Application;

/// <summary>
/// The accounts that can be asked: the connected ones, and for each provider without any the one that an environment
/// variable alone makes. Such an account is not stored; its snapshots are.
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
    /// <param name="pattern">The names; null for all.</param>
    /// <param name="provider">The provider that they must be at; null for any.</param>
    /// <exception cref="CostException"><c>AccountNotFound</c> when a plain name has no account; <c>NoAccount</c> when there are none at all.</exception>
    public IReadOnlyList<CostAccount> Find(NamePattern? pattern, string? provider = null)
    {
        List<CostAccount> accounts = ReadAll()
            .Where(account => provider is null || CostProvider.NameComparer.Equals(account.Provider, provider))
            .ToList();
        if (pattern is null)
        {
            return accounts.Count > 0
                ? accounts
                : throw new CostException(
                    "NoAccount",
                    CostErrorKind.NotFound,
                    provider is null ? "No account is connected." : $"No {provider} account is connected.",
                    ConnectAdvice(provider));
        }

        return pattern.Find(accounts, account => account.Name, () => NotFound(pattern.Text, provider));
    }

    /// <summary>The failure to find an account.</summary>
    /// <param name="name">The name that was asked for.</param>
    /// <param name="provider">The provider that was asked for; null for any.</param>
    public static CostException NotFound(string name, string? provider = null) => new(
        "AccountNotFound",
        CostErrorKind.NotFound,
        $"The {(provider is null ? "account" : provider + " account")} '{AccountName.Shown(name)}' doesn't exist.",
        "To list the accounts, run Get-CostAccount. To add one, run Connect-DeepSeek or Connect-CostProvider.");

    /// <summary>The failure to find a provider.</summary>
    /// <param name="name">The name that was asked for.</param>
    public static CostException ProviderNotFound(string name) => new(
        ProviderErrorId.ProviderNotFound,
        CostErrorKind.NotFound,
        $"Unknown provider '{AccountName.Shown(name)}'.",
        "To list the providers, run Get-CostProvider. To import costs from a file, use Import-CostRecord. To connect another API, use Connect-CostProvider -Definition.");

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
    /// The address at which a provider is asked unless the user says otherwise. DEEPSEEK_API_KEY goes with DEEPSEEK_BASE_URL, as
    /// other clients of these providers have it; see <see cref="CostProvider.BaseUriVariable"/>. An address that cannot be read is an error: the key may be one of a gateway,
    /// and is not to be shown to the provider instead.
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
            : throw new CostException(
                ProviderErrorId.InvalidBaseUri,
                CostErrorKind.InvalidInput,
                $"The environment variable {variable} must be an absolute web address.",
                $"Set {variable} to an address such as {provider.Description.BaseUri.GetLeftPart(UriPartial.Authority)}, or remove it.");
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
