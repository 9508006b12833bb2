namespace CostCompass.Forecasting;

/// <summary>The days of a forecast.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The day after the last one.</param>
/// <param name="FirstDayShare">The remaining share of the first day, from 0 to 1. It is 1 if the day hasn't started.</param>
public readonly record struct ForecastHorizon(DateOnly From, DateOnly To, double FirstDayShare = 1d)
{
    /// <summary>The number of days, including the remaining share of the first one.</summary>
    public double Days => To > From ? To.DayNumber - From.DayNumber - 1 + FirstDayShare : 0d;

    /// <summary>A calendar month.</summary>
    /// <param name="year">The year.</param>
    /// <param name="month">The month, from 1 to 12.</param>
    public static ForecastHorizon OfMonth(int year, int month)
    {
        var from = new DateOnly(year, month, 1);
        return new ForecastHorizon(from, from.AddMonths(1));
    }

    /// <summary>The month after the month of a day.</summary>
    /// <param name="day">A day of the current month.</param>
    public static ForecastHorizon NextMonth(DateOnly day)
    {
        DateOnly next = day.AddMonths(1);
        return OfMonth(next.Year, next.Month);
    }

    /// <summary>The rest of a month.</summary>
    /// <param name="today">The current day.</param>
    /// <param name="shareLeft">The remaining share of the current day.</param>
    public static ForecastHorizon RestOfMonth(DateOnly today, double shareLeft = 1d) =>
        new(today, new DateOnly(today.Year, today.Month, 1).AddMonths(1), shareLeft);
}
