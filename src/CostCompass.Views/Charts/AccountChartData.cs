namespace CostCompass.Views.Charts;

/// <summary>What a chart of one account in one currency shows. Instants carry the offset of the time zone that was requested.</summary>
public sealed record AccountChartData
{
    /// <summary>The account's name.</summary>
    public required string Account { get; init; }

    /// <summary>The ISO 4217 code of every amount here.</summary>
    public required string Currency { get; init; }

    /// <summary>The start of the span that is shown: the first instant of a day.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The current time.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The last instant of which anything is known when it is too long ago to rely on; null while it isn't.</summary>
    public DateTimeOffset? StaleSince { get; init; }

    /// <summary>The snapshots that reach into the span, in order; empty when the provider doesn't tell what is left.</summary>
    public required IReadOnlyList<BalanceSnapshot> Balances { get; init; }

    /// <summary>The instants at which top-ups or grants were seen.</summary>
    public required IReadOnlyList<DateTimeOffset> TopUps { get; init; }

    /// <summary>The spend of each day of the span, the last one being today, or null for a day of which nothing is known.</summary>
    public required IReadOnlyList<decimal?> Days { get; init; }

    /// <summary>The forecast, or null if there is nothing to go by yet.</summary>
    public CostForecast? Forecast { get; init; }

    /// <summary>Whether the spend is derived from a balance.</summary>
    public required bool IsApproximate { get; init; }
}
