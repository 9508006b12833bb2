using System.Management.Automation;
using CostCompass.Completion;
using CostCompass.Spending;
using CostCompass.Storage;

namespace CostCompass.Commands;

/// <summary>A command that looks ahead from a history.</summary>
public abstract class ForecastCmdlet : HistoryCmdlet
{
    /// <summary>The number of trailing days behind the burn. 7 by default.</summary>
    [Parameter]
    [ValidateRange(1, 366)]
    public int WindowDays { get; set; } = 7;

    /// <summary>The probability in percent with which the interval is meant to hold the outcome. 80 by default.</summary>
    [Parameter]
    [ValidateRange(50, 99)]
    public int ConfidenceLevel { get; set; } = 80;

    /// <summary>The time zone of days and months, by its IANA or Windows name. The local one by default; DeepSeek bills in UTC.</summary>
    [Parameter]
    [TimeZoneTransformation]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Local;

    /// <summary>Whether a series ever held money. DeepSeek lists a second currency at 0.00 for accounts that never used it.</summary>
    /// <param name="series">The series.</param>
    /// <param name="steps">Its steps.</param>
    private protected static bool EverHeldMoney(StoredSeries series, IReadOnlyList<SpendStep> steps) =>
        !series.HasLevel || series.Newest.Levels.Total != 0m || steps.Any(step => step.Snapshot.Levels.Total != 0m);
}
