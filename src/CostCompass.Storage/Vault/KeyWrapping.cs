using System.Security.Cryptography;
using System.Text;

namespace CostCompass.Storage.Vault;

/// <summary>Wraps and unwraps the data key with a key derived from a password or from the current user's secret.</summary>
internal static class KeyWrapping
{
    /// <summary>The wrapping key of a password: PBKDF2-HMAC-SHA256 of its UTF-8, as typed and not normalized.</summary>
    /// <param name="password">The password.</param>
    /// <param name="salt">32 bytes.</param>
    /// <param name="iterations">The iterations.</param>
    /// <param name="options">Counts the derivations.</param>
    public static SecretBytes FromPassword(ReadOnlySpan<char> password, ReadOnlySpan<byte> salt, int iterations, VaultOptions options)
    {
        using SecretBytes utf8 = SecretBytes.FromChars(password, Encoding.UTF8);
        var key = new SecretBytes(VaultFormat.KeyLength);
        Rfc2898DeriveBytes.Pbkdf2(utf8.Span, salt, key.Span, iterations, HashAlgorithmName.SHA256);
        options.Derived?.Invoke(iterations);
        return key;
    }

    /// <summary>The wrapping key of a secret that is already random: one HKDF-SHA256.</summary>
    /// <param name="secret">32 random bytes.</param>
    /// <param name="salt">32 bytes.</param>
    public static SecretBytes FromSecret(SecretBytes secret, ReadOnlySpan<byte> salt)
    {
        var key = new SecretBytes(VaultFormat.KeyLength);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret.Span, key.Span, salt, VaultFormat.WrapPurpose);
        return key;
    }

    /// <summary>Wraps the data key for a password, with a new salt and nonce.</summary>
    /// <param name="dataKey">The data key.</param>
    /// <param name="password">The password: 1 to 1024 characters.</param>
    /// <param name="options">The iterations and the source of randomness.</param>
    public static KeyProtection WithPassword(SecretBytes dataKey, ReadOnlySpan<char> password, VaultOptions options)
    {
        RequirePassword(password);
        byte[] salt = options.RandomBytes(VaultFormat.SaltLength);
        using SecretBytes wrappingKey = FromPassword(password, salt, options.Iterations, options);
        return Wrap(dataKey, wrappingKey, VaultMode.Password, options.Iterations, salt, options);
    }

    /// <summary>Wraps the data key for the current user, with a new salt and nonce.</summary>
    /// <param name="dataKey">The data key.</param>
    /// <param name="secret">The current user's 32 random bytes.</param>
    /// <param name="options">The source of randomness.</param>
    public static KeyProtection WithSecret(SecretBytes dataKey, SecretBytes secret, VaultOptions options)
    {
        byte[] salt = options.RandomBytes(VaultFormat.SaltLength);
        using SecretBytes wrappingKey = FromSecret(secret, salt);
        return Wrap(dataKey, wrappingKey, VaultMode.CurrentUser, 0, salt, options);
    }

    /// <summary>The data key, or null if the wrapping key is wrong or the header was altered.</summary>
    /// <param name="protection">The header of the file.</param>
    /// <param name="wrappingKey">The wrapping key.</param>
    public static SecretBytes? TryUnwrap(KeyProtection protection, SecretBytes wrappingKey)
    {
        var dataKey = new SecretBytes(VaultFormat.KeyLength);
        using var cipher = new AesGcm(wrappingKey.Span, VaultFormat.TagLength);
        try
        {
            cipher.Decrypt(protection.Nonce, protection.WrappedKey, protection.Tag, dataKey.Span, protection.AssociatedData());
            return dataKey;
        }
        catch (CryptographicException)
        {
            dataKey.Dispose();
            return null;
        }
    }

    /// <summary>Throws <c>VaultPasswordEmpty</c> or <c>VaultPasswordTooLong</c> if a password isn't allowed.</summary>
    /// <param name="password">The password.</param>
    public static void RequirePassword(ReadOnlySpan<char> password)
    {
        if (password.IsEmpty)
        {
            throw VaultErrors.PasswordEmpty();
        }

        if (password.Length > VaultFormat.MaximumPasswordLength)
        {
            throw VaultErrors.PasswordTooLong();
        }
    }

    private static KeyProtection Wrap(
        SecretBytes dataKey, SecretBytes wrappingKey, VaultMode mode, int iterations, byte[] salt, VaultOptions options)
    {
        var protection = new KeyProtection(
            mode, iterations, salt, options.RandomBytes(VaultFormat.NonceLength), new byte[VaultFormat.KeyLength], new byte[VaultFormat.TagLength]);
        using var cipher = new AesGcm(wrappingKey.Span, VaultFormat.TagLength);
        cipher.Encrypt(protection.Nonce, dataKey.Span, protection.WrappedKey, protection.Tag, protection.AssociatedData());
        return protection;
    }
}
