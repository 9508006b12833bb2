using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CostCompass.Storage.Vault;

/// <summary>One record of the vault: the encrypted key of an account.</summary>
/// <param name="Account">The account's name, as it was spelled when the key was sealed.</param>
/// <param name="Address">The only address to which the key may be sent, or null for a key of version 1 without a confirmed address.</param>
/// <param name="Nonce">12 random bytes, new for each record.</param>
/// <param name="Ciphertext">The key in UTF-8, encrypted.</param>
/// <param name="Tag">The tag over the ciphertext, the format version, the account and the address.</param>
/// <param name="Version">The format version under which it is sealed.</param>
internal sealed record SealedKey(
    string Account, KeyAddress? Address, byte[] Nonce, byte[] Ciphertext, byte[] Tag, ushort Version = VaultFormat.Version)
{
    // An unpaired surrogate would be replaced silently, and the stored key would never work.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Encrypts a key.</summary>
    /// <param name="dataKey">The data key.</param>
    /// <param name="account">A valid account name.</param>
    /// <param name="address">The only address to which it may be sent. Null for none.</param>
    /// <param name="key">The key: 1 to 4096 bytes in UTF-8.</param>
    /// <param name="options">The source of the nonce.</param>
    public static SealedKey Of(SecretBytes dataKey, string account, KeyAddress? address, ReadOnlySpan<char> key, VaultOptions options)
    {
        using SecretBytes plain = Encode(account, key);
        var sealedKey = new SealedKey(
            account, address, options.RandomBytes(VaultFormat.NonceLength), new byte[plain.Span.Length], new byte[VaultFormat.TagLength]);
        using var cipher = new AesGcm(dataKey.Span, VaultFormat.TagLength);
        cipher.Encrypt(sealedKey.Nonce, plain.Span, sealedKey.Ciphertext, sealedKey.Tag, sealedKey.AssociatedData());
        return sealedKey;
    }

    /// <summary>Decrypts the key. Throws <c>VaultRefused</c> if the record doesn't belong to the data key or the account.</summary>
    /// <param name="dataKey">The data key.</param>
    public SecretText Open(SecretBytes dataKey)
    {
        using var plain = new SecretBytes(Ciphertext.Length);
        using var cipher = new AesGcm(dataKey.Span, VaultFormat.TagLength);
        try
        {
            cipher.Decrypt(Nonce, Ciphertext, Tag, plain.Span, AssociatedData());
        }
        catch (CryptographicException)
        {
            throw VaultErrors.Refused();
        }

        return SecretText.FromUtf8(plain.Span);
    }

    /// <summary>The same key, sealed for an account and an address.</summary>
    /// <param name="dataKey">The data key.</param>
    /// <param name="account">A valid account name.</param>
    /// <param name="address">The address; null to leave it without one.</param>
    /// <param name="options">The source of the nonce.</param>
    public SealedKey SealedAs(SecretBytes dataKey, string account, KeyAddress? address, VaultOptions options)
    {
        using SecretText key = Open(dataKey);
        return Of(dataKey, account, address, key.Span, options);
    }

    /// <summary>
    /// The version, the account in uppercase, because names that differ only in case are one account, and since version 2 a zero and the
    /// address. No name contains a zero.
    /// </summary>
    private byte[] AssociatedData()
    {
        string text = Account.ToUpperInvariant() + (Version == VaultFormat.VersionWithoutAddresses ? "" : $"\0{Address}");
        var bytes = new byte[sizeof(ushort) + Strict.GetByteCount(text)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, Version);
        Strict.GetBytes(text, bytes.AsSpan(sizeof(ushort)));
        return bytes;
    }

    private static SecretBytes Encode(string account, ReadOnlySpan<char> key)
    {
        if (key.IsEmpty || key.Length > VaultFormat.MaximumKeyLength)
        {
            throw VaultErrors.InvalidKey(account);
        }

        SecretBytes plain;
        try
        {
            plain = SecretBytes.FromChars(key, Strict);
        }
        catch (EncoderFallbackException)
        {
            // The cause is omitted, because its message quotes a character of the key.
            throw VaultErrors.InvalidKey(account);
        }

        if (plain.Span.Length > VaultFormat.MaximumKeyLength)
        {
            plain.Dispose();
            throw VaultErrors.InvalidKey(account);
        }

        return plain;
    }
}
