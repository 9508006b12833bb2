namespace CostCompass.ConsoleUsage;

/// <summary>
/// The days in the name of an export: <c>usage_data_2026_5.zip</c> is a UTC month, and
/// <c>usage_data_2026-07-31_2026-08-29.zip</c> a range of local days. A browser may have added <c> (1)</c>.
/// </summary>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day, inclusive.</param>
/// <param name="IsUtc">Whether they are UTC days.</param>
public readonly record struct ExportFileRange(DateOnly First, DateOnly Last, bool IsUtc)
{
    private const string Prefix = "usage_data_";

    /// <summary>Parses the name of a file.</summary>
    /// <param name="name">The name, without its folder.</param>
    /// <returns>Null if the name contains no range.</returns>
    public static ExportFileRange? Parse(string name)
    {
        int end = name.AsSpan().IndexOfAny(" (.");
        string plain = end < 0 ? name : name[..end];
        if (!plain.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string[] parts = plain[Prefix.Length..].Split('_');
        if (parts.Length != 2)
        {
            return null;
        }

        if (Day(parts[0], "yyyy-MM-dd") is { } first && Day(parts[1], "yyyy-MM-dd") is { } last)
        {
            return first <= last ? new ExportFileRange(first, last, false) : null;
        }

        return Day($"{parts[0]}-{parts[1]}", "yyyy-M") is { } month ? new ExportFileRange(month, month.AddMonths(1).AddDays(-1), true) : null;
    }

    /// <summary>The time at which the range begins.</summary>
    /// <param name="offset">The offset of the first day that has a row. It is ignored for a UTC range.</param>
    public DateTimeOffset FirstInstant(TimeSpan offset) => new DateTimeOffset(First.ToDateTime(TimeOnly.MinValue), IsUtc ? TimeSpan.Zero : offset).ToUniversalTime();

    private static DateOnly? Day(string text, string format) =>
        DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;
}
