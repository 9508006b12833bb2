namespace CostCompass.Forecasting;

/// <summary>The days that a forecast is for.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The day after the last one.</param>
/// <param name="FirstDayShare">The share of the first day that is still to come, from 0 to 1; 1 when it has not begun.</param>
public readonly record struct ForecastHorizon(DateOnly From, DateOnly To, double FirstDayShare = 1d)
{
    /// <summary>The number of days, the first one as far as it is still to come.</summary>
    public double Days => To > From ? To.DayNumber - From.DayNumber - 1 + FirstDayShare : 0d;

    /// <summary>A month of the calendar.</summary>
    /// <param name="year">The year.</param>
    /// <param name="month">The month, from 1 to 12.</param>
    public static ForecastHorizon OfMonth(int year, int month)
    {
        var from = new DateOnly(year, month, 1);
        return new ForecastHorizon(from, from.AddMonths(1));
    }

    /// <summary>The month after the one that holds a day.</summary>
    /// <param name="day">A day of the current month.</param>
    public static ForecastHorizon NextMonth(DateOnly day)
    {
        DateOnly next = day.AddMonths(1);
        return OfMonth(next.Year, next.Month);
    }

    /// <summary>What is left of a month.</summary>
    /// <param name="today">The current day.</param>
    /// <param name="shareLeft">The share of the current day that is still to come.</param>
    public static ForecastHorizon RestOfMonth(DateOnly today, double shareLeft = 1d) =>
        new(today, new DateOnly(today.Year, today.Month, 1).AddMonths(1), shareLeft);
}
