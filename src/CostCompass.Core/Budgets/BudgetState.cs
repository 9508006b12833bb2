namespace CostCompass.Budgets;

/// <summary>How a month goes beside its budget.</summary>
public enum BudgetState
{
    /// <summary>The budget holds, and is going to hold as far as the forecast tells.</summary>
    Ok,

    /// <summary>The budget holds yet, and the forecast is above it.</summary>
    Forecast,

    /// <summary>Nothing is known of the month: neither what was spent in it nor what it is going to cost.</summary>
    Unknown,

    /// <summary>Less than the budget is known to be spent, and the last reading is too old to rely on: the budget may be exceeded.</summary>
    Stale,

    /// <summary>More than the budget is spent.</summary>
    Exceeded,
}
