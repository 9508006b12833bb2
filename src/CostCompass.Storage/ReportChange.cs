namespace CostCompass.Storage;

/// <summary>The change of one series by a report.</summary>
/// <param name="Series">The series.</param>
/// <param name="IsNew">Whether it is the first report of the series.</param>
/// <param name="Before">The sum that was known of the report's span before.</param>
/// <param name="After">The sum that is known of it now.</param>
/// <param name="Added">The number of new or changed costs.</param>
/// <param name="Replaced">The number of costs that were replaced.</param>
public sealed record ReportChange(BalanceSeriesKey Series, bool IsNew, decimal Before, decimal After, int Added, int Replaced)
{
    /// <summary>The UTC days with earlier costs that no longer have any: a revision, or a report with gaps.</summary>
    public IReadOnlyList<DateOnly> EmptiedDays { get; init; } = [];
}
