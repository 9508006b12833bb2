namespace CostCompass.Stack;

/// <summary>What one provider costs, or the subscriptions together.</summary>
public sealed record CostSummaryLine
{
    /// <summary>The provider's name, or null for the subscriptions.</summary>
    public string? Provider { get; init; }

    /// <summary>What the line is of: the provider's name, or <c>(subscriptions)</c>.</summary>
    public string Name => Provider ?? SubscriptionsName;

    /// <summary>The ISO 4217 code: that of the summary, or the line's own where a rate is missing.</summary>
    public required string Currency { get; init; }

    /// <summary>What is known to have been spent in the current month, or null where nothing of it was observed.</summary>
    public required decimal? MonthToDate { get; init; }

    /// <summary>The forecast of the current month, or null if there is nothing to go by.</summary>
    public decimal? ForecastThisMonth { get; init; }

    /// <summary>The lower bound of the interval around the forecast of the current month.</summary>
    public decimal? ThisMonthLow { get; init; }

    /// <summary>The upper bound of that interval.</summary>
    public decimal? ThisMonthHigh { get; init; }

    /// <summary>The forecast of next month, or null if there is nothing to go by.</summary>
    public decimal? ForecastNextMonth { get; init; }

    /// <summary>The lower bound of the interval around the forecast of next month.</summary>
    public decimal? Low { get; init; }

    /// <summary>The upper bound.</summary>
    public decimal? High { get; init; }

    /// <summary>The share of the month to date, from 0 to 1, or null for a line that couldn't be converted, and when nothing was spent or observed.</summary>
    public decimal? Share { get; init; }

    /// <summary>How many accounts the line is of.</summary>
    public int Accounts { get; init; }

    /// <summary>How many of their series have no forecast yet: they count with what they spent, and not at all in next month.</summary>
    public int WithoutForecast { get; init; }

    /// <summary>The earliest instant at which one of the balances runs out, or null if none does.</summary>
    public DateTimeOffset? RunsOutAt { get; init; }

    /// <summary>The spend of the last days.</summary>
    public Trend? Trend { get; init; }

    /// <summary>Whether some of it is derived from a balance.</summary>
    public bool IsApproximate { get; init; }

    /// <summary>Whether the forecast of one of the accounts is an early figure: less than a day of it is observed.</summary>
    public bool IsEarly { get; init; }

    /// <summary>The last reading of the account that was read least recently, or null for the subscriptions.</summary>
    public DateTimeOffset? ObservedTo { get; init; }

    /// <summary>The oldest of the last readings that are too old to rely on, or null if all are fresh.</summary>
    public DateTimeOffset? StaleSince { get; init; }

    internal const string SubscriptionsName = "(subscriptions)";

    /// <inheritdoc/>
    public override string ToString() => MonthToDate is null ? $"{Name} - {Currency}" : FormattableString.Invariant($"{Name} {MonthToDate} {Currency}");
}
