using CostCompass.Views.Dashboards;

namespace CostCompass.Application;

/// <summary>
/// The data of a prompt line, cached for the next prompt: prompts are frequent, and the data changes only with the store, or slowly
/// with time.
/// </summary>
/// <param name="Store">The store.</param>
/// <param name="Mark">The change mark of the store before it was read.</param>
/// <param name="Question">The request.</param>
/// <param name="Data">The data that was read.</param>
public sealed record KeptDashboard(SqlCostStore Store, string Mark, KeptDashboard.DashboardQuestion Question, DashboardData Data)
{
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(5);

    /// <summary>Whether the data is still valid for a request.</summary>
    /// <param name="store">The current store.</param>
    /// <param name="mark">The change mark of the store.</param>
    /// <param name="question">The request.</param>
    /// <param name="now">The current time.</param>
    public bool Answers(SqlCostStore store, string? mark, DashboardQuestion question, DateTimeOffset now)
    {
        DateTimeOffset asOf = Data.Summary.AsOf;
        TimeSpan age = now - asOf;
        return ReferenceEquals(store, Store)
            && mark == Mark
            && question == Question
            && age >= TimeSpan.Zero && age < _longest
            && TimeZoneInfo.ConvertTime(now, question.TimeZone).Date == asOf.Date
            && !(Data.PriceBand?.Until <= now);
    }

    /// <summary>The request for a prompt line.</summary>
    /// <param name="Currency">The currency, or null for the most suitable one.</param>
    /// <param name="TimeZone">The time zone.</param>
    /// <param name="Method">The forecast method.</param>
    /// <param name="WindowDays">The number of trailing days for the burn rate.</param>
    /// <param name="ConfidenceLevel">The confidence level of intervals, in percent.</param>
    /// <param name="MaximumAge">The maximum age of the last reading.</param>
    public sealed record DashboardQuestion(
        string? Currency, TimeZoneInfo TimeZone, ForecastMethod Method, int WindowDays, int ConfidenceLevel, TimeSpan MaximumAge);
}
