namespace CostCompass.Stack;

/// <summary>The whole stack in one figure: what it has cost this month, and what it is going to cost.</summary>
public sealed record CostSummary
{
    /// <summary>The instant of the summary: its month is the current one, and readings after it are left out.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>
    /// From here on all of <see cref="MonthToDate"/> is known: the start of the month, or the first reading of the account whose history
    /// begins last. Null when there is no account.
    /// </summary>
    public DateTimeOffset? ObservedFrom { get; init; }

    /// <summary>
    /// The accounts whose history begins after the start of the month, as names with commas between: what they spent before it is in no
    /// figure. Null when there is none.
    /// </summary>
    public string? StartedThisMonth { get; init; }

    /// <summary>
    /// The last reading of the account that was read least recently: up to here all of <see cref="MonthToDate"/> is known, and what comes
    /// after is in the forecasts. Null when there is no account.
    /// </summary>
    public DateTimeOffset? ObservedTo { get; init; }

    /// <summary>The oldest of the last readings that are too old to rely on; null when all are fresh.</summary>
    public DateTimeOffset? StaleSince { get; init; }

    /// <summary>The accounts with such a reading, as names with commas between; null when there is none.</summary>
    public string? StaleAccounts { get; init; }

    /// <summary>
    /// The accounts of which nothing was read in the current month, as names with commas between: what they spent in it is not in
    /// <see cref="MonthToDate"/>. Null when there is none.
    /// </summary>
    public string? NotReadThisMonth { get; init; }

    /// <summary>The accounts without a forecast, as names with commas between: what they are going to spend is in no forecast. Null when there is none.</summary>
    public string? WithoutForecast { get; init; }

    /// <summary>The ISO 4217 code of every amount here.</summary>
    public required string Currency { get; init; }

    /// <summary>
    /// What is known to have been spent in the current month, subscriptions included; null where nothing of it was observed, which is
    /// not the same as nothing spent.
    /// </summary>
    public required decimal? MonthToDate { get; init; }

    /// <summary>The forecast of the current month, subscriptions included; null where there is nothing to go by.</summary>
    public required decimal? ForecastThisMonth { get; init; }

    /// <summary>The lower bound of the interval around the forecast of the current month, combined as <see cref="Low"/> is.</summary>
    public decimal? ThisMonthLow { get; init; }

    /// <summary>The upper bound of that interval.</summary>
    public decimal? ThisMonthHigh { get; init; }

    /// <summary>The forecast of next month, subscriptions included; null where there is nothing to go by.</summary>
    public required decimal? ForecastNextMonth { get; init; }

    /// <summary>
    /// The lower bound of the interval around it. The accounts' deviations are combined as independent ones (the root of the sum of
    /// their squares): that all of them come out low at once is less likely than that one does. Null when an account has no interval.
    /// </summary>
    public decimal? Low { get; init; }

    /// <summary>The upper bound.</summary>
    public decimal? High { get; init; }

    /// <summary>The subscriptions that fall into next month.</summary>
    public required decimal Subscriptions { get; init; }

    /// <summary>The spend of the last days on all accounts that could be converted. Subscriptions have no days and are not in it.</summary>
    public Trend? Trend { get; init; }

    /// <summary>A line per provider, the dearest first, and one for the subscriptions; what could not be converted comes after them, by currency.</summary>
    public required JoinedList<CostSummaryLine> Lines { get; init; }

    /// <summary>What is left in its own currency, and not in the figures above, since a rate is missing.</summary>
    public required JoinedList<UnconvertedAmount> Unconverted { get; init; }

    /// <summary>Whether some of it is derived from a balance.</summary>
    public required bool IsApproximate { get; init; }

    /// <summary>Whether the forecast of one of the accounts is an early figure: less than a day of it is observed.</summary>
    public bool IsEarly { get; init; }

    /// <summary>The probability in percent with which the interval is meant to hold.</summary>
    public required int ConfidenceLevel { get; init; }
}
