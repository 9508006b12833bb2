namespace CostCompass.Views.Statements;

/// <summary>The content of a cost report: the current figures, the month, a span of days, and the quality of the figures.</summary>
public sealed record CostStatement
{
    /// <summary>The calendar of the time zone in which days and times are shown.</summary>
    public required ZoneCalendar Calendar { get; init; }

    /// <summary>The span of the balances and of the days.</summary>
    public required StatementSpan Span { get; init; }

    /// <summary>The total of the whole stack.</summary>
    public required CostSummary Summary { get; init; }

    /// <summary>The course of the current month.</summary>
    public required MonthCourse Month { get; init; }

    /// <summary>Whether the month was over when the statement was created. Then the next run-out date is out of date.</summary>
    public bool IsMonthOver { get; init; }

    /// <summary>The balance that runs out first, or null if none does.</summary>
    public AccountOutlook? FirstToRunOut { get; init; }

    /// <summary>The number of known balances.</summary>
    public required int KnownBalances { get; init; }

    /// <summary>The number of balances with a forecast.</summary>
    public required int ForecastBalances { get; init; }

    /// <summary>The current month compared with each budget that can be checked.</summary>
    public required IReadOnlyList<CostBudgetStatus> Budgets { get; init; }

    /// <summary>The spend by day: in the currency of the summary, and in each currency without an exchange rate.</summary>
    public required IReadOnlyList<DailySpend> Days { get; init; }

    /// <summary>The balances.</summary>
    public required IReadOnlyList<BalanceHistory> Balances { get; init; }

    /// <summary>The cost of the metered calls.</summary>
    public required IReadOnlyList<ModelSpend> Models { get; init; }

    /// <summary>The quality of the figures.</summary>
    public required IReadOnlyList<StatementNote> Notes { get; init; }
}
