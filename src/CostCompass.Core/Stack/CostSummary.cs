namespace CostCompass.Stack;

/// <summary>The total of the whole stack: its cost this month, and its forecast.</summary>
public sealed record CostSummary
{
    /// <summary>The time of the summary. Its month is the current month, and later readings are ignored.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>
    /// The time from which <see cref="MonthToDate"/> is complete: the start of the month, or the first reading of the account whose history
    /// begins last. Null if there is no account.
    /// </summary>
    public DateTimeOffset? ObservedFrom { get; init; }

    /// <summary>
    /// The accounts whose history begins after the start of the month, as names separated by commas, or null. Their spend before isn't in any
    /// figure.
    /// </summary>
    public string? StartedThisMonth { get; init; }

    /// <summary>
    /// The oldest last reading of all accounts: <see cref="MonthToDate"/> is complete up to this time, and later spend is part of the forecasts.
    /// Null if there is no account.
    /// </summary>
    public DateTimeOffset? ObservedTo { get; init; }

    /// <summary>The oldest stale last reading, or null if none is stale.</summary>
    public DateTimeOffset? StaleSince { get; init; }

    /// <summary>The accounts with a stale last reading, as names separated by commas, or null.</summary>
    public string? StaleAccounts { get; init; }

    /// <summary>
    /// The accounts without a reading in the current month, as names separated by commas, or null. Their spend in the month isn't in
    /// <see cref="MonthToDate"/>.
    /// </summary>
    public string? NotReadThisMonth { get; init; }

    /// <summary>The accounts without a forecast, as names separated by commas, or null. Their expected spend isn't in any forecast.</summary>
    public string? WithoutForecast { get; init; }

    /// <summary>The ISO 4217 code of all amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>
    /// The known spend of the current month, including subscriptions. Null if nothing of it was observed, which isn't the same as nothing
    /// spent.
    /// </summary>
    public required decimal? MonthToDate { get; init; }

    /// <summary>The forecast of the current month, including subscriptions, or null if there is no basis for one.</summary>
    public required decimal? ForecastThisMonth { get; init; }

    /// <summary>The lower bound of the interval for the current month, combined like <see cref="Low"/>.</summary>
    public decimal? ThisMonthLow { get; init; }

    /// <summary>The upper bound of that interval.</summary>
    public decimal? ThisMonthHigh { get; init; }

    /// <summary>The forecast of next month, including subscriptions, or null if there is no basis for one.</summary>
    public required decimal? ForecastNextMonth { get; init; }

    /// <summary>
    /// The lower bound of its interval. The deviations of the accounts are combined as independent ones (the root of the sum of their squares),
    /// because it is less likely that all of them are low at the same time than that one is. Null if an account has no interval.
    /// </summary>
    public decimal? Low { get; init; }

    /// <summary>The upper bound of its interval.</summary>
    public decimal? High { get; init; }

    /// <summary>The subscription charges in next month.</summary>
    public required decimal Subscriptions { get; init; }

    /// <summary>The spend of the last days of all accounts that could be converted. Subscriptions have no days and aren't included.</summary>
    public Trend? Trend { get; init; }

    /// <summary>A line per provider, the most expensive first, and one for the subscriptions, followed by lines that couldn't be converted, by currency.</summary>
    public required JoinedList<CostSummaryLine> Lines { get; init; }

    /// <summary>The amounts that stay in their own currency, and aren't in the figures above, because an exchange rate is missing.</summary>
    public required JoinedList<UnconvertedAmount> Unconverted { get; init; }

    /// <summary>Whether part of it is derived from a balance.</summary>
    public required bool IsApproximate { get; init; }

    /// <summary>Whether the forecast of one of the accounts is an early figure, with less than a day of data.</summary>
    public bool IsEarly { get; init; }

    /// <summary>The confidence level of the interval, in percent.</summary>
    public required int ConfidenceLevel { get; init; }
}
