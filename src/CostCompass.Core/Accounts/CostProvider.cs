namespace CostCompass.Accounts;

/// <summary>What a provider can tell about money, and what it needs for that.</summary>
public sealed record CostProvider
{
    /// <summary>The name, as accounts and commands use it.</summary>
    public required string Name { get; init; }

    /// <summary>What its figures are.</summary>
    public required CostSourceKind Kind { get; init; }

    /// <summary>The kind of key that it asks for.</summary>
    public required ProviderKeyKind Key { get; init; }

    /// <summary>The environment variable in which people usually keep such a key. Setting it is enough to be asked.</summary>
    public required string EnvironmentVariable { get; init; }

    /// <summary>Where it answers unless an account says otherwise.</summary>
    public required Uri BaseUri { get; init; }

    /// <summary>Where a key is made.</summary>
    public Uri? KeyPage { get; init; }

    /// <summary>What it can tell, in a sentence.</summary>
    public required string Tells { get; init; }

    /// <summary>What it cannot tell, in a sentence.</summary>
    public required string DoesNotTell { get; init; }

    /// <summary>The file that defines it; null for a provider that is built in.</summary>
    public string? DefinitionPath { get; init; }
}
