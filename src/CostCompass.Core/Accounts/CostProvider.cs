namespace CostCompass.Accounts;

/// <summary>What a provider can tell about money, and what it needs for that.</summary>
public sealed record CostProvider
{
    /// <summary>The name, as accounts and commands use it.</summary>
    public required string Name { get; init; }

    /// <summary>Whether two names are those of one provider. Case doesn't matter.</summary>
    public static StringComparer NameComparer => StringComparer.OrdinalIgnoreCase;

    /// <summary>What its figures are.</summary>
    public required CostSourceKind Kind { get; init; }

    /// <summary>The kind of key that it asks for.</summary>
    public required ProviderKeyKind Key { get; init; }

    /// <summary>The environment variable in which people usually keep such a key. Setting it is enough to be asked.</summary>
    public required string EnvironmentVariable { get; init; }

    /// <summary>Where it answers unless an account says otherwise.</summary>
    public required Uri BaseUri { get; init; }

    /// <summary>
    /// The environment variable that holds another address for a key from <see cref="EnvironmentVariable"/>: DEEPSEEK_BASE_URL goes with
    /// DEEPSEEK_API_KEY. An admin key has an address of its own (OPENAI_ADMIN_BASE_URL): that of an ordinary key, which other tools
    /// point at gateways, must not receive it. Null for a provider from a definition, whose address stands there.
    /// </summary>
    public string? BaseUriVariable => DefinitionPath is null ? VariablePrefix() + "_BASE_URL" : null;

    /// <summary>Where a key is made.</summary>
    public Uri? KeyPage { get; init; }

    /// <summary>What it can tell, in a sentence.</summary>
    public required string Tells { get; init; }

    /// <summary>What it can't tell, in a sentence.</summary>
    public required string DoesNotTell { get; init; }

    /// <summary>The file that defines it, or null for a provider that is built in.</summary>
    public string? DefinitionPath { get; init; }

    private string VariablePrefix()
    {
        string[] ends = ["_API_KEY", "_KEY", "_TOKEN"];
        var end = Array.Find(ends, end => EnvironmentVariable.EndsWith(end, StringComparison.Ordinal)) ?? string.Empty;
        return EnvironmentVariable[..^end.Length];
    }
}
