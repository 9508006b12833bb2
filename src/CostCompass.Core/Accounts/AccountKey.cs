using System.Diagnostics;

namespace CostCompass.Accounts;

/// <summary>
/// A key together with the one address that it is for. Whoever sends it asks for it by the address of the request, and gets it for no
/// other one. Like <see cref="SecretText"/> it is overwritten with zeros by <see cref="Dispose"/>.
/// </summary>
[DebuggerDisplay("(secret)")]
public sealed class AccountKey : IDisposable
{
    private readonly SecretText _text;

    /// <summary>Binds a key to its address.</summary>
    /// <param name="address">The only address to which it may be sent.</param>
    /// <param name="text">The key. From now on it is disposed here.</param>
    public AccountKey(KeyAddress address, SecretText text)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(text);
        Address = address;
        _text = text;
    }

    /// <summary>The only address to which the key may be sent.</summary>
    public KeyAddress Address { get; }

    /// <summary>The key, to check its form and to find it in what is shown. To send it use <see cref="For"/>.</summary>
    public ReadOnlyMemory<char> Memory => _text.Memory;

    /// <summary>The key, to check its form and to find it in what is shown. To send it use <see cref="For"/>.</summary>
    public ReadOnlySpan<char> Span => _text.Span;

    /// <summary>The key for a request.</summary>
    /// <param name="target">Where the request goes.</param>
    /// <exception cref="InvalidOperationException">The request goes to another address than the key's.</exception>
    public ReadOnlySpan<char> For(Uri target) => KeyAddress.Of(target) == Address
        ? _text.Span
        : throw new InvalidOperationException($"A key for {Address} was to be sent to {KeyAddress.Of(target)}.");

    /// <summary>Overwrites the key with zeros.</summary>
    public void Dispose() => _text.Dispose();

    /// <summary>A fixed word, whatever the key is.</summary>
    public override string ToString() => "(secret)";
}
