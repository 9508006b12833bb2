namespace CostCompass.Stack;

/// <summary>What one account has cost in one currency in the current month, and what it is going to cost.</summary>
public sealed record AccountOutlook
{
    /// <summary>The account's name.</summary>
    public required AccountName Account { get; init; }

    /// <summary>Its provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The ISO 4217 code of all amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>What was spent, by day of the zone that was requested: the current month, and as many days before it as <see cref="Trend.Days"/> takes.</summary>
    public required IReadOnlyList<DatedAmount> Days { get; init; }

    /// <summary>The forecast of next month, or null if there is nothing to go by yet.</summary>
    public CostForecast? Forecast { get; init; }

    /// <summary>Whether less than a day is observed, so that the forecast is an early figure.</summary>
    public bool IsEarly => Forecast?.IsEarly == true;

    /// <summary>Whether the month is over and was read to its end, so that nothing of it is left to forecast.</summary>
    public bool IsMonthRead { get; init; }

    /// <summary>What the current month is going to cost from the last reading on, or null if there is nothing to go by yet.</summary>
    public decimal? RestOfMonth => ToCome(Forecast?.ThisMonth);

    /// <summary>The lower bound of the interval around it.</summary>
    public decimal? RestOfMonthLow => ToCome(Forecast?.ThisMonthLow);

    /// <summary>The upper bound of that interval.</summary>
    public decimal? RestOfMonthHigh => ToCome(Forecast?.ThisMonthHigh);

    /// <summary>The balance as it was last read, however long ago, or null if the provider doesn't tell what is left.</summary>
    public decimal? LastBalance { get; init; }

    /// <summary>What is left of the balance, as far as it is known.</summary>
    public decimal? Balance => Forecast?.Balance ?? LastBalance;

    /// <summary>The first instant of its history: what was spent before it is unknown. Null when the history is empty.</summary>
    public DateTimeOffset? FirstSeen { get; init; }

    /// <summary>The last instant of which anything is known.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>The same instant when it is too long ago to rely on; null while it isn't.</summary>
    public DateTimeOffset? StaleSince { get; init; }

    /// <summary>Whether anything is known of what was spent in the current month. At its first instant that is nothing, if the account was read then.</summary>
    /// <param name="months">The current month.</param>
    public bool IsObservedIn(MonthSpan months) => LastSeen == months.Start || Days.Any(day => day.Day >= months.FirstDay);

    /// <summary>Whether its history begins after the start of the current month, so that what was spent before is in no figure.</summary>
    /// <param name="months">The current month.</param>
    public bool BeginsIn(MonthSpan months) => FirstSeen > months.Start;

    /// <summary>Whether what was spent is derived from a balance.</summary>
    public required bool IsApproximate { get; init; }

    private decimal? ToCome(decimal? month) => IsMonthRead ? 0m : month - (Forecast?.MonthToDate ?? 0m);
}
