using CostCompass.Balances;
using CostCompass.Spending;

namespace CostCompass.Forecasting;

/// <summary>
/// What the history of one series says about the days to come. With the trailing average the point is the contract, burn x
/// days, to the last digit, and the model gives the interval around it; with the adaptive method the model gives both.
/// </summary>
internal sealed class SpendOutlook
{
    private readonly ForecastRequest _request;
    private readonly decimal _perDay;
    private readonly DateOnly _today;
    private readonly SpendForecaster? _forecaster;

    /// <summary>Reads the history.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="days">The days of the series that ended.</param>
    /// <param name="perDay">The burn of the trailing days.</param>
    /// <param name="today">The day of the forecast, in the calendar asked for.</param>
    public SpendOutlook(ForecastRequest request, IReadOnlyList<ObservedDay> days, decimal perDay, DateOnly today)
    {
        _request = request;
        _perDay = perDay;
        _today = today;

        // Before the first whole day is over there is a burn but no day to learn from.
        _forecaster = request.NeedsModel ? SpendForecaster.Create(days, today, request.Method, request.WindowDays, perDay) : null;
    }

    /// <summary>Whether there is a whole day to learn from, and an interval was asked for. Without one the bounds are unknown, and those given here equal the point.</summary>
    public bool HasInterval => _forecaster is not null;

    private decimal Level => _request.ConfidenceLevel / 100m;

    /// <summary>The usage of a month that has not begun.</summary>
    /// <param name="month">A day of the month.</param>
    public HorizonForecast Month(DateOnly month) =>
        Total(ForecastHorizon.OfMonth(month.Year, month.Month), DateTime.DaysInMonth(month.Year, month.Month));

    /// <summary>The usage from now to the end of the current month.</summary>
    public HorizonForecast RestOfMonth() => Until(new DateOnly(_today.Year, _today.Month, DateTime.DaysInMonth(_today.Year, _today.Month)));

    /// <summary>The usage from now to the end of a day.</summary>
    /// <param name="last">The day: today or a later one.</param>
    public HorizonForecast Until(DateOnly last)
    {
        ZoneCalendar calendar = _request.Calendar;
        DateTimeOffset dayStart = calendar.StartOf(_request.AsOf, CalendarUnit.Day);
        DateTimeOffset dayEnd = calendar.Next(dayStart, CalendarUnit.Day);
        DateTimeOffset end = calendar.FirstInstantOf(last.AddDays(1).ToDateTime(TimeOnly.MinValue));
        double shareLeft = (double)(dayEnd - _request.AsOf).Ticks / (dayEnd - dayStart).Ticks;
        return Total(new ForecastHorizon(_today, last.AddDays(1), shareLeft), (end - _request.AsOf).InDays());
    }

    /// <summary>When a balance reaches zero.</summary>
    /// <param name="balance">The balance.</param>
    /// <param name="since">The instant at which it was last seen.</param>
    public RunOut RunsOut(decimal balance, DateTimeOffset since)
    {
        DateTimeOffset seen = _request.Calendar.ToZone(since);
        RunOut modelled = _forecaster?.RunsOut(balance, seen, Level) ?? default;
        if (_request.Method == ForecastMethod.Adaptive && _forecaster is not null)
        {
            return modelled;
        }

        // Ten years, as the model has it: beyond that an instant says nothing.
        decimal? days = _perDay > 0m ? Math.Max(0m, balance) / _perDay : null;
        if (days is not <= 3652m)
        {
            return modelled with { At = null };
        }

        // The model has the instant to the second only, and its bounds lie around that one.
        DateTimeOffset at = seen.AddTicks((long)(days.Value * TimeSpan.TicksPerDay));
        return new RunOut(
            at,
            modelled.Early is { } early ? Instant.Earlier(early, at) : _forecaster is null ? null : at,
            modelled.Late is { } late ? Instant.Later(late, at) : null);
    }

    private HorizonForecast Total(ForecastHorizon horizon, decimal days)
    {
        decimal point = _perDay * days;
        if (_forecaster?.Total(horizon, Level) is not { } modelled)
        {
            return new HorizonForecast(point, point, point);
        }

        return _request.Method == ForecastMethod.Adaptive
            ? modelled
            : new HorizonForecast(point, Math.Min(modelled.Low, point), Math.Max(modelled.High, point));
    }
}
