using System.Management.Automation;

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
}
