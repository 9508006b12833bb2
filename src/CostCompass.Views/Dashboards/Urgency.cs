using CostCompass.Views.Charts;

namespace CostCompass.Views.Dashboards;

/// <summary>The tone that shows how urgent a run-out date or the status of a budget is.</summary>
public static class Urgency
{
    /// <summary>A balance that lasts for fewer days than this is nearly used up.</summary>
    public const int NearDays = 7;

    // A balance that lasts for fewer days than this needs attention.
    private const int SoonDays = 14;

    /// <summary>The tone of a run-out date.</summary>
    /// <param name="runsOutAt">The run-out date, or null if none is expected.</param>
    /// <param name="asOf">The current time.</param>
    public static ChartTone Of(DateTimeOffset? runsOutAt, DateTimeOffset asOf) => (runsOutAt - asOf)?.TotalDays switch
    {
        < NearDays => ChartTone.Warning,
        < SoonDays => ChartTone.Caution,
        _ => ChartTone.Plain,
    };

    /// <summary>The tone in which a budget is shown.</summary>
    /// <param name="state">The state of the budget.</param>
    public static ChartTone Of(BudgetState state) => state switch
    {
        BudgetState.Exceeded => ChartTone.Warning,
        BudgetState.Forecast or BudgetState.Stale or BudgetState.Unknown => ChartTone.Caution,
        _ => ChartTone.Plain,
    };
}
