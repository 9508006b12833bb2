namespace CostCompass.Forecasting;

/// <summary>What a month is going to cost if the account goes on as it did, and how sure that is. Figures that cannot be known are null.</summary>
public sealed record CostForecast
{
    /// <summary>What stands for the name of an account in a forecast of all accounts and subscriptions together.</summary>
    public const string WholeStack = "*";

    /// <summary>The account's name; <see cref="WholeStack"/> for all accounts and subscriptions together.</summary>
    public required string Account { get; init; }

    /// <summary>The provider's name; null for the whole stack.</summary>
    public string? Provider { get; init; }

    /// <summary>The ISO 4217 code of every amount here.</summary>
    public required string Currency { get; init; }

    /// <summary>The month that <see cref="Total"/> is for, as <c>yyyy-MM</c>.</summary>
    public required string Month { get; init; }

    /// <summary>The forecast of the month: usage plus subscriptions.</summary>
    public decimal? Total { get; init; }

    /// <summary>The lower bound of the interval around <see cref="Total"/>. Null while nothing is spent on the first day.</summary>
    public decimal? Low { get; init; }

    /// <summary>The upper bound of the interval.</summary>
    public decimal? High { get; init; }

    /// <summary>The share of the total that is usage: burn per day times the days of the month.</summary>
    public decimal? Usage { get; init; }

    /// <summary>The fixed subscriptions that are charged in the month.</summary>
    public decimal Subscriptions { get; init; }

    /// <summary>Spend per day over the trailing days, which end with the last reading.</summary>
    public decimal? DailyBurn { get; init; }

    /// <summary>What is known to have been spent in the current month, up to <see cref="ObservedTo"/>; null when nothing was read in it.</summary>
    public decimal? MonthToDate { get; init; }

    /// <summary>The forecast of the current month: month to date, the burn for the rest of it from the last reading on, and subscriptions.</summary>
    public decimal? ThisMonth { get; init; }

    /// <summary>The lower bound of the interval around it; never below what is spent already.</summary>
    public decimal? ThisMonthLow { get; init; }

    /// <summary>The upper bound of that interval.</summary>
    public decimal? ThisMonthHigh { get; init; }

    /// <summary>The balance of the newest snapshot; null when the provider tells only what was used or billed.</summary>
    public decimal? Balance { get; init; }

    /// <summary>What is left of it at the end of the current month if nothing is topped up; below 0 only when it is so already.</summary>
    public decimal? BalanceAtMonthEnd { get; init; }

    /// <summary>The instant at which the balance reaches zero; null when nothing is being spent.</summary>
    public DateTimeOffset? RunsOutAt { get; init; }

    /// <summary>The early bound of that instant.</summary>
    public DateTimeOffset? RunsOutEarly { get; init; }

    /// <summary>The late bound of that instant.</summary>
    public DateTimeOffset? RunsOutLate { get; init; }

    /// <summary>How the forecast was made.</summary>
    public required ForecastMethod Method { get; init; }

    /// <summary>The number of trailing days behind the burn.</summary>
    public required int WindowDays { get; init; }

    /// <summary>The probability in percent with which the intervals are meant to hold.</summary>
    public required int ConfidenceLevel { get; init; }

    /// <summary>The covered share of the trailing days, from 0 to 1.</summary>
    public required decimal Coverage { get; init; }

    /// <summary>The length of the observed history in days.</summary>
    public required decimal DaysObserved { get; init; }

    /// <summary>How much history stands behind the forecast.</summary>
    public required ForecastConfidence Confidence { get; init; }

    /// <summary>
    /// Whether less than a day is observed in the whole history or covered of several trailing days, or, in a forecast of the whole stack,
    /// so of one of its accounts: the figures are drawn towards what a day of an account usually holds, and no budget and no alert rests on them.
    /// </summary>
    public bool IsEarly { get; init; }

    /// <summary>Why the confidence is what it is, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether the forecast rests on spend that is derived from a balance.</summary>
    public required bool IsApproximate { get; init; }

    /// <summary>The instant of the forecast: its month is the current one, and readings after it are left out.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>
    /// The last reading: what comes after it is forecast and not known. For billed costs the end of what the bills cover; for the whole
    /// stack that of the account that was read least recently. Null when nothing is read, of subscriptions alone.
    /// </summary>
    public DateTimeOffset? ObservedTo { get; init; }

    /// <summary>The last reading when it is too old to rely on; null while it is fresh.</summary>
    public DateTimeOffset? StaleSince { get; init; }
}
