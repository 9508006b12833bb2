namespace CostCompass.Storage.Sql;

/// <summary>The values of the domain in a table: whole numbers and text, which every database stores exactly.</summary>
internal static class StoredValue
{
    /// <summary>Days are ISO 8601 text, which sorts by day.</summary>
    public const string DayForm = "yyyy-MM-dd";

    /// <summary>The values of a statement in the form in which they are stored. The caller must convert a number with decimals.</summary>
    /// <param name="values">The values.</param>
    /// <exception cref="Errors.CostException"><c>TextNotStorable</c>.</exception>
    public static object?[] Of(object?[] values)
    {
        object?[] stored = Array.ConvertAll(values, Of);
        StorableText.Require(stored);
        return stored;
    }

    /// <summary>An amount as a whole number of 1e-9 units.</summary>
    public static long? Nano(decimal? amount) => amount is { } one ? Amount.ToNano(one) : null;

    /// <summary>
    /// A number that can have more decimals, as text: every digit is kept, and equal numbers are equal texts, without trailing zeros, exponents
    /// or thousands separators.
    /// </summary>
    public static string Exact(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>A number that can have more decimals, as text, or null.</summary>
    public static string? Exact(decimal? number) => number is { } one ? Exact(one) : null;

    /// <summary>The number of a text.</summary>
    /// <exception cref="FormatException">The text isn't a number.</exception>
    public static decimal Parse(string text) => decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static object? Of(object? value) => value switch
    {
        null or long or string => value,
        int number => (long)number,
        bool flag => flag ? 1L : 0L,
        DateTimeOffset instant => Instant.ToMicroseconds(instant),
        DateOnly day => day.ToString(DayForm, CultureInfo.InvariantCulture),
        AccountName name => name.Text,
        Enum word => word.ToString(),
        _ => throw new ArgumentException($"A value of type {value.GetType()} can't be stored in a table.", nameof(value)),
    };
}
