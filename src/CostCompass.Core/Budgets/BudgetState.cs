namespace CostCompass.Budgets;

/// <summary>How a month goes beside its budget.</summary>
public enum BudgetState
{
    /// <summary>The budget holds, and is going to hold as far as the forecast tells.</summary>
    Ok,

    /// <summary>The budget holds yet, and the forecast is above it.</summary>
    Forecast,

    /// <summary>More than the budget is spent.</summary>
    Exceeded,
}
