using System.Diagnostics;

namespace CostCompass.Accounts;

/// <summary>
/// A key together with the only address that it is for. A sender requests it with the address of the request, and gets it for no other
/// address. Like <see cref="SecretText"/>, it is overwritten with zeros by <see cref="Dispose"/>.
/// </summary>
[DebuggerDisplay("(secret)")]
public sealed class AccountKey : IDisposable
{
    private readonly SecretText _text;

    /// <summary>Binds a key to its address.</summary>
    /// <param name="address">The only address to which it may be sent.</param>
    /// <param name="text">The key. This object now disposes it.</param>
    public AccountKey(KeyAddress address, SecretText text)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(text);
        Address = address;
        _text = text;
    }

    /// <summary>The only address to which the key may be sent.</summary>
    public KeyAddress Address { get; }

    /// <summary>The key, to check its format and to find it in text. To send it, use <see cref="For"/>.</summary>
    public ReadOnlyMemory<char> Memory => _text.Memory;

    /// <summary>The key, to check its format and to find it in text. To send it, use <see cref="For"/>.</summary>
    public ReadOnlySpan<char> Span => _text.Span;

    /// <summary>The key for a request.</summary>
    /// <param name="target">The address of the request.</param>
    /// <exception cref="InvalidOperationException">The address of the request isn't that of the key.</exception>
    public ReadOnlySpan<char> For(Uri target) => KeyAddress.Of(target) == Address
        ? _text.Span
        : throw new InvalidOperationException($"A key for {Address} can't be sent to {KeyAddress.Of(target)}.");

    /// <summary>Overwrites the key with zeros.</summary>
    public void Dispose() => _text.Dispose();

    /// <summary>A fixed word, regardless of the key.</summary>
    public override string ToString() => "(secret)";
}
