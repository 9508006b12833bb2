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
        DateTimeOffset asOf = AsOf ?? Now;
        var calendar = new ZoneCalendar(TimeZone);
        WriteRead(Replay(FindSeriesByCurrency(), calendar, asOf));
    }

    private IEnumerable<object> Replay(IReadOnlyList<StoredSeries> found, ZoneCalendar calendar, DateTimeOffset asOf)
    {
        var today = DateOnly.FromDateTime(calendar.ToZone(asOf).Date);
        var reader = new HistoryReader(Store);
        foreach (StoredSeries series in found)
        {
            List<SpendStep> steps = reader.ReadSteps(series.Key, asOf.AddDays(-(ForecastHistory.MaximumDays + 1)), asOf).ToList();
            if (Currency is null && !HistoryReader.EverHeldMoney(series, steps))
            {
                continue;
            }

            var history = new ObservedHistory(steps, calendar, asOf);
            foreach (ForecastMethod method in Method)
            {
                StopToken.ThrowIfCancellationRequested();
                if (ForecastReplay.Measure(history, today, method, WindowDays, HorizonDays, StepDays, ConfidenceLevel / 100m) is { } accuracy)
                {
                    yield return Of(series, accuracy);
                }
                else
                {
                    yield return new WarningRecord(
                        $"The history of the account '{series.Key.Account}' in {series.Key.Currency} is too short to test: it must cover at least {ForecastReplay.LeastHistory} days plus {HorizonDays} days to compare with.");
                    break;
                }
            }
        }
    }

    private CostForecastAccuracy Of(StoredSeries series, ReplayedAccuracy accuracy) => new()
    {
        Account = series.Key.Account.Text,
        Provider = series.Key.Provider,
        Currency = series.Key.Currency,
        Method = accuracy.Method,
        Origins = accuracy.Origins,
        HorizonDays = HorizonDays,
        MeanAbsoluteError = decimal.Round(accuracy.MeanAbsoluteError, 4),
        RelativeError = accuracy.RelativeError is { } error ? decimal.Round(error, 4) : null,
        Bias = accuracy.Bias is { } bias ? decimal.Round(bias, 4) : null,
        IntervalCoverage = decimal.Round(accuracy.IntervalCoverage, 4),
        IntervalScore = accuracy.IntervalScore is { } score ? decimal.Round(score, 4) : null,
        ConfidenceLevel = ConfidenceLevel,
    };
}
