using CostCompass.Spending;

namespace CostCompass.Forecasting;

/// <summary>Reads steps of spend as days of the calendar.</summary>
public static class ObservedDays
{
    /// <summary>
    /// The days that ended at or before an instant and of which something is covered, in order. Only spend that counts
    /// for the burn is in them, so that a top-up masks a part of a day and does not make it look cheap.
    /// </summary>
    /// <param name="steps">The steps of one series, in order.</param>
    /// <param name="calendar">The calendar of the time zone that was asked for.</param>
    /// <param name="asOf">The instant of the forecast. The day that holds it has not ended and is left out.</param>
    public static IReadOnlyList<ObservedDay> FromSteps(IEnumerable<SpendStep> steps, ZoneCalendar calendar, DateTimeOffset asOf)
    {
        var days = new List<ObservedDay>();
        DateTimeOffset end = calendar.StartOf(asOf, CalendarUnit.Day);
        DateTimeOffset start = calendar.FirstInstantOf(end.Date.AddDays(-ForecastHistory.MaximumDays));
        DateTimeOffset first = start;
        DateTimeOffset next = calendar.Next(first, CalendarUnit.Day);
        decimal amount = 0m;
        TimeSpan covered = TimeSpan.Zero;
        foreach (SpendWindow window in SpendSummation.Parts(steps, start, end))
        {
            if (!window.CountsForBurn)
            {
                continue;
            }

            DateTimeOffset from = window.From;
            while (from < window.To)
            {
                while (from >= next)
                {
                    Close();
                }

                if (WindowCut.Part(window, from, next) is { } part)
                {
                    amount += part.Amount ?? 0m;
                    covered += part.Duration;
                }

                from = next;
            }
        }

        Close();
        return days;

        void Close()
        {
            if (covered > TimeSpan.Zero)
            {
                // A day has 23, 24 or 25 hours.
                decimal share = (decimal)covered.Ticks / (next - first).Ticks;
                days.Add(new ObservedDay(DateOnly.FromDateTime(first.Date), amount, decimal.Min(share, 1m)));
            }

            first = next;
            next = calendar.Next(first, CalendarUnit.Day);
            amount = 0m;
            covered = TimeSpan.Zero;
        }
    }
}
