namespace CostCompass.Budgets;

/// <summary>A budget and its state in the current month.</summary>
public sealed record CostBudgetStatus
{
    /// <summary>The budget's name.</summary>
    public required string Name { get; init; }

    /// <summary>The maximum spend of the month.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The ISO 4217 code of all amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>The scope of the budget.</summary>
    public required BudgetScope Scope { get; init; }

    /// <summary>The account that it covers, or null for a provider or the whole stack.</summary>
    public string? Account { get; init; }

    /// <summary>The provider that it covers, or null for an account or the whole stack.</summary>
    public string? Provider { get; init; }

    /// <summary>The state of the budget.</summary>
    public required BudgetState State { get; init; }

    /// <summary>The known spend of the month up to <see cref="ObservedTo"/>, or null if nothing is known.</summary>
    public required decimal? Spent { get; init; }

    /// <summary>The expected spend of the month, or null if it is unknown for the whole scope.</summary>
    public decimal? Forecast { get; init; }

    /// <summary>
    /// The accounts in the scope without a forecast, as names separated by commas, or null if each has one. If there are any, an
    /// <see cref="State"/> of Ok refers to the other accounts only, and the state is Unknown if no spend is known.
    /// </summary>
    public string? WithoutForecast { get; init; }

    /// <summary>
    /// The oldest last reading of all accounts in the scope. Later spend is part of the forecast and not of <see cref="Spent"/>. Null if
    /// there is no account.
    /// </summary>
    public DateTimeOffset? ObservedTo { get; init; }

    /// <summary>The oldest stale last reading, or null if none is stale. If it isn't null, <see cref="State"/> is Stale or Exceeded.</summary>
    public DateTimeOffset? StaleSince { get; init; }

    /// <summary>The accounts with a stale last reading, as names separated by commas, or null.</summary>
    public string? StaleAccounts { get; init; }

    /// <summary>The accounts without a reading in the current month, as names separated by commas, or null. Their spend in the month isn't in <see cref="Spent"/>.</summary>
    public string? NotReadThisMonth { get; init; }

    /// <summary>The remaining budget. Negative if it is exceeded, and null if the spend is unknown.</summary>
    public required decimal? Remaining { get; init; }

    /// <summary>The day on which the budget was exceeded or is expected to be. It can be in the past if the last reading is old. Null if the budget isn't exceeded.</summary>
    public DateOnly? ExceededOn { get; init; }

    /// <summary>
    /// Whether an account in the scope has less than a day of data: its expected spend is in <see cref="Forecast"/> as an early figure,
    /// and doesn't affect <see cref="State"/>.
    /// </summary>
    public bool IsEarly { get; init; }

    /// <summary>Whether part of it is derived from a balance.</summary>
    public required bool IsApproximate { get; init; }

    /// <summary>The time of the check. Its month is the current month, and later readings are ignored.</summary>
    public required DateTimeOffset AsOf { get; init; }
}
