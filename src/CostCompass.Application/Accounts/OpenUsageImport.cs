using CostCompass.Providers.Http;

namespace CostCompass.Application;

/// <summary>Imports accounts from the settings of OpenUsage. Their keys stay in environment variables.</summary>
/// <param name="session">The session.</param>
public sealed class OpenUsageImport(CostSession session)
{
    private const int LongestVariable = 64;
    private const int LongWord = 20;

    private readonly ProviderCatalog _providers = session.Providers;

    // The accounts that were imported, with their files.
    private readonly Dictionary<AccountName, string> _taken = [];

    /// <summary>Whether existing accounts are replaced and addresses are confirmed without prompting.</summary>
    public bool Force { get; init; }

    /// <summary>Whether the user agrees to import what is described, by an action.</summary>
    public required Func<string, string, bool> MayImport { get; init; }

    /// <summary>Prompts before a key is sent to another address, with the error if the session isn't interactive.</summary>
    public required Func<string, CostException, bool> IsAgreed { get; init; }

    /// <summary>Called with warnings.</summary>
    public required Action<string> Warn { get; init; }

    /// <summary>Imports an account.</summary>
    /// <param name="entry">The account in the settings of OpenUsage.</param>
    /// <param name="file">The path of the settings.</param>
    /// <returns>The account, or null if the user doesn't agree.</returns>
    /// <exception cref="CostException">
    /// Names what is missing or invalid, and never contains a key; <c>AccountNameTwice</c>, <c>AccountExists</c>, <c>KeyAddressNotConfirmed</c>.
    /// </exception>
    public CostAccount? Import(OpenUsageAccount entry, string file)
    {
        if (entry.HoldsKey)
        {
            Warn($"The account '{AccountName.Shown(entry.Id ?? "")}' in '{file}' appears to contain an API key. The key wasn't read. Remove it from the file, and create a new key if others had access to the file.");
        }

        CostAccount account = Translate(entry);
        if (!_taken.TryAdd(account.Name, file))
        {
            throw AccountErrors.AccountNameTwice(account.Name, _taken[account.Name]);
        }

        IReadOnlyList<CostAccount> connected = session.Store.ReadAccounts();
        CostAccount? former = connected.FirstOrDefault(one => new AccountName(one.Name) == account.Name);
        bool isNew = former is null || !IsSame(former, account);
        if (isNew && former is not null && !Force)
        {
            throw AccountErrors.AccountExistsInImport(former.Name, former.Provider, former.KeySource);
        }

        var confirmed = new ConfirmedAddresses(session);
        bool isForeign = !confirmed.Contains(account);
        if (isNew || isForeign)
        {
            string what = $"{account.Name} ({account.Provider} at {ConfirmedAddresses.Named(account)}, key from {account.KeyReference})"
                + (isForeign ? $": {ExplainForeign(account)}" : "");
            if (!MayImport(what, former is null ? "Import the account" : "Import the account and replace the connected account")
                || (isForeign && !MaySend(account)))
            {
                return null;
            }

            if (isForeign)
            {
                confirmed.Add(account);
            }

            if (isNew)
            {
                Save(account with { Name = former?.Name ?? account.Name }, former);
            }
        }

        WarnOf(account, connected);
        return new AccountDirectory(session).Find(NamePattern.Exactly(account.Name))[0];
    }

    // Anyone who can write the file could have any secret in the environment sent to any host.
    private bool MaySend(CostAccount account)
    {
        string explanation = ExplainForeign(account);
        if (Force)
        {
            Warn($"The account '{account.Name}' was imported: {explanation}. To undo this, run: Disconnect-CostAccount {ForeignText.Argument(account.Name)}");
            return true;
        }

        return IsAgreed(
            $"For the account '{account.Name}', {explanation}. Import the account only if the key belongs to that address. Import the account?",
            AccountErrors.KeyAddressNotConfirmedInImport(
                account.Name,
                explanation,
                ForeignText.Argument(account.Provider),
                ForeignText.Argument(account.Name),
                ForeignText.Argument(account.KeyReference ?? ""),
                ConfirmedAddresses.Named(account)));
    }

    private void Save(CostAccount account, CostAccount? former)
    {
        session.Store.SaveAccount(account);
        session.Forget(account.Name);
        if (former?.KeySource == KeySource.Vault)
        {
            VaultAccess.RemoveFormer(former.Name, Warn);
        }
    }

    private void WarnOf(CostAccount account, IReadOnlyList<CostAccount> connected)
    {
        string variable = account.KeyReference!;
        if (string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable)))
        {
            Warn($"The account '{account.Name}' reads its key from the environment variable {variable}, which isn't set in this session. Set it before you run Update-CostSnapshot.");
        }

        if (FindProvider(account.Provider)?.Description.Key == ProviderKeyKind.Admin)
        {
            Warn($"{account.Provider} requires an admin key to read costs. Make sure that {variable} of the account '{account.Name}' contains an admin key.");
        }

        CostAccount? twin = connected.FirstOrDefault(one => IsSame(one with { Name = account.Name }, account) && new AccountName(one.Name) != account.Name);
        if (twin is not null)
        {
            Warn($"The accounts '{account.Name}' and '{twin.Name}' use the same key for the same provider, so their costs are counted twice. Remove one of them with Disconnect-CostAccount.");
        }
    }

    private static bool IsSame(CostAccount one, CostAccount other) =>
        CostProvider.NameComparer.Equals(one.Provider, other.Provider)
        && one.BaseUri == other.BaseUri
        && one.KeySource == other.KeySource
        && one.KeyReference == other.KeyReference;

    private CostAccount Translate(OpenUsageAccount entry)
    {
        string name = AccountName.Require(entry.Id ?? throw Incomplete(entry, "an id")).Text;
        ICostProvider provider = RequireProvider(entry.Provider ?? throw Incomplete(entry, "a provider"), name);
        return new CostAccount
        {
            Name = name,
            Provider = provider.Name,
            BaseUri = BaseAddress.Require(AddressOf(entry.Address, provider)),
            KeySource = KeySource.Environment,
            KeyReference = RequireVariable(entry.KeyVariable, name, provider),
        };
    }

    // A name in any case, with or without separators: moonshot, vercel_ai_gateway.
    private ICostProvider? FindProvider(string name) =>
        _providers.Find(name) ?? _providers.All.FirstOrDefault(provider => Bare(provider.Name) == Bare(name));

    // What the user needs to know about the key of an account before it is imported.
    private string ExplainForeign(CostAccount account)
    {
        CostProvider? own = FindProvider(account.Provider)?.Description;
        KeyAddress named = ConfirmedAddresses.Named(account);
        bool isUsual = account.KeyReference == own?.EnvironmentVariable;
        bool isOwnAddress = own is not null && named == KeyAddress.TryOf(own.BaseUri);
        string variable = isUsual ? "" : $" (not the default variable of {account.Provider})";
        string address = isOwnAddress ? "" : $" (not the default address of {account.Provider})";
        return $"the key in {account.KeyReference}{variable} is sent to {named}{address}";
    }

    private static string Bare(string name) => new string(name.Where(char.IsLetterOrDigit).ToArray()).ToLowerInvariant();

    private ICostProvider RequireProvider(string name, string account) => FindProvider(name)
        ?? throw ProviderErrors.ProviderNotFoundInSettings(
            AccountName.Shown(QuotedText.Clean(name, default)), account, string.Join(", ", _providers.All.Select(provider => provider.Name)));

    private static string RequireVariable(string? variable, string account, ICostProvider provider)
    {
        string usual = provider.Description.EnvironmentVariable;
        if (variable is null)
        {
            throw AccountErrors.KeyVariableNotNamed(account, usual);
        }

        return IsVariable(variable)
            ? variable
            : throw AccountErrors.KeyInsteadOfNameInSettings(account, usual);
    }

    // Some keys consist of characters that are also valid in names. A long word with digits is more likely a key, unless a variable
    // with that name exists.
    private static bool IsVariable(string text)
    {
        bool isName = text.Length <= LongestVariable
            && !char.IsAsciiDigit(text[0])
            && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '_')
            && !AccountName.LooksLikeKey(text);
        bool isRandom = text.Length >= LongWord
            && text.Any(char.IsAsciiDigit)
            && (text.Any(char.IsAsciiLetterLower) || !text.Contains('_', StringComparison.Ordinal));
        return isName && (!isRandom || Environment.GetEnvironmentVariable(text) is not null);
    }

    // On the provider's own host, the rest of an address is the path of other requests, such as /v1.
    private static Uri AddressOf(string? address, ICostProvider provider)
    {
        if (address is null)
        {
            return AccountDirectory.BaseUriOf(provider);
        }

        Uri own = provider.Description.BaseUri;
        return Uri.TryCreate(address, UriKind.Absolute, out Uri? given)
            && (given.Scheme, given.Authority, given.UserInfo.Length) == (own.Scheme, own.Authority, 0)
            ? own
            : BaseAddress.Require(given);
    }

    private static CostException Incomplete(OpenUsageAccount entry, string what) =>
        AccountErrors.IncompleteOpenUsageAccount(entry.Number, what.Split(' ')[^1], what);
}
