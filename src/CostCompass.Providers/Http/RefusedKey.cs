namespace CostCompass.Providers.Http;

/// <summary>The advice about a rejected key: which kind of key the provider requires, and where to create one.</summary>
internal static class RefusedKey
{
    /// <summary>The kind of key if an ordinary one isn't enough, otherwise null.</summary>
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
