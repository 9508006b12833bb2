namespace CostCompass.Accounts;

/// <summary>The kind of key that a provider requires for cost data.</summary>
public enum ProviderKeyKind
{
    /// <summary>The key for model calls.</summary>
    Ordinary,

    /// <summary>A key of an administrator of the organization. An ordinary key is rejected.</summary>
    Admin,

    /// <summary>A token for the provider's own API.</summary>
    Token,
}
