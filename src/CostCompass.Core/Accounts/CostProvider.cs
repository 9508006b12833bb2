namespace CostCompass.Accounts;

/// <summary>What a provider reports about costs, and what it requires for that.</summary>
public sealed record CostProvider
{
    /// <summary>The name that accounts and commands use.</summary>
    public required string Name { get; init; }

    /// <summary>Whether two names are the same provider. The comparison isn't case-sensitive.</summary>
    public static StringComparer NameComparer => StringComparer.OrdinalIgnoreCase;

    /// <summary>The kind of its figures.</summary>
    public required CostSourceKind Kind { get; init; }

    /// <summary>The kind of key that it requires.</summary>
    public required ProviderKeyKind Key { get; init; }

    /// <summary>The usual environment variable for such a key. If it is set, the provider can be queried without further setup.</summary>
    public required string EnvironmentVariable { get; init; }

    /// <summary>The address, unless an account has another one.</summary>
    public required Uri BaseUri { get; init; }

    /// <summary>
    /// The environment variable with another address for the key in <see cref="EnvironmentVariable"/>: DEEPSEEK_BASE_URL applies to
    /// DEEPSEEK_API_KEY. An admin key has a separate variable (OPENAI_ADMIN_BASE_URL): the address of an ordinary key, which other tools
    /// set to gateways, must not receive it. Null for a provider from a definition, which contains its address.
    /// </summary>
    public string? BaseUriVariable => DefinitionPath is null ? VariablePrefix() + "_BASE_URL" : null;

    /// <summary>The web page on which keys are created.</summary>
    public Uri? KeyPage { get; init; }

    /// <summary>What it reports, in a sentence.</summary>
    public required string Reports { get; init; }

    /// <summary>What it doesn't report, in a sentence.</summary>
    public required string DoesNotReport { get; init; }

    /// <summary>The file that defines it, or null for a built-in provider.</summary>
    public string? DefinitionPath { get; init; }

    private string VariablePrefix()
    {
        string[] ends = ["_API_KEY", "_KEY", "_TOKEN"];
        var end = Array.Find(ends, end => EnvironmentVariable.EndsWith(end, StringComparison.Ordinal)) ?? string.Empty;
        return EnvironmentVariable[..^end.Length];
    }
}
