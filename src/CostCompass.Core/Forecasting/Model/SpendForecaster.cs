namespace CostCompass.Forecasting;

/// <summary>Forecasts the spend of one series of days from the data that is known at an origin.</summary>
public sealed class SpendForecaster
{
    private const double LongestDays = 3652d;
    private const double DayPrecision = 1e-4;

    private readonly SpendModel _model;
    private readonly double? _burn;

    private SpendForecaster(SpendModel model, ForecastMethod method, double? burn, double daysObserved)
    {
        _model = model;
        _burn = burn;
        Method = method;
        DaysObserved = daysObserved;
    }

    /// <summary>The method of the point forecast.</summary>
    public ForecastMethod Method { get; }

    /// <summary>The number of days in the forecast basis. A partly covered day counts as its covered part.</summary>
    public double DaysObserved { get; }

    /// <summary>Reads a history.</summary>
    /// <param name="history">The observed days of one series, in any order. Only the newest <see cref="ForecastHistory.MaximumDays"/> before the origin are read.</param>
    /// <param name="origin">The first unknown day, usually today. It and all later days are ignored.</param>
    /// <param name="method">The method of the point forecast.</param>
    /// <param name="windowDays">The number of trailing days of the trailing average.</param>
    /// <param name="burnPerDay">The exact burn rate of the trailing average, or null for the burn rate of the last whole days.</param>
    /// <returns>The forecaster, or null if nothing is observed.</returns>
    public static SpendForecaster? Create(
        IEnumerable<ObservedDay> history,
        DateOnly origin,
        ForecastMethod method = ForecastMethod.TrailingAverage,
        int windowDays = 7,
        decimal? burnPerDay = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(windowDays);
        DailySeries series = DailySeries.Before(history, origin);
        if (series.Length == 0)
        {
            return null;
        }

        double? burn = method == ForecastMethod.Adaptive ? null : (double?)burnPerDay ?? series.TrailingRate(windowDays);
        return new SpendForecaster(SpendModel.Fit(series), method, burn, series.Observed);
    }

    /// <summary>Forecasts a total.</summary>
    /// <param name="horizon">The days, which can't be before the origin.</param>
    /// <param name="confidenceLevel">The probability that the outcome is within the interval, between 0 and 1.</param>
    /// <returns>The forecast. The interval always includes the point.</returns>
    public HorizonForecast Total(ForecastHorizon horizon, decimal confidenceLevel = 0.80m)
    {
        double tail = Tail(confidenceLevel);
        ModelSpan span = _model.Span(horizon);
        double point = Point(horizon.Days, span);
        TotalDistribution total = _model.Total(span);

        // If the point is in a tail, the interval is moved and not extended, so that it keeps the requested probability.
        double inside = 1d - (2d * tail);
        double below = total.Cumulative(point);
        double start = Math.Clamp(tail, below - inside, below);
        double low = start < tail ? point : total.Quantile(start);
        double high = start > tail ? point : total.Quantile(start + inside);
        return new HorizonForecast((decimal)point, (decimal)Math.Min(low, point), (decimal)Math.Max(high, point));
    }

    /// <summary>Forecasts the run-out date of a balance: the end of the span whose total equals the balance.</summary>
    /// <param name="balance">The balance at the specified time.</param>
    /// <param name="asOf">The time, on the day of the origin, with the offset of the time zone.</param>
    /// <param name="confidenceLevel">The probability that the run-out date is between the early and the late bound, between 0 and 1.</param>
    public RunOut RunsOut(decimal balance, DateTimeOffset asOf, decimal confidenceLevel = 0.80m)
    {
        double tail = Tail(confidenceLevel);
        if (balance <= 0m)
        {
            return new RunOut(asOf, asOf, asOf);
        }

        double amount = (double)balance;
        double dayShare = 1d - asOf.TimeOfDay.TotalDays;
        double? at = FirstDay(days => Point(days, _model.SpanFromOrigin(days, dayShare)) >= amount);
        // Total spend never decreases, so a balance has run out by a day exactly if the total by that day has reached it.
        double? early = FirstDay(days => HasRunOut(days) >= tail);
        double? late = FirstDay(days => HasRunOut(days) >= 1d - tail);
        if (at is { } point)
        {
            early = early is { } first ? Math.Min(first, point) : point;
            late = late is { } last ? Math.Max(last, point) : null;
        }

        return new RunOut(After(at), After(early), After(late));

        double HasRunOut(double days) => 1d - _model.Total(_model.SpanFromOrigin(days, dayShare)).Cumulative(amount);

        DateTimeOffset? After(double? days) => days is { } known ? asOf.AddDays(known) : null;
    }

    private static double Tail(decimal confidenceLevel)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(confidenceLevel);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(confidenceLevel, 1m);
        return (1d - (double)confidenceLevel) / 2d;
    }

    private static double? FirstDay(Func<double, bool> hasRunOut)
    {
        double high = 1d;
        while (!hasRunOut(high))
        {
            if (high >= LongestDays)
            {
                return null;
            }

            high = Math.Min(high * 2d, LongestDays);
        }

        double low = 0d;
        while (high - low > DayPrecision)
        {
            double middle = (low + high) / 2d;
            (low, high) = hasRunOut(middle) ? (low, middle) : (middle, high);
        }

        return high;
    }

    private double Point(double days, in ModelSpan span) => _burn is { } burn ? burn * days : _model.Mean(span);
}
