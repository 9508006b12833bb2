namespace CostCompass.Forecasting;

/// <summary>The parameters of a forecast of one series.</summary>
/// <param name="Series">The series.</param>
/// <param name="AsOf">The current time. Its month is the current one.</param>
/// <param name="LastReading">The last reading by that time. The forecast starts there.</param>
/// <param name="Calendar">The calendar for days and months.</param>
/// <param name="Month">The first day of the month to forecast, or null for the month after <paramref name="AsOf"/>.</param>
/// <param name="WindowDays">The number of trailing days for the burn rate.</param>
/// <param name="Method">The forecast method.</param>
/// <param name="ConfidenceLevel">The confidence level of the interval, in percent.</param>
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
    /// Whether only the figures are needed, without intervals. With the trailing average, these need only the trailing days and the current
    /// month.
    /// </summary>
    public bool IsPointOnly { get; init; }

    /// <summary>Whether the forecast uses the days of the history: for the interval, and with the adaptive method also for the figures.</summary>
    internal bool NeedsModel => !IsPointOnly || Method != ForecastMethod.TrailingAverage;

    /// <summary>The start of the history that a forecast reads. Older data has no effect.</summary>
    public DateTimeOffset HistoryFrom => NeedsModel
        ? LastReading.At.AddDays(-(ForecastHistory.MaximumDays + 1))
        : Instant.Earlier(TrailingFrom, MonthStart);

    /// <summary>The start of the trailing days, which end with the last reading.</summary>
    internal DateTimeOffset TrailingFrom => LastReading.At.AddDays(-WindowDays);

    /// <summary>The start of the current month.</summary>
    internal DateTimeOffset MonthStart => Calendar.StartOf(AsOf, CalendarUnit.Month);

    /// <summary>The start of the unknown part of the current month: the last reading or the start of the month, whichever is later.</summary>
    internal DateTimeOffset UnknownFrom => Instant.Later(LastReading.At, MonthStart);
}
