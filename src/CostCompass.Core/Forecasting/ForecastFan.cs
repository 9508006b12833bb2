namespace CostCompass.Forecasting;

/// <summary>
/// The way from the last reading to the forecast of the current month, day by day, with the interval that widens on it. Its last day is what
/// <see cref="MonthForecast"/> says of the rest of the month, to the last digit.
/// </summary>
public static class ForecastFan
{
    /// <summary>The days of the current month of which not all is known: from that of the last reading to the last one.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="basis">What is known of the series.</param>
    /// <returns>The days; none when there is nothing to go by.</returns>
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
