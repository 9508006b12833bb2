namespace CostCompass.ConsoleUsage;

/// <summary>What an imported export tells of one model in one interval, as a rule a day. Instants carry the offset of the time zone that was requested.</summary>
public sealed record DeepSeekExport
{
    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>The first instant of the interval.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end of the interval, not included.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The model's name, as the export has it.</summary>
    public required string Model { get; init; }

    /// <summary>The number of requests, or null if the export tells none.</summary>
    public decimal? Requests { get; init; }

    /// <summary>Prompt tokens that were read from the cache, or null if the export tells none.</summary>
    public decimal? CacheHitTokens { get; init; }

    /// <summary>Prompt tokens that weren't in the cache, or null if the export tells none.</summary>
    public decimal? CacheMissTokens { get; init; }

    /// <summary>Tokens of the answers, or null if the export tells none.</summary>
    public decimal? OutputTokens { get; init; }

    /// <summary>Types of amounts that are unknown to CostCompass, each with how many, or null if there are none.</summary>
    public string? OtherAmounts { get; init; }

    /// <summary>The sum of price times amount, in the currency of the cost; null without amounts. On a whole export it equals <see cref="Cost"/> exactly.</summary>
    public decimal? Priced { get; init; }

    /// <summary>What was charged, or null if no cost file was imported for it.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The part of the cost that credit which was paid for has borne, or null if there is none.</summary>
    public decimal? Paid { get; init; }

    /// <summary>The part of the cost that granted credit has borne, or null if there is none.</summary>
    public decimal? Granted { get; init; }

    /// <summary>The wallets that have borne the cost: Paid, Granted, or both.</summary>
    public string? Wallet { get; init; }

    /// <summary>The ISO 4217 code of the cost; null without one.</summary>
    public string? Currency { get; init; }
}
