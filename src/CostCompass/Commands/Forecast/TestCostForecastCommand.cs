using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Measures how accurate past forecasts of an account would have been. It goes back in the history, forecasts a span of days from
/// what was known at that time, and compares the forecast with the outcome. It repeats this every -StepDays days, once per method.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "CostForecast", HelpUri = HelpPage.Folder + "Test-CostForecast.md")]
[OutputType(typeof(CostForecastAccuracy))]
public sealed class TestCostForecastCommand : ForecastCmdlet
{
    /// <summary>The methods to replay: TrailingAverage, Adaptive or both. The default is both.</summary>
    [Parameter]
    public ForecastMethod[] Method { get; set; } = [ForecastMethod.TrailingAverage, ForecastMethod.Adaptive];

    /// <summary>The length of each forecast in days: 1 to 92. The default is 30.</summary>
    [Parameter]
    [ValidateRange(1, 92)]
    public int HorizonDays { get; set; } = 30;

    /// <summary>The number of days between the starts of two forecasts: 1 to 92. The default is 7.</summary>
    [Parameter]
    [ValidateRange(1, 92)]
    public int StepDays { get; set; } = 7;

    /// <summary>
    /// Ignores everything after this time. The default is now. At the start of each span, the replay knows what Get-CostForecast
    /// -AsOf knows at that time, except that balance events count even before they were recorded.
    /// </summary>
    [Parameter]
    [InstantTransformation]
    public DateTimeOffset? AsOf { get; set; }

    private protected override void Process()
    {
        var reader = new ForecastReader(Store, AsOf ?? Now, new ZoneCalendar(TimeZone)) { WindowDays = WindowDays, ConfidenceLevel = ConfidenceLevel, Currency = Currency };
        WriteRead(reader.Replay(FindSeriesByCurrency(), Method, HorizonDays, StepDays, StopToken));
    }
}
