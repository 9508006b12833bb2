namespace CostCompass.Forecasting;

/// <summary>Replays an account's own history: compares the forecasts of a method at earlier origins with the outcomes.</summary>
public static class ForecastReplay
{
    /// <summary>The minimum number of days before an origin.</summary>
    public const int LeastHistory = 14;

    /// <summary>
    /// Forecasts totals of the specified number of days from rolling origins, each only from the days before it. Spans with a coverage below
    /// nine tenths are left out, because their cost is unknown.
    /// </summary>
    /// <param name="history">The observed days of one series.</param>
    /// <param name="origin">The first unknown day. It and all later days are ignored.</param>
    /// <param name="method">The method to replay.</param>
    /// <param name="windowDays">The number of trailing days of the trailing average.</param>
    /// <param name="horizonDays">The length of the forecast spans.</param>
    /// <param name="stepDays">The number of days between two origins.</param>
    /// <param name="confidenceLevel">The confidence level of the intervals, between 0 and 1.</param>
    /// <returns>One row per origin, the earliest first. Empty if the history is too short.</returns>
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
    /// Replays a method over a history of readings. At each origin, only the data that was known at that time is used for the forecast: later
    /// readings affect the outcomes only.
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

    /// <summary>Replays a method and summarizes the result.</summary>
    /// <inheritdoc cref="Run(IReadOnlyList{ObservedDay}, DateOnly, ForecastMethod, int, int, int, decimal)"/>
    /// <returns>The accuracy, or null if the history is too short for one origin.</returns>
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

    // The missing part is filled in at the rate of the rest of the span.
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
