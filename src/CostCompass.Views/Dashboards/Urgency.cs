using CostCompass.Views.Charts;

namespace CostCompass.Views.Dashboards;

/// <summary>The tone that says how pressing something is: that a balance runs out, or how a budget stands.</summary>
public static class Urgency
{
    /// <summary>A balance that lasts for fewer days than this is near its end.</summary>
    public const int NearDays = 7;

    // A balance that lasts for fewer days than this asks for a look.
    private const int SoonDays = 14;

    /// <summary>The tone in which a run-out is shown.</summary>
    /// <param name="runsOutAt">The instant; null when it is not to be expected.</param>
    /// <param name="asOf">The present.</param>
    public static ChartTone Of(DateTimeOffset? runsOutAt, DateTimeOffset asOf) => (runsOutAt - asOf)?.TotalDays switch
    {
        < NearDays => ChartTone.Warning,
        < SoonDays => ChartTone.Caution,
        _ => ChartTone.Plain,
    };

    /// <summary>The tone in which a budget is shown.</summary>
    /// <param name="state">How it stands.</param>
    public static ChartTone Of(BudgetState state) => state switch
    {
        BudgetState.Exceeded => ChartTone.Warning,
        BudgetState.Forecast or BudgetState.Stale or BudgetState.Unknown => ChartTone.Caution,
        _ => ChartTone.Plain,
    };
}
