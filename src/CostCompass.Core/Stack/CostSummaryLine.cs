namespace CostCompass.Stack;

/// <summary>The cost of one provider, or of all subscriptions.</summary>
public sealed record CostSummaryLine
{
    /// <summary>The provider's name, or null for the subscriptions.</summary>
    public string? Provider { get; init; }

    /// <summary>The name of the line: the provider's name, or <c>(subscriptions)</c>.</summary>
    public string Name => Provider ?? SubscriptionsName;

    /// <summary>The ISO 4217 code: that of the summary, or that of the line if an exchange rate is missing.</summary>
    public required string Currency { get; init; }

    /// <summary>The known spend of the current month, or null if nothing of it was observed.</summary>
    public required decimal? MonthToDate { get; init; }

    /// <summary>The forecast of the current month, or null if there is no basis for one.</summary>
    public decimal? ForecastThisMonth { get; init; }

    /// <summary>The lower bound of the interval for the current month.</summary>
    public decimal? ThisMonthLow { get; init; }

    /// <summary>The upper bound of that interval.</summary>
    public decimal? ThisMonthHigh { get; init; }

    /// <summary>The forecast of next month, or null if there is no basis for one.</summary>
    public decimal? ForecastNextMonth { get; init; }

    /// <summary>The lower bound of the interval for next month.</summary>
    public decimal? Low { get; init; }

    /// <summary>The upper bound of that interval.</summary>
    public decimal? High { get; init; }

    /// <summary>The share of the month to date, from 0 to 1. Null for a line that couldn't be converted, and if nothing was spent or observed.</summary>
    public decimal? Share { get; init; }

    /// <summary>The number of accounts in the line.</summary>
    public int Accounts { get; init; }

    /// <summary>The number of their series without a forecast: their spend counts, but they aren't in next month.</summary>
    public int WithoutForecast { get; init; }

    /// <summary>The earliest run-out date of the balances, or null if none runs out.</summary>
    public DateTimeOffset? RunsOutAt { get; init; }

    /// <summary>The spend of the last days.</summary>
    public Trend? Trend { get; init; }

    /// <summary>Whether part of it is derived from a balance.</summary>
    public bool IsApproximate { get; init; }

    /// <summary>Whether the forecast of one of the accounts is an early figure, with less than a day of data.</summary>
    public bool IsEarly { get; init; }

    /// <summary>The oldest last reading of all accounts, or null for the subscriptions.</summary>
    public DateTimeOffset? ObservedTo { get; init; }

    /// <summary>The oldest stale last reading, or null if none is stale.</summary>
    public DateTimeOffset? StaleSince { get; init; }

    internal const string SubscriptionsName = "(subscriptions)";

    /// <inheritdoc/>
    public override string ToString() => MonthToDate is null ? $"{Name} - {Currency}" : FormattableString.Invariant($"{Name} {MonthToDate} {Currency}");
}
