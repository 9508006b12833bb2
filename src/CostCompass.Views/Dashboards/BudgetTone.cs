using CostCompass.Views.Charts;

namespace CostCompass.Views.Dashboards;

/// <summary>The urgency of a budget's state.</summary>
public static class BudgetTone
{
    /// <summary>The tone in which a budget is shown.</summary>
    /// <param name="state">The state of the budget.</param>
    public static ChartTone Of(BudgetState state) => state switch
    {
        BudgetState.Exceeded => ChartTone.Warning,
        BudgetState.Forecast or BudgetState.Stale or BudgetState.Unknown => ChartTone.Caution,
        _ => ChartTone.Plain,
    };
}
