namespace CostCompass.Forecasting;

/// <summary>Forecasts the spend of one series of days from what was known at an origin.</summary>
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

    /// <summary>How the point forecast is made.</summary>
    public ForecastMethod Method { get; }

    /// <summary>The number of days behind the forecast; a partly covered one counts as the part.</summary>
    public double DaysObserved { get; }

    /// <summary>Reads a history.</summary>
    /// <param name="history">The observed days of one series, in any order. Only the newest <see cref="ForecastHistory.MaximumDays"/> before the origin are read.</param>
    /// <param name="origin">The first day that is not known, usually today: it and every later one are left out.</param>
    /// <param name="method">How the point forecast is made.</param>
    /// <param name="windowDays">The trailing days of the trailing average.</param>
    /// <param name="burnPerDay">The burn of the trailing average where it is known to the instant; if null it is that of the last whole days.</param>
    /// <returns>The forecaster; null when nothing is observed.</returns>
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

    /// <summary>The same forecaster with another constant, to measure what the constant is worth.</summary>
    /// <param name="perDayVariance">How far the level may change per variance of the days.</param>
    internal SpendForecaster WithLevelChange(double perDayVariance) =>
        new(_model.WithLevelChange(perDayVariance), Method, _burn, DaysObserved);

    /// <summary>Forecasts a total.</summary>
    /// <param name="horizon">The days, none of them before the origin.</param>
    /// <param name="confidenceLevel">The probability that the outcome is to lie inside the interval, between 0 and 1.</param>
    /// <returns>The forecast. The interval always holds the point.</returns>
    public HorizonForecast Total(ForecastHorizon horizon, decimal confidenceLevel = 0.80m)
    {
        double tail = Tail(confidenceLevel);
        ModelSpan span = _model.Span(horizon);
        double point = Point(horizon.Days, span);
        TotalDistribution total = _model.Total(span);

        // Where the point lies in a tail, the interval moves there and keeps its probability: to stretch it would be to claim less than asked for.
        double inside = 1d - (2d * tail);
        double below = total.Cumulative(point);
        double start = Math.Clamp(tail, below - inside, below);
        double low = start < tail ? point : total.Quantile(start);
        double high = start > tail ? point : total.Quantile(start + inside);
        return new HorizonForecast((decimal)point, (decimal)Math.Min(low, point), (decimal)Math.Max(high, point));
    }

    /// <summary>Forecasts when a balance reaches zero: the end of the span whose total is the balance.</summary>
    /// <param name="balance">The balance at the instant.</param>
    /// <param name="asOf">The instant, on the day of the origin, with the offset of the time zone.</param>
    /// <param name="confidenceLevel">The probability that the end is to lie between the early and the late bound, between 0 and 1.</param>
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
        // Spend never falls, so that a balance has run out by a day exactly when the total until then has reached it.
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
