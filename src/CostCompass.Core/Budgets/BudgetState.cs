namespace CostCompass.Budgets;

/// <summary>The state of a budget in a month.</summary>
public enum BudgetState
{
    /// <summary>Within budget, and expected to stay within it.</summary>
    Ok,

    /// <summary>Within budget so far, but the forecast is above it.</summary>
    Forecast,

    /// <summary>Nothing is known of the month: neither what was spent in it nor what it is going to cost.</summary>
    Unknown,

    /// <summary>Less than the budget is known to be spent, and the last reading is too old to rely on: the budget may be exceeded.</summary>
    Stale,

    /// <summary>The spend exceeds the budget.</summary>
    Exceeded,
}
