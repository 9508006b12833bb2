using System.Globalization;
using CostCompass.Errors;
using CsvHelper;
using CsvHelper.Configuration;

namespace CostCompass.Storage.Csv;

/// <summary>How files of rows are read: by the letter, and no cell without an end.</summary>
internal static class CsvRows
{
    /// <summary>The most characters that a cell may have.</summary>
    public const int LongestCell = 65_536;

    /// <summary>Begins to read.</summary>
    /// <param name="reader">The text. It is disposed with the parser.</param>
    public static CsvParser Open(TextReader reader) =>
        new(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, CountBytes = false, MaxFieldSize = LongestCell });

    /// <summary>Goes to the next row.</summary>
    /// <param name="parser">The parser.</param>
    /// <param name="file">What the file is called in messages.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="CostException"><c>ImportRowInvalid</c>, which names the line, for a cell that does not end.</exception>
    public static bool Advance(CsvParser parser, string file)
    {
        long line = parser.RawRow + 1;
        try
        {
            return parser.Read();
        }
        catch (CsvHelperException)
        {
            // What the parser itself says quotes the row.
            throw new CostException(
                "ImportRowInvalid",
                CostErrorKind.InvalidInput,
                string.Create(CultureInfo.InvariantCulture, $"Line {line} of '{file}': a cell has more than {LongestCell} characters, or its quotes do not end. Nothing was imported."),
                "Correct the line, and import the file again.");
        }
    }
}
