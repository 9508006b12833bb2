using System.Security.Cryptography;
using System.Text;

namespace CostCompass.Storage.Vault;

/// <summary>Secret bytes in memory that the garbage collector doesn't move. They are overwritten with zeros when disposed.</summary>
internal sealed class SecretBytes : IDisposable
{
    private readonly byte[] _bytes;

    public SecretBytes(int length) => _bytes = GC.AllocateArray<byte>(length, pinned: true);

    ~SecretBytes() => CryptographicOperations.ZeroMemory(_bytes);

    /// <summary>The bytes. All zeros after disposal.</summary>
    public Span<byte> Span => _bytes;

    /// <summary>The characters as UTF-8.</summary>
    /// <param name="characters">The source.</param>
    /// <param name="encoding">UTF-8, strict or replacing.</param>
    public static SecretBytes FromChars(ReadOnlySpan<char> characters, Encoding encoding)
    {
        var bytes = new SecretBytes(encoding.GetByteCount(characters));
        encoding.GetBytes(characters, bytes._bytes);
        return bytes;
    }

    public static SecretBytes CopyOf(ReadOnlySpan<byte> source)
    {
        var bytes = new SecretBytes(source.Length);
        source.CopyTo(bytes._bytes);
        return bytes;
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_bytes);
        GC.SuppressFinalize(this);
    }
}
