using System.Buffers.Text;
using System.Text;

namespace CostCompass.Providers.Http;

/// <summary>Finds a key that is encoded as Base64 or hexadecimal digits, at any position of the encoded data.</summary>
internal static class KeyEncoding
{
    // The number of the key's bytes. Fewer may occur in any number or identifier.
    private const int ShortestPiece = 6;
    private const int ShortestToken = 8;

    /// <summary>Whether a token contains a part of the key in one of these encodings.</summary>
    /// <param name="token">Letters, digits and punctuation without spaces.</param>
    /// <param name="key">The key.</param>
    public static bool IsIn(ReadOnlySpan<char> token, ReadOnlySpan<char> key)
    {
        if (token.Length < ShortestToken || key.Length < ShortestPiece)
        {
            return false;
        }

        foreach (var part in token.ToString().Split(['=', '.', '~', '*'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (IsInHex(part, key) || IsInBase64(part, key))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInHex(string part, ReadOnlySpan<char> key)
    {
        var digits = Convert.ToHexString(Encoding.UTF8.GetBytes(key.ToArray()));
        for (var start = 0; start + (2 * ShortestPiece) <= digits.Length; start += 2)
        {
            if (part.AsSpan().Contains(digits.AsSpan(start, 2 * ShortestPiece), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // Four characters encode three bytes: cut at each of the four positions, one of the texts begins like the encoded key.
    private static bool IsInBase64(string part, ReadOnlySpan<char> key)
    {
        var usual = part.Replace('-', '+').Replace('_', '/');
        for (var cut = 0; cut < 4 && cut < usual.Length; cut++)
        {
            var whole = usual.AsSpan(cut, (usual.Length - cut) / 4 * 4);
            var rest = usual.Length - cut - whole.Length;
            var packed = rest > 1 ? usual[cut..] + new string('=', 4 - rest) : whole.ToString();
            var bytes = new byte[packed.Length];
            if (Base64.DecodeFromUtf8(Encoding.ASCII.GetBytes(packed), bytes, out _, out var written) == System.Buffers.OperationStatus.Done
                && HasPiece(Encoding.Latin1.GetString(bytes.AsSpan(0, written)), key))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasPiece(string text, ReadOnlySpan<char> key)
    {
        // In UTF-16, each character is followed by a zero byte.
        var plain = text.Replace("\0", "", StringComparison.Ordinal);
        for (var start = 0; start + ShortestPiece <= key.Length; start++)
        {
            if (plain.AsSpan().Contains(key.Slice(start, ShortestPiece), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
