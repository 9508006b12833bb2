namespace CostCompass.Storage;

/// <summary>What a report has changed in one series.</summary>
/// <param name="Series">The series.</param>
/// <param name="IsNew">Whether there was no report of it before.</param>
/// <param name="Before">The sum of what was known of the report's span before.</param>
/// <param name="After">The sum of what is known of it now.</param>
/// <param name="Added">How many costs are new or other than before.</param>
/// <param name="Replaced">How many costs of before no longer hold.</param>
public sealed record ReportChange(BalanceSeriesKey Series, bool IsNew, decimal Before, decimal After, int Added, int Replaced)
{
    /// <summary>The days in UTC on which something was billed before and nothing is billed any more: a revision, or a report with gaps.</summary>
    public IReadOnlyList<DateOnly> EmptiedDays { get; init; } = [];
}
