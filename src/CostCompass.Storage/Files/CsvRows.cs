namespace CostCompass.Storage.Files;

/// <summary>How the rows of files are gone through, and their columns found.</summary>
internal static class CsvRows
{
    /// <summary>Goes to the next row.</summary>
    /// <param name="parser">The parser.</param>
    /// <param name="file">What the file is called in messages.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="CostException"><c>ImportRowInvalid</c>, which names the line, for a row that doesn't end.</exception>
    public static bool Advance(CsvRowParser parser, string file)
    {
        long line = parser.RawRow + 1;
        return parser.TryRead(out bool isThere) ? isThere : throw new CostException(
            "ImportRowInvalid",
            CostErrorKind.InvalidInput,
            string.Create(CultureInfo.InvariantCulture, $"Line {line} of '{file}' can't be read: {CsvRowParser.Fault}. Nothing was imported."),
            "Correct the line and import the file again.");
    }

    /// <summary>The failure of a file in whose first line two columns have one name, so that no one can tell which is meant.</summary>
    /// <param name="file">What the file is called in messages.</param>
    /// <param name="title">The name as it is documented.</param>
    public static CostException NamedTwice(string file, string title) => new(
        "ImportHeaderInvalid",
        CostErrorKind.InvalidInput,
        $"The first line of '{file}' contains the column '{title}' twice. Nothing was imported.",
        "Remove one of the two columns and import the file again.");
}
