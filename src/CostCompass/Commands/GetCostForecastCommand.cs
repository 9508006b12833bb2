using System.Globalization;
using System.Management.Automation;
using CostCompass.Balances;
using CostCompass.Completion;
using CostCompass.Forecasting;
using CostCompass.Sessions;
using CostCompass.Spending;
using CostCompass.Storage;

namespace CostCompass.Commands;

/// <summary>
/// Forecasts a month from the burn of the trailing days: next month = burn per day x days of next month. Beside it the current
/// month, the balance at its end, and when the balance runs out.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CostForecast")]
[OutputType(typeof(CostForecast))]
public sealed class GetCostForecastCommand : ForecastCmdlet
{
    /// <summary>The month to forecast, as yyyy-MM. The month after the current one by default.</summary>
    [Parameter]
    [MonthTransformation]
    public DateOnly? Month { get; set; }

    /// <summary>How the forecast is made. TrailingAverage by default: the burn of the trailing days goes on.</summary>
    [Parameter]
    public ForecastMethod Method { get; set; } = ForecastMethod.TrailingAverage;

    /// <summary>The forecast as it would have been made at this instant. Now by default.</summary>
    [Parameter]
    public DateTimeOffset? AsOf { get; set; }

    private protected override void Process()
    {
        DateTimeOffset asOf = AsOf ?? Now;
        var reader = new HistoryReader(Store);
        foreach (StoredSeries series in FindSeries())
        {
            var request = new ForecastRequest(series.Key, asOf, new ZoneCalendar(TimeZone), Month, WindowDays, Method, ConfidenceLevel);
            List<SpendStep> steps = reader.ReadSteps(series.Key, request.HistoryFrom, asOf).ToList();
            if (Currency is null && !HistoryReader.EverHeldMoney(series, steps))
            {
                // DeepSeek lists a second currency at 0.00 for accounts that never used it.
                continue;
            }

            if (MonthForecast.Of(request, steps, reader.FirstSeen(series.Key, asOf)) is { } forecast)
            {
                WriteObject(forecast);
            }
            else
            {
                WriteWarning(NoForecast(series, steps, asOf, reader));
            }
        }
    }

    private static string NoForecast(StoredSeries series, List<SpendStep> steps, DateTimeOffset asOf, HistoryReader reader)
    {
        string account = $"the account '{series.Key.Account}' in {series.Key.Currency}";
        if (steps.Count == 0 && !(reader.FirstSeen(series.Key, asOf) <= asOf))
        {
            return string.Create(CultureInfo.InvariantCulture, $"There is no forecast of {account}: nothing was observed by {asOf.UtcDateTime:yyyy-MM-dd HH:mm}Z.");
        }

        if (steps is [.., { Window.Quality: SpendQuality.Baseline }])
        {
            return $"There is no forecast of {account} yet: only its baseline is known. The next Update-CostSnapshot makes one.";
        }

        // What is older than all that a forecast reads is the newest reading only when nothing came after it.
        DateTimeOffset last = steps.Count > 0 ? steps[^1].Snapshot.LastSeen : Instant.Earlier(series.Newest.LastSeen, asOf);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"There is no forecast of {account}: nothing is known of the spend in the trailing days. The last reading is of {last.UtcDateTime:yyyy-MM-dd HH:mm}Z; the next one without a top-up beside it makes one.");
    }
}
