using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace CostCompass.Storage.Vault;

/// <summary>Parses a vault file without trusting it: every length is checked before it is used, and nothing may be left over.</summary>
internal ref struct VaultReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest;

    private readonly ushort _version;

    private VaultReader(ReadOnlySpan<byte> records, ushort version)
    {
        _rest = records;
        _version = version;
    }

    /// <summary>Reads the header, which needs only the first 110 bytes.</summary>
    /// <param name="file">The file, possibly truncated.</param>
    /// <param name="options">The limits of the iterations.</param>
    /// <param name="protection">How the data key is wrapped.</param>
    /// <returns>False if it isn't a header of a known version.</returns>
    public static bool TryReadProtection(ReadOnlySpan<byte> file, VaultOptions options, [NotNullWhen(true)] out KeyProtection? protection)
    {
        protection = null;
        if (file.Length < VaultFormat.RecordsOffset
            || !file.StartsWith(VaultFormat.Magic)
            || VersionOf(file) is not (VaultFormat.Version or VaultFormat.VersionWithoutAddresses))
        {
            return false;
        }

        uint iterations = BinaryPrimitives.ReadUInt32BigEndian(file[VaultFormat.IterationsOffset..]);
        VaultMode? mode = (file[VaultFormat.ModeOffset], file[VaultFormat.DerivationOffset]) switch
        {
            ((byte)VaultMode.Password, VaultFormat.Pbkdf2HmacSha256)
                when iterations >= options.MinimumIterations && iterations <= options.MaximumIterations => VaultMode.Password,
            ((byte)VaultMode.CurrentUser, VaultFormat.HkdfSha256) when iterations == 0 => VaultMode.CurrentUser,
            _ => null,
        };
        if (mode is null)
        {
            return false;
        }

        protection = new KeyProtection(
            mode.Value,
            (int)iterations,
            file.Slice(VaultFormat.SaltOffset, VaultFormat.SaltLength).ToArray(),
            file.Slice(VaultFormat.WrapNonceOffset, VaultFormat.NonceLength).ToArray(),
            file.Slice(VaultFormat.WrappedKeyOffset, VaultFormat.KeyLength).ToArray(),
            file.Slice(VaultFormat.WrapTagOffset, VaultFormat.TagLength).ToArray());
        return true;
    }

    /// <summary>Reads a whole file. The seal at its end isn't verified here.</summary>
    /// <param name="file">The file.</param>
    /// <param name="options">The limits of the iterations.</param>
    /// <param name="content">The content of the file.</param>
    /// <returns>False if any byte isn't valid in its version.</returns>
    public static bool TryRead(ReadOnlySpan<byte> file, VaultOptions options, [NotNullWhen(true)] out VaultContent? content)
    {
        content = null;
        if (file.Length is < VaultFormat.RecordsOffset + VaultFormat.SealLength or > VaultFormat.MaximumFileLength
            || !TryReadProtection(file, options, out KeyProtection? protection))
        {
            return false;
        }

        int count = BinaryPrimitives.ReadUInt16BigEndian(file[VaultFormat.RecordCountOffset..]);
        var reader = new VaultReader(file[VaultFormat.RecordsOffset..^VaultFormat.SealLength], VersionOf(file));
        if (count > VaultFormat.MaximumRecords || !reader.TryReadKeys(count, out List<SealedKey> keys))
        {
            return false;
        }

        content = new VaultContent(protection, keys);
        return true;
    }

    private static ushort VersionOf(ReadOnlySpan<byte> file) => BinaryPrimitives.ReadUInt16BigEndian(file[VaultFormat.VersionOffset..]);

    private bool TryReadKeys(int count, out List<SealedKey> keys)
    {
        keys = new List<SealedKey>(count);
        var accounts = new HashSet<AccountName>();
        for (int index = 0; index < count; index++)
        {
            if (!TryReadKey(out SealedKey? key) || !accounts.Add(key.Account))
            {
                return false;
            }

            keys.Add(key);
        }

        return _rest.IsEmpty;
    }

    private bool TryReadKey([NotNullWhen(true)] out SealedKey? key)
    {
        key = null;
        if (!TryTake(1, out ReadOnlySpan<byte> nameLength)
            || !TryTake(nameLength[0], out ReadOnlySpan<byte> name)
            || !TryDecode(name, out string? account)
            || !TryReadAddress(out KeyAddress? address)
            || !TryTake(VaultFormat.NonceLength, out ReadOnlySpan<byte> nonce)
            || !TryTake(sizeof(ushort), out ReadOnlySpan<byte> length))
        {
            return false;
        }

        int ciphertextLength = BinaryPrimitives.ReadUInt16BigEndian(length);
        if (ciphertextLength is 0 or > VaultFormat.MaximumKeyLength
            || !TryTake(ciphertextLength, out ReadOnlySpan<byte> ciphertext)
            || !TryTake(VaultFormat.TagLength, out ReadOnlySpan<byte> tag))
        {
            return false;
        }

        key = new SealedKey(account, address, nonce.ToArray(), ciphertext.ToArray(), tag.ToArray(), _version);
        return true;
    }

    private bool TryReadAddress(out KeyAddress? address)
    {
        address = null;
        if (_version == VaultFormat.VersionWithoutAddresses)
        {
            return true;
        }

        if (!TryTake(sizeof(ushort), out ReadOnlySpan<byte> length)
            || !TryTake(BinaryPrimitives.ReadUInt16BigEndian(length), out ReadOnlySpan<byte> text))
        {
            return false;
        }

        return text.IsEmpty || KeyAddress.TryParse(Encoding.ASCII.GetString(text), out address);
    }

    private bool TryTake(int length, out ReadOnlySpan<byte> taken)
    {
        if (_rest.Length < length)
        {
            taken = default;
            return false;
        }

        taken = _rest[..length];
        _rest = _rest[length..];
        return true;
    }

    private static bool TryDecode(ReadOnlySpan<byte> name, [NotNullWhen(true)] out string? account)
    {
        try
        {
            account = Strict.GetString(name);
        }
        catch (DecoderFallbackException)
        {
            account = null;
        }

        return AccountName.IsValid(account);
    }
}
