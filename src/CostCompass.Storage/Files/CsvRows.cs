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
        return parser.TryRead(out bool isThere) ? isThere : throw FileErrors.ImportRowInvalidText(line, file, CsvRowParser.Fault);
    }
}
