namespace CostCompass.Views.Charts;

/// <summary>The data of a chart for one account in one currency. Times have the offset of the requested time zone.</summary>
public sealed record AccountChartData
{
    /// <summary>The account's name.</summary>
    public required string Account { get; init; }

    /// <summary>The ISO 4217 code of all amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>The start of the span: the start of a day.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The current time.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The time of the last known data if it is stale, otherwise null.</summary>
    public DateTimeOffset? StaleSince { get; init; }

    /// <summary>The snapshots that overlap the span, in order. Empty if the provider doesn't report a balance.</summary>
    public required IReadOnlyList<BalanceSnapshot> Balances { get; init; }

    /// <summary>The times at which top-ups or grants were seen.</summary>
    public required IReadOnlyList<DateTimeOffset> TopUps { get; init; }

    /// <summary>The spend of each day of the span, the last one being today. Null for a day without data.</summary>
    public required IReadOnlyList<decimal?> Days { get; init; }

    /// <summary>The forecast, or null if there is no basis for one yet.</summary>
    public CostForecast? Forecast { get; init; }

    /// <summary>Whether the spend is derived from a balance.</summary>
    public required bool IsApproximate { get; init; }
}
