using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CostCompass.Providers.Http;

/// <summary>
/// The header with the key: the only string that contains the key, because a header must be a string. The attempts of one call share it,
/// and it is overwritten with zeros afterwards. Otherwise each request would leave a copy until the memory is reused.
/// </summary>
internal sealed class KeyHeaderValue : IDisposable
{
    /// <summary>Creates the header.</summary>
    /// <param name="prefix">The prefix of the key, with its space.</param>
    /// <param name="key">The key, at least one character.</param>
    public KeyHeaderValue(string prefix, ReadOnlySpan<char> key) => Text = string.Concat(prefix, key);

    /// <summary>The value. Don't keep it: it is zeros after <see cref="Dispose"/>.</summary>
    public string Text { get; }

    /// <summary>
    /// Overwrites the string in place. A string must never be changed unless nothing else can reference it. This one is created here from a key
    /// that isn't empty, so it isn't shared or interned, and it is changed only after the last request with it has ended.
    /// </summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(MemoryMarshal.AsMemory(Text.AsMemory()).Span));
}
