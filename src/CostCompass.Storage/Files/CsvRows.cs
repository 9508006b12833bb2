namespace CostCompass.Storage.Files;

/// <summary>Moves through the rows of files, and finds their columns.</summary>
internal static class CsvRows
{
    /// <summary>Moves through the rows after the header, which is the current row, and passes over blank ones.</summary>
    /// <param name="parser">The parser.</param>
    /// <param name="file">The name of the file in messages.</param>
    /// <returns>The number of lines before each row.</returns>
    /// <exception cref="CostException">As for <see cref="Advance"/>.</exception>
    public static IEnumerable<int> AfterHeader(CsvRowParser parser, string file)
    {
        int columns = parser.Count;
        for (int before = parser.RawRow; Advance(parser, file, columns); before = parser.RawRow)
        {
            if (parser.Count > 1 || !string.IsNullOrWhiteSpace(parser[0]))
            {
                yield return before;
            }
        }
    }

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
