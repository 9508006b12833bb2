using System.Text;

namespace CostCompass.Views.Charts;

/// <summary>
/// Text as a terminal displays it: measured in cells, of which East Asian characters and emoji take two and combining marks none, and
/// without characters that a terminal would interpret instead of displaying.
/// </summary>
public static class CellText
{
    // The wide and the full width characters of Unicode's East Asian Width (UAX #11), in order.
    private static readonly (int First, int Last)[] _wide =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x2329, 0x232A), (0x23E9, 0x23EC), (0x23F0, 0x23F0), (0x23F3, 0x23F3), (0x25FD, 0x25FE),
        (0x2614, 0x2615), (0x2648, 0x2653), (0x267F, 0x267F), (0x2693, 0x2693), (0x26A1, 0x26A1), (0x26AA, 0x26AB), (0x26BD, 0x26BE),
        (0x26C4, 0x26C5), (0x26CE, 0x26CE), (0x26D4, 0x26D4), (0x26EA, 0x26EA), (0x26F2, 0x26F3), (0x26F5, 0x26F5), (0x26FA, 0x26FA),
        (0x26FD, 0x26FD), (0x2705, 0x2705), (0x270A, 0x270B), (0x2728, 0x2728), (0x274C, 0x274C), (0x274E, 0x274E), (0x2753, 0x2755),
        (0x2757, 0x2757), (0x2795, 0x2797), (0x27B0, 0x27B0), (0x27BF, 0x27BF), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50), (0x2B55, 0x2B55),
        (0x2E80, 0x303E), (0x3041, 0x4DBF), (0x4E00, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE10, 0xFE19),
        (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x16FE0, 0x18DFF), (0x1AFF0, 0x1B2FF), (0x1F004, 0x1F004), (0x1F0CF, 0x1F0CF),
        (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F200, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F7E0, 0x1F7EB), (0x1F900, 0x1F9FF),
        (0x1FA70, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    /// <summary>The number of cells of a text.</summary>
    /// <param name="text">A text returned by <see cref="Plain"/>.</param>
    public static int Width(string text)
    {
        int cells = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            cells += Width(rune);
        }

        return cells;
    }

    /// <summary>
    /// A text with visible characters only: a control character becomes a question mark, and characters that change the text direction or
    /// the look of their neighbors are removed.
    /// </summary>
    /// <param name="text">Foreign text, such as a name.</param>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator || rune == Rune.ReplacementChar)
            {
                plain.Append('?');
            }
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format && rune.Value is not (>= 0xFE00 and <= 0xFE0F))
            {
                plain.Append(rune.ToString());
            }
        }

        return plain.ToString();
    }

    /// <summary>The beginning of a text that fits, with a mark at its end if it is truncated.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cells">The available cells.</param>
    /// <param name="mark">The mark for the missing rest.</param>
    public static string Cut(string text, int cells, string mark = "")
    {
        if (Width(text) <= cells)
        {
            return text;
        }

        int room = cells - Width(mark);
        var kept = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            room -= Width(rune);
            if (room < 0)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return cells >= Width(mark) ? kept.Append(mark).ToString() : kept.ToString();
    }

    /// <summary>The lines of a text that is wrapped between words. A word that is too long for a line has a separate line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cells">The number of cells in a line.</param>
    public static IEnumerable<string> Wrap(string text, int cells)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && Width(line) + 1 + Width(word) > cells)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }

    /// <summary>A text that is padded with spaces on the right or on the left.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cells">The width.</param>
    /// <param name="isRight">Whether to align the text on the right.</param>
    public static string Pad(string text, int cells, bool isRight = false)
    {
        string spaces = new(' ', Math.Max(0, cells - Width(text)));
        return isRight ? spaces + text : text + spaces;
    }

    private static int Width(Rune rune)
    {
        if (rune.Value < 0x300)
        {
            return 1;
        }

        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
        {
            return 0;
        }

        return Array.Exists(_wide, range => rune.Value >= range.First && rune.Value <= range.Last) ? 2 : 1;
    }
}
