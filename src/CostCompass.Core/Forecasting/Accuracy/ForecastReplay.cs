namespace CostCompass.Forecasting;

/// <summary>Replays an account's own history: what each method would have said at earlier origins, against what came.</summary>
public static class ForecastReplay
{
    /// <summary>The fewest days before an origin that is replayed.</summary>
    public const int LeastHistory = 14;

    /// <summary>
    /// Forecasts totals of as many days as asked for from rolling origins, each from the days before it only. Spans of
    /// which less than nine tenths are covered are left out, since nobody knows what they cost.
    /// </summary>
    /// <param name="history">The observed days of one series.</param>
    /// <param name="origin">The first day that is not known: it and every later one are left out.</param>
    /// <param name="method">The method that is replayed.</param>
    /// <param name="windowDays">The trailing days of the trailing average.</param>
    /// <param name="horizonDays">The length of the spans that are forecast.</param>
    /// <param name="stepDays">The days from one origin to the next.</param>
    /// <param name="confidenceLevel">The confidence level of the intervals, between 0 and 1.</param>
    /// <returns>One row per origin, the earliest first. Empty when the history is too short.</returns>
    public static IReadOnlyList<ReplayedForecast> Run(
        IReadOnlyList<ObservedDay> history,
        DateOnly origin,
        ForecastMethod method,
        int windowDays = 7,
        int horizonDays = 30,
        int stepDays = 7,
        decimal confidenceLevel = 0.80m)
    {
        ObservedDay[] known = Newest(history, origin);
        return Run(known, _ => known, origin, method, windowDays, horizonDays, stepDays, confidenceLevel);
    }

    /// <summary>
    /// Replays a method over a history of readings. At each origin the days before it are those that could
    /// be known then: what was read only after the origin is in the outcomes alone.
    /// </summary>
    /// <inheritdoc cref="Run(IReadOnlyList{ObservedDay}, DateOnly, ForecastMethod, int, int, int, decimal)"/>
    public static IReadOnlyList<ReplayedForecast> Run(
        ObservedHistory history,
        DateOnly origin,
        ForecastMethod method,
        int windowDays = 7,
        int horizonDays = 30,
        int stepDays = 7,
        decimal confidenceLevel = 0.80m) =>
        Run(Newest(history.Days, origin), history.KnownOn, origin, method, windowDays, horizonDays, stepDays, confidenceLevel);

    /// <summary>Replays a method and sums the replay up.</summary>
    /// <inheritdoc cref="Run(IReadOnlyList{ObservedDay}, DateOnly, ForecastMethod, int, int, int, decimal)"/>
    /// <returns>The accuracy; null when the history is too short for one origin.</returns>
    public static ReplayedAccuracy? Measure(
        IReadOnlyList<ObservedDay> history,
        DateOnly origin,
        ForecastMethod method,
        int windowDays = 7,
        int horizonDays = 30,
        int stepDays = 7,
        decimal confidenceLevel = 0.80m) =>
        ReplayedAccuracy.Of(method, Run(history, origin, method, windowDays, horizonDays, stepDays, confidenceLevel), confidenceLevel);

    /// <inheritdoc cref="Measure(IReadOnlyList{ObservedDay}, DateOnly, ForecastMethod, int, int, int, decimal)"/>
    public static ReplayedAccuracy? Measure(
        ObservedHistory history,
        DateOnly origin,
        ForecastMethod method,
        int windowDays = 7,
        int horizonDays = 30,
        int stepDays = 7,
        decimal confidenceLevel = 0.80m) =>
        ReplayedAccuracy.Of(method, Run(history, origin, method, windowDays, horizonDays, stepDays, confidenceLevel), confidenceLevel);

    private static ObservedDay[] Newest(IEnumerable<ObservedDay> history, DateOnly origin)
    {
        DateOnly earliest = origin.AddDays(-ForecastHistory.MaximumDays);
        return [.. history.Where(day => day.Date >= earliest && day.Date < origin && day.Coverage > 0m).OrderBy(day => day.Date)];
    }

    private static List<ReplayedForecast> Run(
        ObservedDay[] days,
        Func<DateOnly, IReadOnlyList<ObservedDay>> knownOn,
        DateOnly origin,
        ForecastMethod method,
        int windowDays,
        int horizonDays,
        int stepDays,
        decimal confidenceLevel)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(horizonDays);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepDays);
        var replayed = new List<ReplayedForecast>();
        if (days.Length == 0)
        {
            return replayed;
        }

        for (DateOnly start = origin.AddDays(-horizonDays); start >= days[0].Date.AddDays(LeastHistory); start = start.AddDays(-stepDays))
        {
            var horizon = new ForecastHorizon(start, start.AddDays(horizonDays));
            if (Outcome(days, horizon) is { } outcome
                && SpendForecaster.Create(knownOn(start), start, method, windowDays) is { } forecaster)
            {
                replayed.Add(new ReplayedForecast(horizon, forecaster.Total(horizon, confidenceLevel), outcome));
            }
        }

        replayed.Reverse();
        return replayed;
    }

    // What is not covered is filled in at the rate of the rest of the span.
    private static decimal? Outcome(ObservedDay[] days, ForecastHorizon horizon)
    {
        const decimal LeastCovered = 0.9m;
        decimal amount = 0m;
        decimal covered = 0m;
        foreach (ObservedDay day in days)
        {
            if (day.Date >= horizon.From && day.Date < horizon.To)
            {
                amount += day.Amount;
                covered += day.Coverage;
            }
        }

        decimal length = horizon.To.DayNumber - horizon.From.DayNumber;
        return covered >= LeastCovered * length ? amount * length / covered : null;
    }
}
