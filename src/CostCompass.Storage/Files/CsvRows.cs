namespace CostCompass.Storage.Files;

/// <summary>Moves through the rows of files, and finds their columns.</summary>
internal static class CsvRows
{
    /// <summary>Moves to the next row.</summary>
    /// <param name="parser">The parser.</param>
    /// <param name="file">The name of the file in messages.</param>
    /// <returns>Whether there is a next row.</returns>
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

    /// <summary>The error for a file whose first line contains a column twice, so that it is unknown which one is meant.</summary>
    /// <param name="file">The name of the file in messages.</param>
    /// <param name="title">The documented title of the column.</param>
    public static CostException NamedTwice(string file, string title) => new(
        "ImportHeaderInvalid",
        CostErrorKind.InvalidInput,
        $"The first line of '{file}' contains the column '{title}' twice. Nothing was imported.",
        "Remove one of the two columns and import the file again.");
}
