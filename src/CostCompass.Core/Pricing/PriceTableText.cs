namespace CostCompass.Pricing;

/// <summary>The text of a price catalog table, as CSV without quotes. Its columns determine the kind of table.</summary>
/// <param name="Kind">The kind of table.</param>
/// <param name="Name">The name of the file, without its folder.</param>
/// <param name="Content">The text.</param>
public sealed record PriceTableText(PriceTableKind Kind, string Name, string Content)
{
    /// <summary>The maximum number of characters of a table. The built-in one has about two thousand.</summary>
    public const int MaximumLength = 4_000_000;

    /// <summary>Determines the kind of a table by its columns.</summary>
    /// <param name="name">The name of the file, without its folder.</param>
    /// <param name="content">The text.</param>
    /// <exception cref="CostException"><c>PriceFileUnknown</c>: its first line doesn't match any table.</exception>
    public static PriceTableText Recognize(string name, string content)
    {
        var header = content.AsSpan().TrimStart('\uFEFF');
        header = header[..(header.IndexOfAny('\r', '\n') is >= 0 and var end ? end : header.Length)];
        var columns = header.ToString().Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);
        PriceTableKind? kind = columns switch
        {
            _ when columns.Contains("usd_cache_miss") || columns.Contains("cny_cache_miss") => PriceTableKind.Price,
            _ when columns.Contains("usd_price") || columns.Contains("cny_price") => PriceTableKind.Use,
            _ when columns.Contains("windows_utc") => PriceTableKind.Band,
            _ when columns.Contains("billed_as") => PriceTableKind.Name,
            _ when columns.Contains("first_day") => PriceTableKind.Holiday,
            _ => null,
        };
        return new PriceTableText(kind ?? throw Unknown(name), name, content);
    }

    internal static PriceTableText BuiltIn(PriceTableKind kind, string file)
    {
        using var reader = new StreamReader(
            typeof(PriceTableText).Assembly.GetManifestResourceStream($"CostCompass.Pricing.{file}")
            ?? throw new InvalidOperationException($"The table {file} is missing from the assembly."));
        return new PriceTableText(kind, file, reader.ReadToEnd());
    }

    private static CostException Unknown(string name) => PriceErrors.PriceFileUnknown(ModelNames.Shown(name));
}
