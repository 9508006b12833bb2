namespace CostCompass.Views.Statements;

/// <summary>The data of a statement, as read from a store.</summary>
public sealed record StatementSources
{
    /// <summary>Data after this time is ignored.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Whether the month is over.</summary>
    public bool IsMonthOver { get; init; }

    /// <summary>The calendar of the requested time zone.</summary>
    public required ZoneCalendar Calendar { get; init; }

    /// <summary>The span of the balances and of the days.</summary>
    public required StatementSpan Span { get; init; }

    /// <summary>The ISO 4217 code of the totals.</summary>
    public required string Currency { get; init; }

    /// <summary>The accounts.</summary>
    public required IReadOnlyList<StatementAccount> Accounts { get; init; }

    /// <summary>The subscriptions.</summary>
    public required IReadOnlyList<Subscription> Subscriptions { get; init; }

    /// <summary>The user's exchange rates.</summary>
    public required ExchangeRateTable Rates { get; init; }

    /// <summary>The budgets.</summary>
    public required IReadOnlyList<CostBudget> Budgets { get; init; }

    /// <summary>The cost of the metered calls, by account and model.</summary>
    public IReadOnlyList<ModelSpend> Models { get; init; } = [];

    /// <summary>The metered calls without a price.</summary>
    public IReadOnlyList<UnpricedCalls> Unpriced { get; init; } = [];

    /// <summary>The confidence level of intervals, in percent.</summary>
    public required int ConfidenceLevel { get; init; }
}
