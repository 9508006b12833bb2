namespace CostCompass.Pricing;

/// <summary>
/// A table of comma-separated values without quotes. Columns are matched by name. Prices and holidays don't contain text that needs
/// quotes, and a file with quotes is rejected instead of misread.
/// </summary>
internal static class PlainTable
{
    public static IEnumerable<PlainRow> Read(TextReader reader, string errorId, params string[] required)
    {
        var header = reader.ReadLine()?.TrimStart('\uFEFF').Split(',', StringSplitOptions.TrimEntries) ?? [];
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < header.Length; index++)
        {
            if (!columns.TryAdd(header[index], index))
            {
                throw Invalid(errorId, 1, "two columns have the same name");
            }
        }

        if (required.FirstOrDefault(name => !columns.ContainsKey(name)) is { } missing)
        {
            throw Invalid(errorId, 1, $"the column {missing} is missing");
        }

        var line = 1;
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            var cells = text.Split(',', StringSplitOptions.TrimEntries);
            if (cells.Length != header.Length || text.Contains('"'))
            {
                throw Invalid(errorId, line, $"the line must have {header.Length} cells without quotation marks");
            }

            if (!ForeignText.IsVisible(text))
            {
                throw Invalid(errorId, line, "it contains control characters");
            }

            // A price is never negative, so a cell that begins like a formula is foreign text.
            if (Array.Exists(cells, cell => ForeignText.IsFormula(cell)))
            {
                throw Invalid(errorId, line, "a cell starts with = + - or @");
            }

            yield return new PlainRow(errorId, line, columns, cells);
        }
    }

    public static CostException Invalid(string errorId, int line, string reason) => new(
        errorId,
        CostErrorKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"Line {line} of the table isn't valid: {reason}."),
        "Correct the line and import the table again. No data from the table was used.");
}
