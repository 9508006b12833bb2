using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace CostCompass.Accounts;

/// <summary>
/// An API key in plain text for the duration of one request. The characters are in memory that the garbage collector doesn't move,
/// and are overwritten with zeros by <see cref="Dispose"/>. It is never converted to a string here.
/// </summary>
/// <remarks>Not thread-safe. The receiver disposes it.</remarks>
[DebuggerDisplay("(secret)")]
public sealed class SecretText : IDisposable
{
    private readonly char[] _characters;
    private bool _isDisposed;

    private SecretText(int length) => _characters = GC.AllocateArray<char>(length, pinned: true);

    /// <summary>Overwrites the characters of a secret that wasn't disposed.</summary>
    ~SecretText() => Clear();

    /// <summary>The characters. Don't keep the span beyond <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">The secret was disposed.</exception>
    public ReadOnlySpan<char> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _characters;
        }
    }

    /// <summary>The characters, for a request that runs on other threads. They are zeros once the secret is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The secret was disposed.</exception>
    public ReadOnlyMemory<char> Memory
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _characters;
        }
    }

    /// <summary>The number of UTF-16 characters. Still available after <see cref="Dispose"/>.</summary>
    public int Length => _characters.Length;

    /// <summary>Copies the characters of a <see cref="SecureString"/> without an intermediate string.</summary>
    /// <param name="secret">The source. The caller disposes it.</param>
    /// <returns>A copy that the caller disposes.</returns>
    public static SecretText FromSecureString(SecureString secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        IntPtr unmanaged = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            var text = new SecretText(secret.Length);
            Marshal.Copy(unmanaged, text._characters, 0, text.Length);
            return text;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(unmanaged);
        }
    }

    /// <summary>Copies characters. The source isn't changed, and the caller clears it.</summary>
    /// <param name="characters">The source.</param>
    /// <returns>A copy that the caller disposes.</returns>
    public static SecretText FromChars(ReadOnlySpan<char> characters)
    {
        var text = new SecretText(characters.Length);
        characters.CopyTo(text._characters);
        return text;
    }

    /// <summary>Decodes UTF-8. The source isn't changed, and the caller clears it.</summary>
    /// <param name="utf8">The source. Invalid UTF-8 bytes become U+FFFD.</param>
    /// <returns>The decoded text, which the caller disposes.</returns>
    public static SecretText FromUtf8(ReadOnlySpan<byte> utf8)
    {
        var text = new SecretText(Encoding.UTF8.GetCharCount(utf8));
        Encoding.UTF8.GetChars(utf8, text._characters);
        return text;
    }

    /// <summary>Overwrites the characters with zeros. Further calls do nothing.</summary>
    public void Dispose()
    {
        Clear();
        _isDisposed = true;
        GC.SuppressFinalize(this);
    }

    /// <summary>A fixed word, regardless of the secret.</summary>
    public override string ToString() => "(secret)";

    private void Clear() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_characters.AsSpan()));
}
