using CsvHelper;

namespace CostCompass.Storage.Files;

/// <summary>What the cells of CSV files hold.</summary>
internal static class CsvText
{
    private const int ShownCharacters = 40;
    private const string NotShown = "(may be a key, not shown)";

    // No name, number or instant of a file is so long without a space, a colon or a slash; keys are.
    private const int KeyCharacters = 24;

    private static readonly string[] InstantFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF 'UTC'",
    ];

    /// <summary>Reads an instant: ISO 8601, or what Export-Csv makes of an instant, or a time followed by UTC. Without an offset it is UTC.</summary>
    /// <param name="text">The text.</param>
    /// <param name="instant">The instant, to the resolution that is kept.</param>
    /// <returns>False if the text is no instant.</returns>
    public static bool TryReadInstant(string text, out DateTimeOffset instant)
    {
        bool isInstant = DateTimeOffset.TryParseExact(text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant)
            || DateTimeOffset.TryParseExact(text, "MM/dd/yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
        instant = Instant.Truncate(instant);
        return isInstant;
    }

    /// <summary>A cell for a message. What a file holds must neither fill nor steer the terminal.</summary>
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

    // In a file whose columns are shifted, a key stands where something else is expected.
    private static bool HoldsKey(string text) => text.Split([' ', ',', ';', ':', '/', '"', '\'', '=', '(', ')'])
        .Any(word => AccountName.LooksLikeKey(word) || (word.Length >= KeyCharacters && word.Any(char.IsAsciiLetter) && word.Any(char.IsAsciiDigit)));

    /// <summary>The line of a row. One that goes over several lines is found where it begins: there may stand a quote that isn't closed.</summary>
    /// <param name="parser">What has read the row.</param>
    /// <param name="before">The last line of the row before.</param>
    public static int LineOf(CsvParser parser, int before) => parser.RawRecord.AsSpan().TrimEnd("\r\n").Contains('\n') ? before + 1 : parser.RawRow;
}
