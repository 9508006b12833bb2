using System.Text;
using System.Text.RegularExpressions;

namespace CostCompass.Accounts;

/// <summary>
/// The rules for text from files and providers that is written to cells and terminals: a spreadsheet must not interpret it as a
/// formula, and a terminal must not interpret it as an escape sequence.
/// </summary>
public static partial class ForeignText
{
    // The full-width forms are formulas to spreadsheets in East Asian locales.
    private const string FormulaStarts = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>Whether a spreadsheet would interpret a text as a formula. Spreadsheets also ignore leading spaces.</summary>
    /// <param name="text">The text.</param>
    public static bool IsFormula(ReadOnlySpan<char> text) =>
        text.TrimStart(' ') is { Length: > 0 } trimmed && FormulaStarts.Contains(trimmed[0], StringComparison.Ordinal);

    /// <summary>Whether a text contains neither U+0000 nor an unpaired surrogate, so that every database and file stores it unchanged.</summary>
    /// <param name="text">The text.</param>
    public static bool IsWhole(ReadOnlySpan<char> text)
    {
        if (text.Contains('\0'))
        {
            return false;
        }

        for (int half = text.IndexOfAnyInRange('\uD800', '\uDFFF'); half >= 0; half = text.IndexOfAnyInRange('\uD800', '\uDFFF'))
        {
            if (half + 1 == text.Length || !char.IsSurrogatePair(text[half], text[half + 1]))
            {
                return false;
            }

            text = text[(half + 2)..];
        }

        return true;
    }

    /// <summary>
    /// Whether every character of a text is visible: no control characters, no characters that change the text direction, and no invisible
    /// joiners.
    /// </summary>
    /// <param name="text">The text.</param>
    public static bool IsVisible(ReadOnlySpan<char> text)
    {
        foreach (Rune character in text.EnumerateRunes())
        {
            if (IsHidden(character))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A text without invisible characters, see <see cref="IsVisible"/>.</summary>
    /// <param name="text">The text.</param>
    public static string Visible(string text) => IsVisible(text) ? text : WithHiddenAs(text, "");

    /// <summary>
    /// A text with visible characters only: U+FFFD replaces each invisible one. Two texts that differ only in invisible characters stay
    /// different, so that one isn't mistaken for the other.
    /// </summary>
    /// <param name="text">The text.</param>
    public static string Marked(string text) => IsVisible(text) ? text : WithHiddenAs(text, "\uFFFD");

    /// <summary>
    /// A name from a store as it is shown and exported. See <see cref="Marked"/> and <see cref="Plain"/>. A name that a command has accepted
    /// stays as it is.
    /// </summary>
    /// <param name="name">The name as it is stored.</param>
    public static string Shown(string name) => Plain(Marked(name));

    /// <summary>A text without control characters, with a leading apostrophe if a spreadsheet would interpret it as a formula.</summary>
    /// <param name="text">The text.</param>
    public static string Plain(string text) => Visible(text) is var visible && IsFormula(visible) ? "'" + visible : visible;

    /// <summary>
    /// A text as one argument of a PowerShell command in an advice: text from a store or a file must not become a command itself.
    /// Letters, digits, <c>_</c>, <c>-</c> and <c>.</c> are unchanged, and anything else is put in single quotes.
    /// </summary>
    /// <param name="text">The text.</param>
    public static string Argument(string text)
    {
        string visible = Visible(text);
        return PlainArgument().IsMatch(visible) ? visible : Literal(visible);
    }

    /// <summary>A text as a literal string of PowerShell, in single quotes.</summary>
    /// <param name="text">The text, which stays as it is.</param>
    public static string Literal(string text) => $"'{SingleQuote().Replace(text, "$0$0")}'";

    /// <summary>A time as one argument of a PowerShell command in an advice, in whole seconds. The time isn't later.</summary>
    /// <param name="instant">The time.</param>
    public static string Argument(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]*\z")]
    private static partial Regex PlainArgument();

    // PowerShell treats typographic quotes as single quotes too. A doubled quote is a literal quote.
    [GeneratedRegex(@"['\u2018\u2019\u201A\u201B]")]
    private static partial Regex SingleQuote();

    private static string WithHiddenAs(string text, string mark)
    {
        var kept = new StringBuilder(text.Length);
        foreach (Rune character in text.EnumerateRunes())
        {
            kept.Append(IsHidden(character) ? mark : character.ToString());
        }

        return kept.ToString();
    }

    private static bool IsHidden(Rune character) => Rune.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || IsBlank(character.Value);

    // Letters, marks and symbols that are invisible: Default_Ignorable_Code_Point of Unicode outside the category Format, and the Braille
    // pattern without dots.
    private static bool IsBlank(int character) => character
        is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2065 or 0x2800 or 0x3164
        or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);
}
