namespace CostCompass.Forecasting;

/// <summary>What a forecast of one series is asked for.</summary>
/// <param name="Series">The series.</param>
/// <param name="AsOf">The present: its month is the current one.</param>
/// <param name="LastReading">The last reading by then. Nothing after it is known, and the forecast goes on from it.</param>
/// <param name="Calendar">The calendar whose days and months count.</param>
/// <param name="Month">The first day of the month to forecast; null for the month after <paramref name="AsOf"/>.</param>
/// <param name="WindowDays">The number of trailing days behind the burn.</param>
/// <param name="Method">How the forecast is made.</param>
/// <param name="ConfidenceLevel">The probability in percent with which the interval is meant to hold.</param>
public sealed record ForecastRequest(
    BalanceSeriesKey Series,
    DateTimeOffset AsOf,
    LastReading LastReading,
    ZoneCalendar Calendar,
    DateOnly? Month = null,
    int WindowDays = 7,
    ForecastMethod Method = ForecastMethod.TrailingAverage,
    int ConfidenceLevel = 80)
{
    /// <summary>
    /// Whether only the figures are asked for, and no interval around them: with the trailing average they need no more than
    /// the trailing days and the current month.
    /// </summary>
    public bool IsPointOnly { get; init; }

    /// <summary>Whether the days of the history are learned from: for the interval, and by the adaptive method for the figures too.</summary>
    internal bool NeedsModel => !IsPointOnly || Method != ForecastMethod.TrailingAverage;

    /// <summary>The first instant of the history that a forecast reads. What is older changes nothing.</summary>
    public DateTimeOffset HistoryFrom => NeedsModel
        ? LastReading.At.AddDays(-(ForecastHistory.MaximumDays + 1))
        : Instant.Earlier(TrailingFrom, MonthStart);

    /// <summary>The start of the trailing days, which end with the last reading.</summary>
    internal DateTimeOffset TrailingFrom => LastReading.At.AddDays(-WindowDays);

    /// <summary>The first instant of the current month.</summary>
    internal DateTimeOffset MonthStart => Calendar.StartOf(AsOf, CalendarUnit.Month);

    /// <summary>The first instant of the current month of which nothing is known: that of the last reading, or the start of the month.</summary>
    internal DateTimeOffset UnknownFrom => Instant.Later(LastReading.At, MonthStart);
}
