namespace CostCompass.Pricing;

/// <summary>One row of a <see cref="PlainTable"/>. Every cell is parsed in the invariant culture, or rejected with its line and column.</summary>
internal sealed class PlainRow(string errorId, int line, IReadOnlyDictionary<string, int> columns, string[] cells)
{
    public string Text(string column) => columns.TryGetValue(column, out var index) ? cells[index] : "";

    public string RequiredText(string column) => Text(column) is { Length: > 0 } text ? text : throw Invalid($"{column} is empty");

    public DateOnly Day(string column) =>
        DateOnly.TryParseExact(Text(column), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Invalid($"{column} must be a date such as 2026-10-01");

    public DateTimeOffset Instant(string column) =>
        DateTimeOffset.TryParse(
            Text(column),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant)
            ? instant
            : throw Invalid($"{column} must be a date and time such as 2026-08-16T16:00:00Z");

    public DateTimeOffset? OptionalInstant(string column) => Text(column).Length == 0 ? null : Instant(column);

    public bool Truth(string column) =>
        bool.TryParse(Text(column), out var truth) ? truth : throw Invalid($"{column} must be true or false");

    public decimal? OptionalPrice(string column)
    {
        if (Text(column) is not { Length: > 0 } text)
        {
            return null;
        }

        return Amount.TryParse(text, out var price) && price >= 0m ? price : throw Invalid($"{column} must be a price such as 0.15");
    }

    public long PositiveNumber(string column) =>
        long.TryParse(Text(column), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw Invalid($"{column} must be a whole number greater than 0");

    // The tables contain off-peak for OffPeak. Digits would parse as an enumeration value and are rejected.
    public T Word<T>(string column)
        where T : struct, Enum
    {
        var word = RequiredText(column).Replace("-", "", StringComparison.Ordinal);
        return word.Length > 0 && char.IsAsciiLetter(word[0]) && Enum.TryParse<T>(word, ignoreCase: true, out var value)
            ? value
            : throw Invalid($"{column} must be one of {string.Join(", ", Enum.GetNames<T>())}");
    }

    public T? OptionalWord<T>(string column)
        where T : struct, Enum => Text(column).Length == 0 ? null : Word<T>(column);

    public CostException Invalid(string reason) => PlainTable.Invalid(errorId, line, reason);
}
