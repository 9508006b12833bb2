namespace CostCompass.Budgets;

/// <summary>The state of a budget in a month.</summary>
public enum BudgetState
{
    /// <summary>Within budget, and expected to stay within it.</summary>
    Ok,

    /// <summary>Within budget so far, but the forecast is above it.</summary>
    Forecast,

    /// <summary>Neither the spend of the month nor its forecast is known.</summary>
    Unknown,

    /// <summary>The known spend is within budget, but the last reading is stale: the budget may be exceeded.</summary>
    Stale,

    /// <summary>The spend exceeds the budget.</summary>
    Exceeded,
}
