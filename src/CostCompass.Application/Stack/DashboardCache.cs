using CostCompass.Views.Dashboards;

namespace CostCompass.Application;

/// <summary>
/// The data of a prompt line, cached for the next prompt: prompts are frequent, and the data changes only with the store, or slowly
/// with time.
/// </summary>
/// <param name="Store">The store.</param>
/// <param name="Mark">The mark of its content before it was read.</param>
/// <param name="Question">How it was asked for.</param>
/// <param name="Data">What was read.</param>
public sealed record DashboardCache(SqlCostStore Store, string Mark, StackQuestion Question, DashboardData Data)
{
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(5);

    /// <summary>Whether it still answers a question.</summary>
    /// <param name="store">The store in force.</param>
    /// <param name="mark">The mark of its content.</param>
    /// <param name="question">How it is asked for.</param>
    /// <param name="now">The present.</param>
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
