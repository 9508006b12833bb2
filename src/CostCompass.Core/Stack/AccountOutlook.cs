namespace CostCompass.Stack;

/// <summary>The cost of one account in one currency in the current month, and its forecast.</summary>
public sealed record AccountOutlook
{
    /// <summary>The account's name.</summary>
    public required AccountName Account { get; init; }

    /// <summary>Its provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The ISO 4217 code of all amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>The spend by day of the requested time zone: the current month, and the days before it that a <see cref="Trend"/> needs.</summary>
    public required IReadOnlyList<DatedAmount> Days { get; init; }

    /// <summary>The forecast of next month, or null if there is no basis for one yet.</summary>
    public CostForecast? Forecast { get; init; }

    /// <summary>Whether less than a day is observed, which makes the forecast an early figure.</summary>
    public bool IsEarly => Forecast?.IsEarly == true;

    /// <summary>Whether the month is over and was read to its end, so that nothing of it remains to be forecast.</summary>
    public bool IsMonthRead { get; init; }

    /// <summary>The expected cost of the rest of the current month after the last reading, or null if there is no basis for a forecast yet.</summary>
    public decimal? RestOfMonth => ToCome(Forecast?.ThisMonth);

    /// <summary>The lower bound of its interval.</summary>
    public decimal? RestOfMonthLow => ToCome(Forecast?.ThisMonthLow);

    /// <summary>The upper bound of its interval.</summary>
    public decimal? RestOfMonthHigh => ToCome(Forecast?.ThisMonthHigh);

    /// <summary>The last known balance, however old, or null if the provider doesn't report one.</summary>
    public decimal? LastBalance { get; init; }

    /// <summary>The remaining balance, if it is known.</summary>
    public decimal? Balance => Forecast?.Balance ?? LastBalance;

    /// <summary>The start of its history. Earlier spend is unknown. Null if the history is empty.</summary>
    public DateTimeOffset? FirstSeen { get; init; }

    /// <summary>The time of the last known data.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>The same time if it is stale, otherwise null.</summary>
    public DateTimeOffset? StaleSince { get; init; }

    /// <summary>Whether anything is known of the spend in the current month. At the start of the month that is nothing spent, if the account was read then.</summary>
    /// <param name="months">The current month.</param>
    public bool IsObservedIn(MonthSpan months) => LastSeen == months.Start || Days.Any(day => day.Day >= months.FirstDay);

    /// <summary>Whether its history begins after the start of the current month, so that the spend before isn't in any figure.</summary>
    /// <param name="months">The current month.</param>
    public bool BeginsIn(MonthSpan months) => FirstSeen > months.Start;

    /// <summary>Whether the spend is derived from a balance.</summary>
    public required bool IsApproximate { get; init; }

    private decimal? ToCome(decimal? month) => IsMonthRead ? 0m : month - (Forecast?.MonthToDate ?? 0m);
}
