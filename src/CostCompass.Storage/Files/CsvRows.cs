namespace CostCompass.Storage.Files;

/// <summary>Moves through the rows of files, and finds their columns.</summary>
internal static class CsvRows
{
    /// <summary>Moves to the next row.</summary>
    /// <param name="parser">The parser.</param>
    /// <param name="file">The name of the file in messages.</param>
    /// <param name="columns">The number of columns in the header, or null for the header itself.</param>
    /// <returns>Whether there is a next row.</returns>
    /// <exception cref="CostException">
    /// <c>ImportRowInvalid</c>, which names the line, for a row that doesn't end, or that has more values than the header has columns.
    /// </exception>
    public static bool Advance(CsvRowParser parser, string file, int? columns = null)
    {
        long line = parser.RawRow + 1;
        bool isThere = parser.TryRead(out bool read) ? read : throw FileErrors.ImportRowInvalidText(line, file, CsvRowParser.Fault);

        // A decimal comma without quotes would otherwise cut an amount.
        for (int index = columns ?? int.MaxValue; isThere && index < parser.Count; index++)
        {
            if (!string.IsNullOrWhiteSpace(parser[index]))
            {
                throw FileErrors.ImportRowInvalidText(line, file, $"it has more values than the header has columns ({columns})");
            }
        }

        return isThere;
    }
}
