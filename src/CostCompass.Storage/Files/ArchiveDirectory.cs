using System.Buffers.Binary;

namespace CostCompass.Storage.Files;

/// <summary>Counts the members of a ZIP without loading them: a list of a million members would fill the memory before it could be rejected.</summary>
internal static class ArchiveDirectory
{
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int EntryLength = 46;
    private const uint EndSignature = 0x06054B50;
    private const uint EntrySignature = 0x02014B50;

    /// <summary>The actual number of members, regardless of what the archive claims.</summary>
    /// <param name="archive">The archive. Its position isn't preserved.</param>
    /// <param name="most">The number at which counting ends.</param>
    /// <returns>Null if there is no readable end: the archive is truncated, isn't an archive, or is larger than an export can be.</returns>
    public static int? Count(Stream archive, int most)
    {
        if (FindDirectory(archive) is not { } start)
        {
            return null;
        }

        int count = 0;
        Span<byte> entry = stackalloc byte[EntryLength];
        archive.Position = start;
        while (count < most
            && archive.ReadAtLeast(entry, EntryLength, throwOnEndOfStream: false) == EntryLength
            && BinaryPrimitives.ReadUInt32LittleEndian(entry) == EntrySignature)
        {
            count++;
            int variable = BinaryPrimitives.ReadUInt16LittleEndian(entry[28..])
                + BinaryPrimitives.ReadUInt16LittleEndian(entry[30..])
                + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
            archive.Position = Math.Min(archive.Position + variable, archive.Length);
        }

        return count;
    }

    private static bool IsOfZip64(ReadOnlySpan<byte> tail, int end) =>
        BinaryPrimitives.ReadUInt16LittleEndian(tail[(end + 8)..]) == ushort.MaxValue
        || BinaryPrimitives.ReadUInt16LittleEndian(tail[(end + 10)..]) == ushort.MaxValue
        || BinaryPrimitives.ReadUInt32LittleEndian(tail[(end + 12)..]) == uint.MaxValue
        || BinaryPrimitives.ReadUInt32LittleEndian(tail[(end + 16)..]) == uint.MaxValue;

    private static long? FindDirectory(Stream archive)
    {
        int length = (int)Math.Min(archive.Length, EndLength + LongestComment);
        byte[] tail = new byte[length];
        archive.Position = archive.Length - length;
        archive.ReadExactly(tail);
        for (int index = length - EndLength; index >= 0; index--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(index)) == EndSignature)
            {
                // Larger numbers are in another record with a separate directory. No export is that large.
                if (IsOfZip64(tail.AsSpan(0, index + EndLength), index))
                {
                    return null;
                }

                uint start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(index + 16));
                return start <= archive.Length ? start : null;
            }
        }

        return null;
    }
}
