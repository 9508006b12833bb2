using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>A command that makes forecasts from a history.</summary>
public abstract class ForecastCmdlet : HistoryCmdlet
{
    /// <summary>The number of trailing days from which the burn rate is calculated. The default is 7.</summary>
    [Parameter]
    [ValidateRange(1, 366)]
    public int WindowDays { get; set; } = 7;

    /// <summary>The probability, in percent, that the confidence interval contains the actual value. The default is 80.</summary>
    [Parameter]
    [ValidateRange(50, 99)]
    public int ConfidenceLevel { get; set; } = 80;

    /// <summary>The time zone of days and months, as an IANA or Windows name. The default is the local time zone. DeepSeek bills in UTC.</summary>
    [Parameter]
    [TimeZoneTransformation]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Local;
}
