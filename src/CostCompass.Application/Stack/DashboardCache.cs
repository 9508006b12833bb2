using CostCompass.Views.Dashboards;

namespace CostCompass.Application;

/// <summary>
/// The data of a prompt line, cached for the next prompt: prompts are frequent, and the data changes only with the store, or slowly
/// with time.
/// </summary>
/// <param name="Store">The store.</param>
/// <param name="Mark">The change mark of the store before the data was read.</param>
/// <param name="Question">The requested figures.</param>
/// <param name="Data">The data.</param>
public sealed record DashboardCache(SqlCostStore Store, string Mark, StackQuestion Question, DashboardData Data)
{
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(5);

    /// <summary>Whether the data is still valid for a request.</summary>
    /// <param name="store">The current store.</param>
    /// <param name="mark">The change mark of the store.</param>
    /// <param name="question">The requested figures.</param>
    /// <param name="now">The current time.</param>
    public bool Answers(SqlCostStore store, string? mark, StackQuestion question, DateTimeOffset now)
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
}
