namespace CostCompass.Forecasting;

/// <summary>Converts time spans to days.</summary>
internal static class DayCount
{
    /// <summary>The length of a span in days of 24 hours.</summary>
    /// <param name="span">The span.</param>
    public static decimal InDays(this TimeSpan span) => (decimal)span.Ticks / TimeSpan.TicksPerDay;
}
