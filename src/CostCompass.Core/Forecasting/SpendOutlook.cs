namespace CostCompass.Forecasting;

/// <summary>
/// The forecast of future days from the history of one series. With the trailing average, the point is exactly the burn rate multiplied by the
/// days, and the model determines the interval around it. With the adaptive method, the model determines both.
/// </summary>
internal sealed class SpendOutlook
{
    private const decimal LongestDays = 3652m;

    private readonly ForecastRequest _request;
    private readonly decimal _perDay;
    private readonly DateOnly _lastDay;
    private readonly bool _isEarly;
    private readonly SpendForecaster? _forecaster;

    /// <summary>Reads the history.</summary>
    /// <param name="request">The forecast request.</param>
    /// <param name="days">The completed days of the series.</param>
    /// <param name="perDay">The burn rate of the trailing days.</param>
    /// <param name="isEarly">Whether less than a day is observed, so that there is no day for the model to use.</param>
    public SpendOutlook(ForecastRequest request, IReadOnlyList<ObservedDay> days, decimal perDay, bool isEarly)
    {
        _isEarly = isEarly;
        _request = request;
        _perDay = perDay;
        DateTimeOffset month = request.MonthStart;
        _lastDay = new DateOnly(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month));
        DateOnly origin = DayOf(request.LastReading.At);

        // A partly observed day isn't used if it is the only day.
        _forecaster = request.NeedsModel && !isEarly ? SpendForecaster.Create(days, origin, request.Method, request.WindowDays, perDay) : null;
    }

    /// <summary>
    /// Whether there is a day or first spend to use, and an interval was requested. Otherwise the bounds are unknown, and those returned here equal
    /// the point.
    /// </summary>
    public bool HasInterval => _forecaster is not null || HasEarlyInterval;

    private bool HasEarlyInterval => _isEarly && _perDay > 0m && _request.NeedsModel;

    private decimal Level => _request.ConfidenceLevel / 100m;

    /// <summary>The usage of a month that hasn't started.</summary>
    /// <param name="month">A day of the month.</param>
    /// <param name="level">The confidence level, or null for the requested one.</param>
    public HorizonForecast Month(DateOnly month, decimal? level = null) =>
        Total(ForecastHorizon.OfMonth(month.Year, month.Month), DateTime.DaysInMonth(month.Year, month.Month), level ?? Level);

    /// <summary>The usage of the unknown part of the current month: from the last reading or the start of the month, whichever is later, to its end.</summary>
    /// <param name="level">The confidence level, or null for the requested one.</param>
    public HorizonForecast RestOfMonth(decimal? level = null) => Between(_request.UnknownFrom, _lastDay, level ?? Level);

    /// <summary>The usage of the unknown part of the current month, up to the end of a day.</summary>
    /// <param name="last">The day, not before the first day that isn't fully known.</param>
    public HorizonForecast Until(DateOnly last) => Between(_request.UnknownFrom, last, Level);

    /// <summary>The usage from the last reading to the end of the current month, even if the reading is in an earlier month.</summary>
    public HorizonForecast SinceLastReading() => Between(_request.LastReading.At, _lastDay, Level);

    private HorizonForecast Between(DateTimeOffset from, DateOnly last, decimal level)
    {
        ZoneCalendar calendar = _request.Calendar;
        DateTimeOffset dayStart = calendar.StartOf(from, CalendarUnit.Day);
        DateTimeOffset dayEnd = calendar.Next(dayStart, CalendarUnit.Day);
        DateTimeOffset end = calendar.FirstInstantOf(last.AddDays(1).ToDateTime(TimeOnly.MinValue));
        double shareLeft = (double)(dayEnd - from).Ticks / (dayEnd - dayStart).Ticks;
        return Total(new ForecastHorizon(DayOf(from), last.AddDays(1), shareLeft), (end - from).InDays(), level);
    }

    private DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(_request.Calendar.ToZone(at).Date);

    /// <summary>The run-out date of a balance.</summary>
    /// <param name="balance">The balance at the last reading.</param>
    public RunOut RunsOut(decimal balance)
    {
        DateTimeOffset seen = _request.Calendar.ToZone(_request.LastReading.At);
        RunOut modelled = _forecaster?.RunsOut(balance, seen, Level) ?? default;
        if (_request.Method == ForecastMethod.Adaptive && _forecaster is not null)
        {
            return modelled;
        }

        decimal? days = _perDay > 0m ? Math.Max(0m, balance) / _perDay : null;
        if (HasEarlyInterval)
        {
            decimal factor = FirstDay.Factor(Level);
            modelled = new RunOut(null, After(days / factor), After(days * factor));
        }

        // The model's limit is ten years. A later run-out date isn't meaningful.
        if (After(days) is not { } at)
        {
            return modelled with { At = null };
        }

        // The model has a resolution of a second, and its bounds are relative to its own run-out date.
        return new RunOut(
            at,
            modelled.Early is { } early ? Instant.Earlier(early, at) : _forecaster is null ? null : at,
            modelled.Late is { } late ? Instant.Later(late, at) : null);

        DateTimeOffset? After(decimal? count) => count is <= LongestDays ? seen.AddTicks((long)(count.Value * TimeSpan.TicksPerDay)) : null;
    }

    private HorizonForecast Total(ForecastHorizon horizon, decimal days, decimal level)
    {
        decimal point = _perDay * days;
        if (HasEarlyInterval)
        {
            decimal factor = FirstDay.Factor(level);
            return new HorizonForecast(point, point / factor, point * factor);
        }

        if (_forecaster?.Total(horizon, level) is not { } modelled)
        {
            return new HorizonForecast(point, point, point);
        }

        return _request.Method == ForecastMethod.Adaptive
            ? modelled
            : new HorizonForecast(point, Math.Min(modelled.Low, point), Math.Max(modelled.High, point));
    }
}
