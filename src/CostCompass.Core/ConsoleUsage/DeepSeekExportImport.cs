namespace CostCompass.ConsoleUsage;

/// <summary>The result of an import of a console export. Times have the offset of the local time zone.</summary>
public sealed record DeepSeekExportImport
{
    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>The file or the folder.</summary>
    public required string Path { get; init; }

    /// <summary>The number of rows that were read.</summary>
    public required long Rows { get; init; }

    /// <summary>The number of rows that were stored. Rows that differ only in the API key are one.</summary>
    public required int Stored { get; init; }

    /// <summary>The number of rows of earlier imports that were replaced.</summary>
    public required int Replaced { get; init; }

    /// <summary>The number of different days, or other intervals.</summary>
    public required int Days { get; init; }

    /// <summary>The number of intervals with less than an earlier import had. Usage only increases, so such a file is probably older.</summary>
    public required int Lowered { get; init; }

    /// <summary>The start of the first day. Null without rows.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The end of the last day, exclusive. Null without rows.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The models, by name.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The cost in each currency. Empty without a cost file.</summary>
    public required IReadOnlyList<CurrencyCost> Cost { get; init; }

    /// <summary>The number of top-ups and grants in the file.</summary>
    public int Events { get; init; }

    /// <summary>The number of these that weren't recorded before and are now balance events of the account.</summary>
    public int EventsAdded { get; init; }

    /// <summary>Types of amounts that CostCompass doesn't know. They are kept.</summary>
    public required IReadOnlyList<string> UnknownTypes { get; init; }
}
