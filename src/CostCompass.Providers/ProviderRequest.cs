namespace CostCompass.Providers;

/// <summary>
/// Whom to ask, where, and with which key. It is a class and no record on purpose: the text that a record makes of itself
/// would show the key.
/// </summary>
public sealed class ProviderRequest
{
    /// <summary>The account's name, for messages and results.</summary>
    public required string Account { get; init; }

    /// <summary>The only address to which the key may go, with everything below its path.</summary>
    public required Uri BaseUri { get; init; }

    /// <summary>The key. The caller owns the buffer, keeps it until the request has ended, and zeroes it then.</summary>
    public required ReadOnlyMemory<char> Key { get; init; }

    /// <summary>The account's name; never the key.</summary>
    public override string ToString() => Account;
}
