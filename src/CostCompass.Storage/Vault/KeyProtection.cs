using System.Buffers.Binary;

namespace CostCompass.Storage.Vault;

/// <summary>The header of a vault file: how the data key is wrapped.</summary>
/// <param name="Mode">What opens the vault.</param>
/// <param name="Iterations">The PBKDF2 iterations. 0 for the current user.</param>
/// <param name="Salt">32 random bytes, new each time the key is wrapped.</param>
/// <param name="Nonce">12 random bytes.</param>
/// <param name="WrappedKey">The data key, encrypted.</param>
/// <param name="Tag">The tag over the wrapped key and <see cref="AssociatedData"/>.</param>
internal sealed record KeyProtection(VaultMode Mode, int Iterations, byte[] Salt, byte[] Nonce, byte[] WrappedKey, byte[] Tag)
{
    /// <summary>Every byte of the file before the nonce, with <see cref="VaultFormat.WrapVersion"/> as the version.</summary>
    public byte[] AssociatedData()
    {
        var bytes = new byte[VaultFormat.WrapNonceOffset];
        VaultFormat.Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(VaultFormat.VersionOffset), VaultFormat.WrapVersion);
        bytes[VaultFormat.ModeOffset] = (byte)Mode;
        bytes[VaultFormat.DerivationOffset] = Mode == VaultMode.Password ? VaultFormat.Pbkdf2HmacSha256 : VaultFormat.HkdfSha256;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(VaultFormat.IterationsOffset), (uint)Iterations);
        Salt.CopyTo(bytes, VaultFormat.SaltOffset);
        return bytes;
    }
}
