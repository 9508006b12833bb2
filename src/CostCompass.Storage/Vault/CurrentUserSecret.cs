using System.Security.Cryptography;

namespace CostCompass.Storage.Vault;

/// <summary>
/// The 32 random bytes that open a vault in <see cref="VaultMode.CurrentUser"/>. They stand in a key file beside the vault:
/// on Windows protected by DPAPI for this user, elsewhere as they are, guarded by the file's mode 0600 alone.
/// </summary>
internal static class CurrentUserSecret
{
    // A DPAPI blob of 32 bytes is about 230 bytes long.
    private const int MaximumLength = 4096;

    /// <summary>The key file of a vault: <c>vault.key</c> beside <c>vault.bin</c>.</summary>
    /// <param name="path">The vault's full path.</param>
    public static string PathFor(string path) =>
        Path.GetExtension(path).Equals(".key", StringComparison.OrdinalIgnoreCase) ? path + ".key" : Path.ChangeExtension(path, ".key");

    /// <summary>Makes a new secret in place of any that was left behind.</summary>
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

        // ProtectedData takes an array of its own: this copy is cleared at once.
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
    /// <c>VaultKeyFileMissing</c>, <c>VaultExposed</c>, <c>VaultNotReadable</c>; <c>VaultRefused</c> when it is of another user or was altered.
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

    /// <summary>Deletes the secret of a vault that needs it no more.</summary>
    /// <param name="path">The vault's full path.</param>
    public static void Delete(string path) => PrivateFile.TryDelete(PathFor(path));

    private static byte[] Entropy() => VaultFormat.WrapPurpose.ToArray();
}
