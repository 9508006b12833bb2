using CostCompass.Storage.Sql;

namespace CostCompass.Storage.Files;

/// <summary>
/// The text of an export that can be shown and stored. Cells are never quoted in messages, because a file with shifted columns has an API
/// key in the place of a price.
/// </summary>
internal static class ExportText
{
    private const int LongestName = 128;

    /// <summary>Whether a text is or contains something that looks like an API key: <c>sk-</c> at the beginning of a word.</summary>
    public static bool HoldsKey(ReadOnlySpan<char> text)
    {
        for (int index = 0; text[index..].IndexOf("sk-", StringComparison.OrdinalIgnoreCase) is >= 0 and var found; index += found + 3)
        {
            int at = index + found;
            if (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a text can be stored as the name of a model, a type or a wallet.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= LongestName && ForeignText.IsVisible(text) && !HoldsKey(text) && !ForeignText.IsFormula(text);

    /// <summary>The name of a file or a member for messages: without anything that looks like a key, and so that it neither fills nor controls the terminal.</summary>
    public static string Shown(string name)
    {
        if (HoldsKey(name))
        {
            return "(a name that contains a key, not shown)";
        }

        string plain = ForeignText.Visible(name);
        return plain.Length <= LongestName ? plain : plain[..LongestName] + "...";
    }

    /// <summary>
    /// Parses a number exactly. A number with more digits than a decimal has is rejected and not rounded.
    /// </summary>
    public static bool TryReadExactly(string text, out decimal number)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (text.Contains('\0', StringComparison.Ordinal) || !decimal.TryParse(text, style, CultureInfo.InvariantCulture, out number))
        {
            number = 0m;
            return false;
        }

        int exponent = text.AsSpan().IndexOfAny('e', 'E');
        return SignificantDigits(exponent < 0 ? text : text.AsSpan(0, exponent)) == SignificantDigits(StoredValue.Exact(number));
    }

    // Without leading and trailing zeros, which say nothing about the precision of a number.
    private static int SignificantDigits(ReadOnlySpan<char> text)
    {
        int count = 0;
        int zeros = 0;
        foreach (char character in text)
        {
            if (character == '0')
            {
                zeros += count > 0 ? 1 : 0;
            }
            else if (char.IsAsciiDigit(character))
            {
                count += zeros + 1;
                zeros = 0;
            }
        }

        return count;
    }
}
