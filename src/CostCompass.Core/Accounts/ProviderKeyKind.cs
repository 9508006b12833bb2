namespace CostCompass.Accounts;

/// <summary>The kind of key that a provider asks for before it tells about money.</summary>
public enum ProviderKeyKind
{
    /// <summary>The key with which models are called.</summary>
    Ordinary,

    /// <summary>A key of an administrator of the organization. An ordinary key is refused.</summary>
    Admin,

    /// <summary>A token for the provider's own API.</summary>
    Token,
}
