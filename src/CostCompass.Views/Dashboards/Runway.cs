using CostCompass.Views.Charts;

namespace CostCompass.Views.Dashboards;

/// <summary>The urgency of a run-out date.</summary>
public static class Runway
{
    /// <summary>A balance that lasts for fewer days than this runs out soon.</summary>
    public const int NearDays = 7;

    /// <summary>A balance that lasts for fewer days than this needs attention.</summary>
    public const int SoonDays = 14;

    /// <summary>The tone of a run-out date.</summary>
    /// <param name="runsOutAt">The run-out date, or null if none is expected.</param>
    /// <param name="asOf">The current time.</param>
    public static ChartTone ToneOf(DateTimeOffset? runsOutAt, DateTimeOffset asOf) => (runsOutAt - asOf)?.TotalDays switch
    {
        < NearDays => ChartTone.Warning,
        < SoonDays => ChartTone.Caution,
        _ => ChartTone.Plain,
    };
}
