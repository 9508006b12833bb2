namespace CostCompass.Forecasting;

/// <summary>
/// The forecast from the last reading to the end of the current month, day by day, with a widening interval. Its last day exactly equals the
/// forecast of the rest of the month in <see cref="MonthForecast"/>.
/// </summary>
public static class ForecastFan
{
    /// <summary>The days of the current month that aren't fully observed: from the day of the last reading to the end of the month.</summary>
    /// <param name="request">The forecast request.</param>
    /// <param name="basis">The forecast basis of the series.</param>
    /// <returns>The days. Empty if no forecast is possible.</returns>
    public static IReadOnlyList<FanDay> Of(ForecastRequest request, ForecastBasis basis)
    {
        BurnRate burn = basis.Burn(request);
        if (burn.PerDay is not { } perDay)
        {
            return [];
        }

        DateOnly first = DateOnly.FromDateTime(request.Calendar.ToZone(request.UnknownFrom).Date);
        var outlook = new SpendOutlook(request, basis.Days, Amount.Round(perDay), burn.IsEarly);
        return Enumerable.Range(0, DateTime.DaysInMonth(first.Year, first.Month) - first.Day + 1)
            .Select(first.AddDays)
            .Select(day => DayOf(day, outlook.Until(day), outlook.HasInterval))
            .ToList();
    }

    private static FanDay DayOf(DateOnly day, HorizonForecast usage, bool hasInterval) => new(
        day,
        Amount.Round(usage.Total),
        hasInterval ? Amount.Round(usage.Low) : null,
        hasInterval ? Amount.Round(usage.High) : null);
}
