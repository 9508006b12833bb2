using System.Text;

namespace CostCompass.Quotes;

/// <summary>
/// Estimates the tokens of a text before it is sent. Per character: 0.3 for Latin letters, digits, spaces and punctuation and 0.6 for
/// Chinese, which are DeepSeek's own figures. 0.6 for Japanese kana, 0.8 for Korean, 0.4 for Cyrillic, Greek, Arabic and Hebrew, 0.6 for
/// every other script, and 2 for emoji and other symbols outside the basic plane were measured with a public tokenizer of DeepSeek's
/// V3. The maximum is one token per UTF-8 byte, because the tokenizer starts with bytes and only merges them.
/// </summary>
public static class TokenEstimator
{
    /// <summary>The expected number of tokens that the service adds to one message.</summary>
    public const int TokensPerMessage = 4;

    /// <summary>The maximum number of tokens that the service adds to one message.</summary>
    public const int MaximumTokensPerMessage = 16;

    /// <summary>The maximum number of tokens that the service adds to the whole request, for example an instruction for a reasoning effort.</summary>
    public const int MaximumTokensPerRequest = 256;

    /// <summary>
    /// How many times the bytes of tool calls count for the maximum: the service writes each of their arguments in its own markup.
    /// </summary>
    public const int MarkupFactor = 4;

    /// <summary>The tokens of a request with these messages, without the definitions of tools.</summary>
    /// <param name="messages">The messages.</param>
    public static TokenEstimate OfMessages(IEnumerable<PromptMessage> messages)
    {
        decimal expected = 0m;
        long bytes = 0;
        long count = 0;
        foreach (PromptMessage message in messages)
        {
            expected += Weigh(message.Text) + Weigh(message.Structure);
            bytes += Encoding.UTF8.GetByteCount(message.Text) + ((long)MarkupFactor * Encoding.UTF8.GetByteCount(message.Structure));
            count++;
        }

        long text = (long)decimal.Ceiling(expected);
        return new TokenEstimate(
            text / 2,
            text + (count * TokensPerMessage),
            bytes + (count * MaximumTokensPerMessage) + MaximumTokensPerRequest);
    }

    private static decimal Weigh(string text)
    {
        // Whole tenths, so that the sum is exact and fast.
        long tenths = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            tenths += TenthsOf(rune);
        }

        return tenths / 10m;
    }

    private static int TenthsOf(Rune rune) => rune.Value switch
    {
        // Latin with its supplements, phonetic letters, combining marks.
        < 0x0370 or (>= 0x1E00 and <= 0x1EFF) => 3,

        // Greek and Cyrillic; Hebrew and Arabic.
        < 0x0530 or (>= 0x0590 and <= 0x06FF) => 4,

        // General punctuation: dashes and quotation marks.
        >= 0x2000 and <= 0x206F => 3,

        // Hangul: letters and syllables.
        (>= 0x1100 and <= 0x11FF) or (>= 0x3130 and <= 0x318F) or (>= 0xAC00 and <= 0xD7FF) => 8,

        // Han, kana, and their punctuation and full-width forms.
        >= 0x2E80 and <= 0x9FFF => 6,
        (>= 0xF900 and <= 0xFAFF) or (>= 0xFF00 and <= 0xFFEF) => 6,
        > 0xFFFF => 20,
        _ => IsSymbol(rune) ? 20 : 6,
    };

    // Symbols such as arrows and dingbats take about as many tokens as emoji.
    private static bool IsSymbol(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol;
}
