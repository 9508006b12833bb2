namespace CostCompass.Views.Statements;

/// <summary>The balance of one account in one currency over a span, with its increases and its forecast.</summary>
public sealed record BalanceHistory
{
    /// <summary>The account's name.</summary>
    public required string Account { get; init; }

    /// <summary>Its provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The ISO 4217 code of all amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>The readings, in order.</summary>
    public required IReadOnlyList<BalancePoint> Points { get; init; }

    /// <summary>The increases, in order.</summary>
    public required IReadOnlyList<BalanceRise> Rises { get; init; }

    /// <summary>The number of readings that aren't in <see cref="Points"/> because there are more than a page can show.</summary>
    public required int LeftOut { get; init; }

    /// <summary>The forecast of the balance. Null if the span ends in the past or there is no basis for a forecast.</summary>
    public CostForecast? Forecast { get; init; }
}
