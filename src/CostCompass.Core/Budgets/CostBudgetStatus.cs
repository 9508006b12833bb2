namespace CostCompass.Budgets;

/// <summary>A budget and how the current month goes beside it.</summary>
public sealed record CostBudgetStatus
{
    /// <summary>The budget's name.</summary>
    public required string Name { get; init; }

    /// <summary>How much may be spent in the month.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The ISO 4217 code of every amount here.</summary>
    public required string Currency { get; init; }

    /// <summary>What it holds for.</summary>
    public required BudgetScope Scope { get; init; }

    /// <summary>The account that it holds for; null for a provider or the whole stack.</summary>
    public string? Account { get; init; }

    /// <summary>The provider that it holds for; null for an account or the whole stack.</summary>
    public string? Provider { get; init; }

    /// <summary>How the month goes.</summary>
    public required BudgetState State { get; init; }

    /// <summary>What is known to have been spent in the month, up to <see cref="ObservedTo"/>; null when nothing is known of it.</summary>
    public required decimal? Spent { get; init; }

    /// <summary>What the month is going to cost; null when that is not known of all that the budget holds for.</summary>
    public decimal? Forecast { get; init; }

    /// <summary>
    /// The accounts of the budget of which there is no forecast, as names with commas between; null when each has one. Where there
    /// are some, <see cref="State"/> is Ok as far as the others tell, and no promise; it is Unknown where nothing was spent that is known.
    /// </summary>
    public string? WithoutForecast { get; init; }

    /// <summary>
    /// The last reading of the account of the budget that was read least recently: what was spent after it is forecast and not in
    /// <see cref="Spent"/>. Null when there is no account.
    /// </summary>
    public DateTimeOffset? ObservedTo { get; init; }

    /// <summary>The oldest of the last readings that are too old to rely on; null when all are fresh. Where it is not null, <see cref="State"/> is Stale or Exceeded.</summary>
    public DateTimeOffset? StaleSince { get; init; }

    /// <summary>The accounts with such a reading, as names with commas between; null when there is none.</summary>
    public string? StaleAccounts { get; init; }

    /// <summary>The accounts of which nothing was read in the current month, as names with commas between: what they spent in it is not in <see cref="Spent"/>. Null when there is none.</summary>
    public string? NotReadThisMonth { get; init; }

    /// <summary>What is left of the budget; below 0 when it is exceeded, null when nothing is known of what was spent.</summary>
    public required decimal? Remaining { get; init; }

    /// <summary>The day on which the budget was exceeded, or is going to be as far as the forecast tells, which is in the past where the last reading is old; null when it holds.</summary>
    public DateOnly? ExceededOn { get; init; }

    /// <summary>
    /// Whether less than a day is observed of an account of the budget: what it is going to spend is in <see cref="Forecast"/> as an early
    /// figure, and not in <see cref="State"/>.
    /// </summary>
    public bool IsEarly { get; init; }

    /// <summary>Whether some of it is derived from a balance.</summary>
    public required bool IsApproximate { get; init; }

    /// <summary>The instant of the check: its month is the current one, and readings after it are left out.</summary>
    public required DateTimeOffset AsOf { get; init; }
}
