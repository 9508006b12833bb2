namespace CostCompass.Providers;

/// <summary>
/// The account, the address and the key of a request. It is deliberately not a record: the generated text of a record would contain
/// the key.
/// </summary>
public sealed class ProviderRequest
{
    /// <summary>The account's name, for messages and results.</summary>
    public required string Account { get; init; }

    /// <summary>The address of the account, including its path. A request that isn't at the address of the key is rejected.</summary>
    public required Uri BaseUri { get; init; }

    /// <summary>The key, with the only address to which it may be sent. The caller keeps it until the request has ended, and then disposes it.</summary>
    public required AccountKey Key { get; init; }

    /// <summary>The account's name; never the key.</summary>
    public override string ToString() => Account;
}
