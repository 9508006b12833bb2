using System.Security.Cryptography;

namespace CostCompass.Storage.Vault;

/// <summary>The content of a vault file, except the trailing seal.</summary>
/// <param name="Protection">How the data key is wrapped.</param>
/// <param name="Keys">The sealed keys, one per account, in the order in which they were first sealed.</param>
internal sealed record VaultContent(KeyProtection Protection, IReadOnlyList<SealedKey> Keys)
{
    /// <summary>The record of an account, or null.</summary>
    /// <param name="account">The account's name, not case-sensitive.</param>
    public SealedKey? Find(AccountName account) => Keys.FirstOrDefault(key => account == key.Account);

    /// <summary>The content with a record that is added or replaces the account's previous one.</summary>
    /// <param name="added">The record.</param>
    public VaultContent With(SealedKey added) => Find(added.Account) is { } former
        ? this with { Keys = [.. Keys.Select(key => ReferenceEquals(key, former) ? added : key)] }
        : this with { Keys = [.. Keys, added] };

    /// <summary>The content without an account's record. The same object if there was none.</summary>
    /// <param name="account">The account's name, not case-sensitive.</param>
    public VaultContent Without(AccountName account) => Find(account) is { } former
        ? this with { Keys = [.. Keys.Where(key => !ReferenceEquals(key, former))] }
        : this;

    /// <summary>The content with every record in the current version. Those of version 1 are sealed again, without an address.</summary>
    /// <param name="dataKey">The data key.</param>
    /// <param name="options">The source of nonces.</param>
    public VaultContent Current(SecretBytes dataKey, VaultOptions options) => Keys.All(key => key.Version == VaultFormat.Version)
        ? this
        : this with { Keys = [.. Keys.Select(key => key.Version == VaultFormat.Version ? key : key.SealedAs(dataKey, key.Account, null, options))] };

    /// <summary>The seal over everything before it in a file.</summary>
    /// <param name="dataKey">The data key.</param>
    /// <param name="bytes">The file without its last 32 bytes.</param>
    /// <param name="destination">32 bytes.</param>
    public static void ComputeSeal(SecretBytes dataKey, ReadOnlySpan<byte> bytes, Span<byte> destination)
    {
        using var sealingKey = new SecretBytes(VaultFormat.KeyLength);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, dataKey.Span, sealingKey.Span, salt: [], VaultFormat.SealPurpose);
        HMACSHA256.HashData(sealingKey.Span, bytes, destination);
    }

    /// <summary>Whether a file's seal was created with this data key over exactly these bytes.</summary>
    /// <param name="dataKey">The data key.</param>
    /// <param name="file">The whole file.</param>
    public static bool HasSealOf(SecretBytes dataKey, ReadOnlySpan<byte> file)
    {
        Span<byte> expected = stackalloc byte[VaultFormat.SealLength];
        ComputeSeal(dataKey, file[..^VaultFormat.SealLength], expected);
        return CryptographicOperations.FixedTimeEquals(expected, file[^VaultFormat.SealLength..]);
    }
}
