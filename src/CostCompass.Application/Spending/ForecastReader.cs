namespace CostCompass.Application;

/// <summary>Forecasts accounts from their histories, and measures how accurate past forecasts would have been.</summary>
/// <param name="store">The store.</param>
/// <param name="asOf">The time up to which data is known.</param>
/// <param name="calendar">The calendar of days and months.</param>
public sealed class ForecastReader(SqlCostStore store, DateTimeOffset asOf, ZoneCalendar calendar)
{
    /// <summary>The number of trailing days from which the burn rate is calculated.</summary>
    public required int WindowDays { get; init; }

    /// <summary>The probability of the confidence interval, in percent.</summary>
    public required int ConfidenceLevel { get; init; }

    /// <summary>The requested currency. Without one, currencies that never had a balance are skipped.</summary>
    public string? Currency { get; init; }

    /// <summary>The forecasts of series, and a <see cref="ReadWarning"/> for each one without.</summary>
    /// <param name="found">The series.</param>
    /// <param name="month">The month to forecast, or null for the next one.</param>
    /// <param name="method">The forecast method.</param>
    /// <param name="maximumAge">How old the last reading of an account can be before its figures are stale.</param>
    public IEnumerable<object> Forecast(IReadOnlyList<StoredSeries> found, DateOnly? month, ForecastMethod method, TimeSpan maximumAge)
    {
        var reader = new HistoryReader(store);
        foreach (StoredSeries series in found)
        {
            if (reader.ReadBasis(
                series,
                asOf,
                maximumAge,
                last => new ForecastRequest(series.Key, asOf, last, calendar, month, WindowDays, method, ConfidenceLevel)) is not var (request, basis))
            {
                yield return new ReadWarning(NoForecast(series, [], asOf));
                continue;
            }

            if (Currency is null && !HistoryReader.EverHeldMoney(series, basis.HeldMoney))
            {
                // DeepSeek lists a second currency at 0.00 for accounts that never used it.
                continue;
            }

            CostForecast? forecast = MonthForecast.Of(request, basis, reader.FirstSeen(series.Key, asOf));
            yield return forecast is not null ? forecast : new ReadWarning(NoForecast(series, basis.Recent, asOf));
        }
    }

    /// <summary>How accurate past forecasts of series would have been, and a <see cref="ReadWarning"/> for each history that is too short.</summary>
    /// <param name="found">The series.</param>
    /// <param name="methods">The methods to replay.</param>
    /// <param name="horizonDays">The length of each forecast.</param>
    /// <param name="stepDays">The number of days between the starts of two forecasts.</param>
    /// <param name="stop">Cancelled when the user stops the command.</param>
    public IEnumerable<object> Replay(
        IReadOnlyList<StoredSeries> found, IReadOnlyList<ForecastMethod> methods, int horizonDays, int stepDays, CancellationToken stop)
    {
        var today = DateOnly.FromDateTime(calendar.ToZone(asOf).Date);
        var reader = new HistoryReader(store);
        foreach (StoredSeries series in found)
        {
            List<SpendStep> steps = reader.ReadBurnSteps(series.Key, asOf.AddDays(-(ForecastHistory.MaximumDays + 1)), asOf).ToList();
            if (Currency is null && !HistoryReader.EverHeldMoney(series, steps))
            {
                continue;
            }

            var history = new ObservedHistory(steps, calendar, asOf);
            foreach (ForecastMethod method in methods)
            {
                stop.ThrowIfCancellationRequested();
                if (ForecastReplay.Measure(history, today, method, WindowDays, horizonDays, stepDays, ConfidenceLevel / 100m) is { } accuracy)
                {
                    yield return Of(series, accuracy, horizonDays);
                }
                else
                {
                    yield return new ReadWarning(
                        $"The history of the account '{series.Key.Account}' in {series.Key.Currency} is too short to test: it must cover at least {ForecastReplay.LeastHistory} days plus {horizonDays} days to compare with.");
                    break;
                }
            }
        }
    }

    private CostForecastAccuracy Of(StoredSeries series, ReplayedAccuracy accuracy, int horizonDays) => new()
    {
        Account = series.Key.Account.Text,
        Provider = series.Key.Provider,
        Currency = series.Key.Currency,
        Method = accuracy.Method,
        Origins = accuracy.Origins,
        HorizonDays = horizonDays,
        MeanAbsoluteError = decimal.Round(accuracy.MeanAbsoluteError, 4),
        RelativeError = accuracy.RelativeError is { } error ? decimal.Round(error, 4) : null,
        Bias = accuracy.Bias is { } bias ? decimal.Round(bias, 4) : null,
        IntervalCoverage = decimal.Round(accuracy.IntervalCoverage, 4),
        IntervalScore = accuracy.IntervalScore is { } score ? decimal.Round(score, 4) : null,
        ConfidenceLevel = ConfidenceLevel,
    };

    private static string NoForecast(StoredSeries series, IReadOnlyList<SpendStep> steps, DateTimeOffset asOf)
    {
        string account = $"The account '{series.Key.Account}' in {series.Key.Currency} has no forecast";
        if (steps.Count == 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{account}: there are no snapshots up to {asOf.UtcDateTime:yyyy-MM-dd HH:mm}Z.");
        }

        if (steps is [.., { Window.Quality: SpendQuality.Baseline }])
        {
            return $"{account} yet: a forecast needs at least two snapshots. {HistoryReader.NextReading}";
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{account}: the spend in the trailing days is unknown. The last snapshot was taken at {steps[^1].Snapshot.LastSeen.UtcDateTime:yyyy-MM-dd HH:mm}Z. {HistoryReader.NextReading}");
    }
}
