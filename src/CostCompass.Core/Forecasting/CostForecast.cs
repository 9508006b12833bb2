namespace CostCompass.Forecasting;

/// <summary>The forecast of a month's spend from the recent burn rate, with a confidence interval. Unknown figures are null.</summary>
public sealed record CostForecast
{
    /// <summary>The account name in a forecast of all accounts and subscriptions together.</summary>
    public const string WholeStack = "*";

    /// <summary>The account's name, or <see cref="WholeStack"/> for all accounts and subscriptions together.</summary>
    public required string Account { get; init; }

    /// <summary>The provider's name, or null for the whole stack.</summary>
    public string? Provider { get; init; }

    /// <summary>The ISO 4217 code of all amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>The month of <see cref="Total"/>, as <c>yyyy-MM</c>.</summary>
    public required string Month { get; init; }

    /// <summary>The forecast of the month: usage and subscriptions.</summary>
    public decimal? Total { get; init; }

    /// <summary>The lower bound of the interval around <see cref="Total"/>. Null until the first spend on the first day.</summary>
    public decimal? Low { get; init; }

    /// <summary>The upper bound of the interval.</summary>
    public decimal? High { get; init; }

    /// <summary>The total without subscriptions. For the method TrailingAverage and a later month: the burn rate per day, multiplied by the days of the month.</summary>
    public decimal? Usage { get; init; }

    /// <summary>The subscriptions that are charged in the month.</summary>
    public decimal Subscriptions { get; init; }

    /// <summary>The spend per day over the trailing days, which end with the last reading.</summary>
    public decimal? DailyBurn { get; init; }

    /// <summary>The known spend of the current month up to <see cref="ObservedTo"/>, or null if there was no reading in the month.</summary>
    public decimal? MonthToDate { get; init; }

    /// <summary>The forecast of the current month: the month to date, the burn rate from the last reading to the end of the month, and subscriptions.</summary>
    public decimal? ThisMonth { get; init; }

    /// <summary>The lower bound of the interval around it. It is never below the amount that is already spent.</summary>
    public decimal? ThisMonthLow { get; init; }

    /// <summary>The upper bound of that interval.</summary>
    public decimal? ThisMonthHigh { get; init; }

    /// <summary>The balance of the newest snapshot, or null if the provider reports only usage or billed costs.</summary>
    public decimal? Balance { get; init; }

    /// <summary>The expected balance at the end of the current month without top-ups. Below 0 only if it is already negative.</summary>
    public decimal? BalanceAtMonthEnd { get; init; }

    /// <summary>The run-out date of the balance, or null if nothing is being spent.</summary>
    public DateTimeOffset? RunsOutAt { get; init; }

    /// <summary>The early bound of the run-out date.</summary>
    public DateTimeOffset? RunsOutEarly { get; init; }

    /// <summary>The late bound of the run-out date.</summary>
    public DateTimeOffset? RunsOutLate { get; init; }

    /// <summary>The forecast method.</summary>
    public required ForecastMethod Method { get; init; }

    /// <summary>The number of trailing days for the burn rate.</summary>
    public required int WindowDays { get; init; }

    /// <summary>The confidence level of the intervals, in percent.</summary>
    public required int ConfidenceLevel { get; init; }

    /// <summary>The covered share of the trailing days, from 0 to 1.</summary>
    public required decimal Coverage { get; init; }

    /// <summary>The length of the observed history in days.</summary>
    public required decimal DaysObserved { get; init; }

    /// <summary>The confidence in the forecast.</summary>
    public required ForecastConfidence Confidence { get; init; }

    /// <summary>
    /// Whether less than a day is observed in the whole history, or covered of several trailing days. In a forecast of the whole stack, whether this
    /// applies to any account. The figures are then adjusted toward the usual daily spend of an account, and aren't used for budgets and alerts.
    /// </summary>
    public bool IsEarly { get; init; }

    /// <summary>The reason for the confidence, as text.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether the forecast is based on spend that is derived from a balance.</summary>
    public required bool IsApproximate { get; init; }

    /// <summary>The time of the forecast. Its month is the current one, and later readings are ignored.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>
    /// The last reading: later spend is forecast. For billed costs, it is the end of the time that the bills cover. For the whole stack, it is that
    /// of the account with the oldest last reading. Null if there are only subscriptions.
    /// </summary>
    public DateTimeOffset? ObservedTo { get; init; }

    /// <summary>The last reading if it is stale, otherwise null.</summary>
    public DateTimeOffset? StaleSince { get; init; }
}
