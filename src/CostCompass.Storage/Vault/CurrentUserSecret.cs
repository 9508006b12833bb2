using System.Security.Cryptography;

namespace CostCompass.Storage.Vault;

/// <summary>
/// The 32 random bytes that open a vault in <see cref="VaultMode.CurrentUser"/>. They are stored in a key file next to the vault: on Windows
/// protected by DPAPI for this user, on other systems unencrypted and protected only by the file's mode 0600.
/// </summary>
internal static class CurrentUserSecret
{
    // A DPAPI blob of 32 bytes is about 230 bytes long.
    private const int MaximumLength = 4096;

    /// <summary>The key file of a vault: <c>vault.key</c> next to <c>vault.bin</c>.</summary>
    /// <param name="path">The vault's full path.</param>
    public static string PathFor(string path) =>
        Path.GetExtension(path).Equals(".key", StringComparison.OrdinalIgnoreCase) ? path + ".key" : Path.ChangeExtension(path, ".key");

    /// <summary>Creates a new secret, and replaces one that was left behind.</summary>
    /// <param name="path">The vault's full path.</param>
    /// <param name="options">The source of the secret.</param>
    public static SecretBytes Create(string path, VaultOptions options)
    {
        var secret = new SecretBytes(VaultFormat.KeyLength);
        options.Random(secret.Span);
        if (!OperatingSystem.IsWindows())
        {
            PrivateFile.Replace(PathFor(path), secret.Span);
            return secret;
        }

        // ProtectedData requires an array. This copy is cleared immediately.
        byte[] copy = secret.Span.ToArray();
        try
        {
            PrivateFile.Replace(PathFor(path), ProtectedData.Protect(copy, Entropy(), DataProtectionScope.CurrentUser));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }

        return secret;
    }

    /// <summary>Reads the secret.</summary>
    /// <param name="path">The vault's full path.</param>
    /// <exception cref="Errors.CostException">
    /// <c>VaultKeyFileMissing</c>, <c>VaultExposed</c>, <c>VaultNotReadable</c>, or <c>VaultRefused</c> if it belongs to another user or was altered.
    /// </exception>
    public static SecretBytes Read(string path)
    {
        string keyPath = PathFor(path);
        byte[] bytes = PrivateFile.TryRead(keyPath, MaximumLength) ?? throw VaultErrors.KeyFileMissing(keyPath);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                byte[] blob = bytes;
                bytes = ProtectedData.Unprotect(blob, Entropy(), DataProtectionScope.CurrentUser);
            }

            return bytes.Length == VaultFormat.KeyLength ? SecretBytes.CopyOf(bytes) : throw VaultErrors.Refused();
        }
        catch (CryptographicException)
        {
            throw VaultErrors.Refused();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Deletes the secret of a vault that no longer needs it.</summary>
    /// <param name="path">The vault's full path.</param>
    public static void Delete(string path) => PrivateFile.TryDelete(PathFor(path));

    private static byte[] Entropy() => VaultFormat.WrapPurpose.ToArray();
}
