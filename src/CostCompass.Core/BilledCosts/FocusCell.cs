namespace CostCompass.BilledCosts;

/// <summary>
/// The cells of a CSV file (RFC 4180), the same in every culture. Text that a spreadsheet would interpret as a formula gets a leading
/// apostrophe. A number never needs one.
/// </summary>
internal static class FocusCell
{
    /// <summary>A text. Null is an empty cell.</summary>
    /// <param name="text">The text.</param>
    public static string Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        string safe = ForeignText.IsFormula(text) ? "'" + text : text;
        bool needsQuotes = safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 || safe[0] == ' ' || safe[^1] == ' ';
        return needsQuotes ? "\"" + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : safe;
    }

    /// <summary>A number: digits and a decimal point, no separators, no exponent. Null is an empty cell.</summary>
    /// <param name="number">The number.</param>
    public static string Number(decimal? number) =>
        number?.ToString("0.############################", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The start of a day in UTC.</summary>
    /// <param name="day">The day.</param>
    public static string Start(DateOnly day) => day.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture);
}
