namespace CostCompass.Providers;

/// <summary>
/// Whom to ask, where, and with which key. It is a class and no record on purpose: the text that a record makes of itself
/// would show the key.
/// </summary>
public sealed class ProviderRequest
{
    /// <summary>The account's name, for messages and results.</summary>
    public required string Account { get; init; }

    /// <summary>Where the account answers, with everything below its path. A request that isn't at the address of the key is refused.</summary>
    public required Uri BaseUri { get; init; }

    /// <summary>The key, with the only address to which it may go. The caller keeps it until the request has ended, and disposes it then.</summary>
    public required AccountKey Key { get; init; }

    /// <summary>The account's name; never the key.</summary>
    public override string ToString() => Account;
}
