using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CostCompass.Providers.Http;

/// <summary>
/// The header with the key: the one string that is made of it, since a header must be one. It is shared by the attempts of one call
/// and overwritten with zeros once they have ended; else each request would leave its copy until the memory is used again.
/// </summary>
internal sealed class KeyHeaderValue : IDisposable
{
    /// <summary>Makes the header.</summary>
    /// <param name="prefix">What stands before the key.</param>
    /// <param name="key">The key, of one character at least.</param>
    public KeyHeaderValue(string prefix, ReadOnlySpan<char> key) => Text = string.Concat(prefix, key);

    /// <summary>The value. Not to be kept: it is zeros after <see cref="Dispose"/>.</summary>
    public string Text { get; }

    /// <summary>
    /// Overwrites the string in place. A string is never to be changed, unless no one else can have it: this one is made here, of a key
    /// that isn't empty, so it is no other's and in no pool; and it is changed once no request is under way that has it.
    /// </summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(MemoryMarshal.AsMemory(Text.AsMemory()).Span));
}
