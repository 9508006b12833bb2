namespace CostCompass.Providers.Http;

/// <summary>What is said of a key that a provider refused: which kind it asks for, and where one is made.</summary>
internal static class RefusedKey
{
    /// <summary>The kind of key, where an ordinary one isn't enough, or null where it is.</summary>
    public static string? Needed(CostProvider provider) => provider.Key switch
    {
        ProviderKeyKind.Admin => "an admin key of the organization",
        ProviderKeyKind.Token => "a token with permission to read billing",
        _ => null,
    };

    /// <summary>The next step.</summary>
    public static string Advice(CostProvider provider)
    {
        var at = provider.KeyPage is { } page ? $" at {page.AbsoluteUri}" : " at the provider";
        return provider.Key switch
        {
            ProviderKeyKind.Admin => $"Have an administrator of the organization create an admin key{at}, and connect the account again with that key.",
            ProviderKeyKind.Token => $"Create a token with permission to read billing{at} and connect the account again.",
            _ => $"Create or copy a key{at} and connect the account again.",
        };
    }
}
