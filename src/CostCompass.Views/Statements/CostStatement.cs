namespace CostCompass.Views.Statements;

/// <summary>Everything that a report on the costs says: the figures of now, the month, a span of days, and how good all of that is.</summary>
public sealed record CostStatement
{
    /// <summary>The calendar of the zone in which days and instants are told.</summary>
    public required ZoneCalendar Calendar { get; init; }

    /// <summary>The span of the balances and of the days.</summary>
    public required StatementSpan Span { get; init; }

    /// <summary>The whole stack in one figure.</summary>
    public required CostSummary Summary { get; init; }

    /// <summary>How the current month adds up.</summary>
    public required MonthCourse Month { get; init; }

    /// <summary>Whether the month was over when the statement was made: which balance runs out first is then out of date.</summary>
    public bool IsMonthOver { get; init; }

    /// <summary>The balance that runs out first, or null if none does.</summary>
    public AccountOutlook? FirstToRunOut { get; init; }

    /// <summary>How many balances are known.</summary>
    public required int KnownBalances { get; init; }

    /// <summary>Of how many of them there is a forecast.</summary>
    public required int ForecastBalances { get; init; }

    /// <summary>How the month goes beside each budget of which something can be said.</summary>
    public required IReadOnlyList<CostBudgetStatus> Budgets { get; init; }

    /// <summary>The spend by day: in the currency of the summary, and in each one that has no rate.</summary>
    public required IReadOnlyList<DailySpend> Days { get; init; }

    /// <summary>The balances.</summary>
    public required IReadOnlyList<BalanceHistory> Balances { get; init; }

    /// <summary>What the metered calls cost.</summary>
    public required IReadOnlyList<ModelSpend> Models { get; init; }

    /// <summary>How good the figures are.</summary>
    public required IReadOnlyList<StatementNote> Notes { get; init; }
}
