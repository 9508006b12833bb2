using System.Text;

namespace CostCompass.Providers.Http;

/// <summary>
/// Takes keys out of a text. Providers echo a rejected key whole, masked (<c>sk-***32f6</c>, <c>****1234</c>) or in part, and
/// each of these tells more than a message should.
/// </summary>
internal static class KeyRedaction
{
    private const string Mark = "sk-***";

    // A shorter piece that happens to stand in the key as well is likelier to be a word.
    private const int ShortestPiece = 6;

    public static string Apply(string text, ReadOnlySpan<char> key)
    {
        if (!key.IsEmpty)
        {
            text = WithoutWhole(text, key);
        }

        var redacted = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var length = 0;
            while (length < rest.Length && IsOfToken(rest[length]))
            {
                length++;
            }

            if (length == 0)
            {
                redacted.Append(rest[0]);
                rest = rest[1..];
                continue;
            }

            var token = rest[..length];
            if (token is not Mark && IsKeyLike(token, key))
            {
                redacted.Append(Mark);
            }
            else
            {
                redacted.Append(token);
            }

            rest = rest[length..];
        }

        return redacted.ToString();
    }

    private static string WithoutWhole(string text, ReadOnlySpan<char> key)
    {
        int at;
        while ((at = text.AsSpan().IndexOf(key, StringComparison.OrdinalIgnoreCase)) >= 0)
        {
            // A key within the mark itself would be found again for ever.
            var mark = Mark.AsSpan().Contains(key, StringComparison.OrdinalIgnoreCase) ? string.Empty : Mark;
            text = string.Concat(text.AsSpan(0, at), mark, text.AsSpan(at + key.Length));
        }

        return text;
    }

    private static bool IsOfToken(char character) =>
        char.IsLetterOrDigit(character) || character is '-' or '_' or '*' or '.' or '…' or '•' or '+' or '/' or '=' or '~';

    private static bool IsKeyLike(ReadOnlySpan<char> token, ReadOnlySpan<char> key) =>
        BeginsLikeKey(token)
        || token.Contains("**", StringComparison.Ordinal)
        || token.Contains('•')
        || IsPieceOf(token, key);

    /// <summary>Whether <c>sk-</c> and more stands where a word may begin: the end of "disk-full" is no key.</summary>
    private static bool BeginsLikeKey(ReadOnlySpan<char> token)
    {
        for (var at = 0; at + 3 < token.Length; at++)
        {
            if (token[at..].StartsWith("sk-", StringComparison.OrdinalIgnoreCase) && (at == 0 || !char.IsLetterOrDigit(token[at - 1])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPieceOf(ReadOnlySpan<char> token, ReadOnlySpan<char> key)
    {
        for (var start = 0; start + ShortestPiece <= token.Length; start++)
        {
            if (key.Contains(token.Slice(start, ShortestPiece), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
