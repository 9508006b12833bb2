namespace CostCompass.Views.Statements;

/// <summary>The balance of one account in one currency over a span, with what came in and what becomes of it.</summary>
public sealed record BalanceHistory
{
    /// <summary>The account's name.</summary>
    public required string Account { get; init; }

    /// <summary>Its provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The ISO 4217 code of every amount here.</summary>
    public required string Currency { get; init; }

    /// <summary>The readings, in order.</summary>
    public required IReadOnlyList<BalancePoint> Points { get; init; }

    /// <summary>What came in, in order.</summary>
    public required IReadOnlyList<BalanceRise> Rises { get; init; }

    /// <summary>How many readings were left out of <see cref="Points"/>, since there were more than a page can hold.</summary>
    public required int LeftOut { get; init; }

    /// <summary>What becomes of the balance, or null if the span ends in the past, and when there is nothing to go by.</summary>
    public CostForecast? Forecast { get; init; }
}
