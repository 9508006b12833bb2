namespace CostCompass.ConsoleUsage;

/// <summary>What an import of the console's export did. Instants carry the offset of the local time zone.</summary>
public sealed record DeepSeekExportImport
{
    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>The file or the folder.</summary>
    public required string Path { get; init; }

    /// <summary>How many rows were read.</summary>
    public required long Rows { get; init; }

    /// <summary>How many are stored of them: rows that differ in nothing but the API key are one.</summary>
    public required int Stored { get; init; }

    /// <summary>How many rows of earlier imports they took the place of.</summary>
    public required int Replaced { get; init; }

    /// <summary>How many different days, or other intervals, the rows are of.</summary>
    public required int Days { get; init; }

    /// <summary>On how many of them there is less than an earlier import had. Usage only grows: such a file is probably the older one.</summary>
    public required int Lowered { get; init; }

    /// <summary>The first instant that the rows are of; null without rows.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The end of the last day, not included; null without rows.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The models, by name.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The cost in each currency; empty without a cost file.</summary>
    public required IReadOnlyList<CurrencyCost> Cost { get; init; }

    /// <summary>Types of amounts that are unknown to CostCompass. They are kept.</summary>
    public required IReadOnlyList<string> UnknownTypes { get; init; }
}
