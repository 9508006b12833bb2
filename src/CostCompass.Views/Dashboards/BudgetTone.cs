using CostCompass.Views.Charts;

namespace CostCompass.Views.Dashboards;

/// <summary>How pressing the state of a budget is.</summary>
public static class BudgetTone
{
    /// <summary>The tone in which a budget is shown.</summary>
    /// <param name="state">How it stands.</param>
    public static ChartTone Of(BudgetState state) => state switch
    {
        BudgetState.Exceeded => ChartTone.Warning,
        BudgetState.Forecast or BudgetState.Stale or BudgetState.Unknown => ChartTone.Caution,
        _ => ChartTone.Plain,
    };
}
