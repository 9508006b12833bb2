namespace CostCompass.Storage.Vault;

/// <summary>The numbers of format version 2, and what differs in version 1. <c>docs/vault-format.md</c> explains them byte by byte.</summary>
internal static class VaultFormat
{
    public const ushort Version = 2;

    /// <summary>The version whose records have no address. Such a file can be read, and the next change writes it as <see cref="Version"/>.</summary>
    public const ushort VersionWithoutAddresses = 1;

    /// <summary>
    /// The version under which the data key is wrapped in every file: a file is upgraded to another version without the password, and the seal
    /// at its end protects its own version.
    /// </summary>
    public const ushort WrapVersion = 1;

    public const byte Pbkdf2HmacSha256 = 1;
    public const byte HkdfSha256 = 2;

    public const int VersionOffset = 8;
    public const int ModeOffset = 10;
    public const int DerivationOffset = 11;
    public const int IterationsOffset = 12;
    public const int SaltOffset = 16;
    public const int WrapNonceOffset = 48;
    public const int WrappedKeyOffset = 60;
    public const int WrapTagOffset = 92;
    public const int RecordCountOffset = 108;
    public const int RecordsOffset = 110;

    public const int SaltLength = 32;
    public const int KeyLength = 32;
    public const int NonceLength = 12;
    public const int TagLength = 16;
    public const int SealLength = 32;

    public const int MaximumFileLength = 1024 * 1024;
    public const int MaximumRecords = 1000;
    public const int MaximumKeyLength = 4096;
    public const int MaximumPasswordLength = 1024;

    /// <summary>The first eight bytes: the name, and an end-of-file mark that prevents a terminal from printing the rest.</summary>
    public static ReadOnlySpan<byte> Magic => "CCVAULT\x1a"u8;

    /// <summary>Separates the key of the trailing seal from the data key that it is derived from.</summary>
    public static ReadOnlySpan<byte> SealPurpose => "CostCompass vault 1 file seal"u8;

    /// <summary>Separates the wrapping key of the current user from the secret that it is derived from.</summary>
    public static ReadOnlySpan<byte> WrapPurpose => "CostCompass vault 1 key wrap"u8;
}
