using System.Net;
using System.Text;

namespace CostCompass.Providers.Http;

/// <summary>
/// Removes keys from text. Providers echo a rejected key completely, masked (<c>sk-***32f6</c>, <c>****1234</c>) or in part, and each
/// of these reveals more than a message should.
/// </summary>
internal static class KeyRedaction
{
    private const string Mark = "sk-***";

    // A shorter piece that also occurs in the key is more likely a word.
    private const int ShortestPiece = 6;

    // This many characters in the same order, whatever separates them, aren't a coincidence.
    private const int LongestOfPieces = 12;

    public static string Apply(string text, ReadOnlySpan<char> key)
    {
        if (!key.IsEmpty)
        {
            text = WithoutWhole(Plainly(text, key), key);
            if (IsInPieces(text, key))
            {
                return Mark;
            }
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

    // With the usual escapes decoded, in case the key is visible only then.
    private static string Plainly(string text, ReadOnlySpan<char> key)
    {
        foreach (var form in new[] { Uri.UnescapeDataString(text), WebUtility.HtmlDecode(text), text.Normalize(NormalizationForm.FormKC) })
        {
            if (form != text && IsPieceOf(form, key))
            {
                return form;
            }
        }

        return text;
    }

    // A key that is split by spaces or other characters. What remains of the text after that isn't worth the risk.
    private static bool IsInPieces(string text, ReadOnlySpan<char> key)
    {
        var letters = Letters(text);
        var keyLetters = Letters(key.ToString());
        for (var start = 0; start + LongestOfPieces <= keyLetters.Length; start++)
        {
            var piece = keyLetters.AsSpan(start, LongestOfPieces);
            if (letters.AsSpan().Contains(piece, StringComparison.OrdinalIgnoreCase) && !text.AsSpan().Contains(piece, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static string WithoutWhole(string text, ReadOnlySpan<char> key)
    {
        int at;
        while ((at = text.AsSpan().IndexOf(key, StringComparison.OrdinalIgnoreCase)) >= 0)
        {
            // A key that is part of the mark itself would be found again forever.
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
        || IsPieceOf(token, key)
        || KeyEncoding.IsIn(token, key);

    /// <summary>Whether <c>sk-</c> and more text is at a position where a word may begin: the end of "disk-full" isn't a key.</summary>
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
