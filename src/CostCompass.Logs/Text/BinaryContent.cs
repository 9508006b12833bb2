using System.Text;

namespace CostCompass.Logs.Text;

/// <summary>Recognizes files that aren't text, such as archives and images, so that not each of their lines is an error.</summary>
internal static class BinaryContent
{
    private const int Beginning = 512;

    // A log that was cut at its beginning can start within a character.
    private const int LongestRest = 3;

    /// <summary>
    /// The fault of a file that isn't text, or null. A file in which any line starts like a JSON object is text, however damaged the rest is.
    /// </summary>
    /// <param name="bytes">The first bytes of the file.</param>
    public static UsageFault? FaultOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8))
        {
            return Faults.Zip;
        }

        ReadOnlySpan<byte> beginning = bytes[..Math.Min(Beginning, bytes.Length)];
        ReadOnlySpan<byte> text = beginning.TrimStart("\uFEFF \t\r\n"u8);
        return text.IsEmpty || text[0] is (byte)'{' or (byte)'[' || IsText(beginning) || bytes.IndexOf("\n{\""u8) >= 0 ? null : Faults.NotText;
    }

    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        int start = 0;
        while (start < LongestRest && start < bytes.Length && (bytes[start] & 0xC0) == 0x80)
        {
            start++;
        }

        for (ReadOnlySpan<byte> rest = bytes[start..]; !rest.IsEmpty;)
        {
            System.Buffers.OperationStatus status = Rune.DecodeFromUtf8(rest, out Rune rune, out int used);
            if (status == System.Buffers.OperationStatus.NeedMoreData)
            {
                return true;
            }

            if (status != System.Buffers.OperationStatus.Done || (rune.Value < 0x20 && rune.Value is not ('\t' or '\r' or '\n' or '\f')))
            {
                return false;
            }

            rest = rest[used..];
        }

        return true;
    }
}
