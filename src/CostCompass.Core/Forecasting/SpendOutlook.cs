namespace CostCompass.Forecasting;

/// <summary>
/// What the history of one series says about the days to come. With the trailing average the point is the contract, burn x
/// days, to the last digit, and the model gives the interval around it; with the adaptive method the model gives both.
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
    /// <param name="request">What is asked for.</param>
    /// <param name="days">The days of the series that ended.</param>
    /// <param name="perDay">The burn of the trailing days.</param>
    /// <param name="isEarly">Whether less than a day is observed, so that there is no day to learn from.</param>
    public SpendOutlook(ForecastRequest request, IReadOnlyList<ObservedDay> days, decimal perDay, bool isEarly)
    {
        _isEarly = isEarly;
        _request = request;
        _perDay = perDay;
        DateTimeOffset month = request.MonthStart;
        _lastDay = new DateOnly(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month));
        DateOnly origin = DayOf(request.LastReading.At);

        // A day that was observed for a part only is no day to learn from when there is no other.
        _forecaster = request.NeedsModel && !isEarly ? SpendForecaster.Create(days, origin, request.Method, request.WindowDays, perDay) : null;
    }

    /// <summary>Whether there is something to learn from, a day or the first spend, and an interval was asked for. Without one the bounds are unknown, and those given here equal the point.</summary>
    public bool HasInterval => _forecaster is not null || HasEarlyInterval;

    private bool HasEarlyInterval => _isEarly && _perDay > 0m && _request.NeedsModel;

    private decimal Level => _request.ConfidenceLevel / 100m;

    /// <summary>The usage of a month that has not begun.</summary>
    /// <param name="month">A day of the month.</param>
    /// <param name="level">The confidence level; null for the one that was asked for.</param>
    public HorizonForecast Month(DateOnly month, decimal? level = null) =>
        Total(ForecastHorizon.OfMonth(month.Year, month.Month), DateTime.DaysInMonth(month.Year, month.Month), level ?? Level);

    /// <summary>The usage of what is not known of the current month: from the last reading, or from its start where that is later, to its end.</summary>
    /// <param name="level">The confidence level; null for the one that was asked for.</param>
    public HorizonForecast RestOfMonth(decimal? level = null) => Between(_request.UnknownFrom, _lastDay, level ?? Level);

    /// <summary>The usage of what is not known of the current month up to the end of a day.</summary>
    /// <param name="last">The day, not before the first of which something is not known.</param>
    public HorizonForecast Until(DateOnly last) => Between(_request.UnknownFrom, last, Level);

    /// <summary>The usage from the last reading to the end of the current month, also where the reading is of an earlier one.</summary>
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

    /// <summary>When a balance reaches zero.</summary>
    /// <param name="balance">The balance of the last reading.</param>
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

        // Ten years, as the model has it: beyond that an instant says nothing.
        if (After(days) is not { } at)
        {
            return modelled with { At = null };
        }

        // The model has the instant to the second only, and its bounds lie around that one.
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
