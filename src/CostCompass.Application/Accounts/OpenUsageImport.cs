using CostCompass.Providers.Http;

namespace CostCompass.Application;

/// <summary>Converts an account of OpenUsage. Its key stays in the environment variable.</summary>
/// <param name="providers">The known providers.</param>
public sealed class OpenUsageImport(ProviderCatalog providers)
{
    private const int LongestVariable = 64;
    private const int LongWord = 20;

    /// <summary>The account.</summary>
    /// <param name="entry">The account in the settings of OpenUsage.</param>
    /// <exception cref="CostException">Names what is missing or invalid. The message never contains a key.</exception>
    public CostAccount Translate(OpenUsageAccount entry)
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

    /// <summary>The provider with a name, or null if it is unknown.</summary>
    /// <param name="name">The name, in any case, with or without separators: moonshot, vercel_ai_gateway.</param>
    public ICostProvider? FindProvider(string name) =>
        providers.Find(name) ?? providers.All.FirstOrDefault(provider => Bare(provider.Name) == Bare(name));

    /// <summary>What the user needs to know about the key of an account before it is imported.</summary>
    /// <param name="account">The account.</param>
    public string ExplainForeign(CostAccount account)
    {
        CostProvider? own = FindProvider(account.Provider)?.Description;
        KeyAddress named = ConfirmedAddresses.Named(account);
        bool isUsual = account.KeyReference == own?.EnvironmentVariable;
        bool isOwnAddress = own is not null && named == KeyAddress.TryOf(own.BaseUri);
        return $"the key in {account.KeyReference}{(isUsual ? "" : $" (not the default variable of {account.Provider})")} is sent to {named}{(isOwnAddress ? "" : $" (not the default address of {account.Provider})")}";
    }

    private static string Bare(string name) => new string(name.Where(char.IsLetterOrDigit).ToArray()).ToLowerInvariant();

    private ICostProvider RequireProvider(string name, string account) => FindProvider(name) ?? throw ProviderErrors.ProviderNotFoundInSettings(AccountName.Shown(QuotedText.Clean(name, default)), account, string.Join(", ", providers.All.Select(provider => provider.Name)));

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
        return Uri.TryCreate(address, UriKind.Absolute, out Uri? given) && given.Scheme == own.Scheme && given.Authority == own.Authority && given.UserInfo.Length == 0
            ? own
            : BaseAddress.Require(given);
    }

    private static CostException Incomplete(OpenUsageAccount entry, string what) => AccountErrors.IncompleteOpenUsageAccount(entry.Number, what.Split(' ')[^1], what);
}
