using System.Buffers.Binary;

namespace CostCompass.Storage.Files;

/// <summary>Counts the members of a ZIP without taking them in: a list of a million of them would fill the memory before it could be refused.</summary>
internal static class ArchiveDirectory
{
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int EntryLength = 46;
    private const uint EndSignature = 0x06054B50;
    private const uint EntrySignature = 0x02014B50;

    /// <summary>How many members there are, as they stand there and not as the archive says.</summary>
    /// <param name="archive">The archive. Its position is lost.</param>
    /// <param name="most">Counting ends here.</param>
    /// <returns>Null if there is no readable end: the archive is truncated, none, or larger than an export can be.</returns>
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
                // More than this record can say is in another one, with a directory of its own. No export is so large.
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
