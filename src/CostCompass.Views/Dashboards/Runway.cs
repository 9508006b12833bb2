using CostCompass.Views.Charts;

namespace CostCompass.Views.Dashboards;

/// <summary>How pressing it is that a balance runs out.</summary>
public static class Runway
{
    /// <summary>A balance that lasts for fewer days than this is near its end.</summary>
    public const int NearDays = 7;

    /// <summary>A balance that lasts for fewer days than this asks for a look.</summary>
    public const int SoonDays = 14;

    /// <summary>The tone in which a run-out is shown.</summary>
    /// <param name="runsOutAt">The instant, or null if it isn't to be expected.</param>
    /// <param name="asOf">The current time.</param>
    public static ChartTone ToneOf(DateTimeOffset? runsOutAt, DateTimeOffset asOf) => (runsOutAt - asOf)?.TotalDays switch
    {
        < NearDays => ChartTone.Warning,
        < SoonDays => ChartTone.Caution,
        _ => ChartTone.Plain,
    };
}
