using CsvHelper;

namespace CostCompass.Storage.Files;

/// <summary>The content of CSV cells.</summary>
internal static class CsvText
{
    private const int ShownCharacters = 40;
    private const string NotShown = "(may be a key, not shown)";

    // No name, number or time in a file is this long without a space, a colon or a slash, but keys are.
    private const int KeyCharacters = 24;

    private static readonly string[] InstantFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF 'UTC'",
    ];

    /// <summary>What <see cref="IsOfThisCentury"/> requires, for messages.</summary>
    public const string NotOfThisCentury = "must be between the years 2000 and 2100";

    /// <summary>Whether something could have been paid at a time. Other times are mistyped, and commands would go through all days until then.</summary>
    /// <param name="instant">The time.</param>
    public static bool IsOfThisCentury(DateTimeOffset instant) => instant.UtcDateTime.Year is >= 2000 and <= 2100;

    /// <summary>Parses a time: ISO 8601, the format of Export-Csv, or a time followed by UTC. Without an offset it is UTC.</summary>
    /// <param name="text">The text.</param>
    /// <param name="instant">The time, in the resolution of the store.</param>
    /// <returns>False if the text isn't a time.</returns>
    public static bool TryReadInstant(string text, out DateTimeOffset instant)
    {
        bool isInstant = DateTimeOffset.TryParseExact(text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant)
            || DateTimeOffset.TryParseExact(text, "MM/dd/yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
        instant = Instant.Truncate(instant);
        return isInstant;
    }

    /// <summary>A cell for a message. The content of a file must neither fill nor control the terminal.</summary>
    /// <param name="text">The cell.</param>
    public static string Shorten(string? text)
    {
        string plain = ForeignText.Visible(text ?? "");
        if (HoldsKey(plain))
        {
            return NotShown;
        }

        return plain.Length <= ShownCharacters ? plain : plain[..ShownCharacters] + "...";
    }

    // In a file with shifted columns, a key is in the place of another value.
    private static bool HoldsKey(string text) => text.Split([' ', ',', ';', ':', '/', '"', '\'', '=', '(', ')'])
        .Any(word => AccountName.LooksLikeKey(word) || (word.Length >= KeyCharacters && word.Any(char.IsAsciiLetter) && word.Any(char.IsAsciiDigit)));

    /// <summary>The line of a row. For a row with several lines, the first one, where a closing quote may be missing.</summary>
    /// <param name="parser">The parser that read the row.</param>
    /// <param name="before">The last line of the previous row.</param>
    public static int LineOf(CsvParser parser, int before) => parser.RawRecord.AsSpan().TrimEnd("\r\n").Contains('\n') ? before + 1 : parser.RawRow;
}
