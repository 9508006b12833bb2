using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Replays an account's own history: what each method would have forecast week by week, knowing nothing of what came after,
/// against what came. Shows the error, the bias, and how often the interval held.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "CostForecast", HelpUri = HelpPage.Folder + "Test-CostForecast.md")]
[OutputType(typeof(CostForecastAccuracy))]
public sealed class TestCostForecastCommand : ForecastCmdlet
{
    /// <summary>The methods to replay. All of them by default.</summary>
    [Parameter]
    public ForecastMethod[] Method { get; set; } = [ForecastMethod.TrailingAverage, ForecastMethod.Adaptive];

    /// <summary>The length of the spans that are forecast, in days. 30 by default.</summary>
    [Parameter]
    [ValidateRange(1, 92)]
    public int HorizonDays { get; set; } = 30;

    /// <summary>The days from one origin to the next. 7 by default.</summary>
    [Parameter]
    [ValidateRange(1, 92)]
    public int StepDays { get; set; } = 7;

    /// <summary>Nothing after this instant is looked at. Now by default.</summary>
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
                        $"The history of the account '{series.Key.Account}' in {series.Key.Currency} is too short to replay: it takes {ForecastReplay.LeastHistory} days and {HorizonDays} more to compare with.");
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
        ConfidenceLevel = ConfidenceLevel,
    };
}
