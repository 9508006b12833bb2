using System.Buffers.Binary;
using System.Text;

namespace CostCompass.Storage.Vault;

/// <summary>Creates a vault file.</summary>
internal static class VaultWriter
{
    /// <summary>The bytes of a vault file of the current version, sealed with the data key.</summary>
    /// <param name="content">The content, completely in the current version.</param>
    /// <param name="dataKey">The data key.</param>
    /// <param name="path">The vault, for the message.</param>
    public static byte[] Write(VaultContent content, SecretBytes dataKey, string path)
    {
        if (content.Keys.Count > VaultFormat.MaximumRecords)
        {
            throw VaultErrors.Full(path);
        }

        using var buffer = new MemoryStream();
        byte[] head = content.Protection.AssociatedData();
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(VaultFormat.VersionOffset), VaultFormat.Version);
        buffer.Write(head);
        buffer.Write(content.Protection.Nonce);
        buffer.Write(content.Protection.WrappedKey);
        buffer.Write(content.Protection.Tag);
        WriteLength(buffer, content.Keys.Count);
        foreach (SealedKey key in content.Keys)
        {
            byte[] account = Encoding.UTF8.GetBytes(key.Account);
            buffer.WriteByte(checked((byte)account.Length));
            buffer.Write(account);
            byte[] address = Encoding.ASCII.GetBytes(key.Address?.ToString() ?? "");
            WriteLength(buffer, address.Length);
            buffer.Write(address);
            buffer.Write(key.Nonce);
            WriteLength(buffer, key.Ciphertext.Length);
            buffer.Write(key.Ciphertext);
            buffer.Write(key.Tag);
        }

        Span<byte> seal = stackalloc byte[VaultFormat.SealLength];
        VaultContent.ComputeSeal(dataKey, buffer.GetBuffer().AsSpan(0, (int)buffer.Length), seal);
        buffer.Write(seal);
        return buffer.Length <= VaultFormat.MaximumFileLength ? buffer.ToArray() : throw VaultErrors.Full(path);
    }

    private static void WriteLength(MemoryStream buffer, int length)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, checked((ushort)length));
        buffer.Write(bytes);
    }
}
