namespace CostCompass.ConsoleUsage;

/// <summary>The data of an imported export for one model in one interval, usually a day. Times have the offset of the requested time zone.</summary>
public sealed record DeepSeekExport
{
    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>The start of the interval.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end of the interval, exclusive.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The model's name in the export.</summary>
    public required string Model { get; init; }

    /// <summary>The number of requests, or null if the export doesn't contain it.</summary>
    public decimal? Requests { get; init; }

    /// <summary>Prompt tokens that were read from the cache, or null if the export doesn't contain it.</summary>
    public decimal? CacheHitTokens { get; init; }

    /// <summary>Prompt tokens that weren't in the cache, or null if the export doesn't contain it.</summary>
    public decimal? CacheMissTokens { get; init; }

    /// <summary>Output tokens, or null if the export doesn't contain it.</summary>
    public decimal? OutputTokens { get; init; }

    /// <summary>Types of amounts that CostCompass doesn't know, with their counts, or null.</summary>
    public string? OtherAmounts { get; init; }

    /// <summary>The sum of price times amount, in the currency of the cost. Null without amounts or prices. For a complete export it equals <see cref="Cost"/> exactly.</summary>
    public decimal? Priced { get; init; }

    /// <summary>The charged cost, or null if no cost file was imported for it.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The part of the cost that was paid from topped-up credit, or null.</summary>
    public decimal? Paid { get; init; }

    /// <summary>The part of the cost that was paid from granted credit, or null.</summary>
    public decimal? Granted { get; init; }

    /// <summary>The cost of the cache hits, or null if the export doesn't contain it.</summary>
    public decimal? CacheHitCost { get; init; }

    /// <summary>The cost of the cache misses, or null if the export doesn't contain it.</summary>
    public decimal? CacheMissCost { get; init; }

    /// <summary>The cost of the output, or null if the export doesn't contain it.</summary>
    public decimal? OutputCost { get; init; }

    /// <summary>The wallets that paid the cost: Paid, Granted, or both. Null if the export doesn't contain it.</summary>
    public string? Wallet { get; init; }

    /// <summary>The ISO 4217 code of the cost. Null without a cost.</summary>
    public string? Currency { get; init; }
}
