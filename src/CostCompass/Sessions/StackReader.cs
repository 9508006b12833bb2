using CostCompass.Balances;
using CostCompass.Forecasting;
using CostCompass.Spending;
using CostCompass.Storage;
using CostCompass.Summaries;

namespace CostCompass.Sessions;

/// <summary>Reads what every account has cost this month and is going to cost.</summary>
/// <param name="store">The store.</param>
/// <param name="calendar">The calendar of the zone that was asked for.</param>
/// <param name="asOf">Nothing after this instant is known.</param>
internal sealed class StackReader(ICostStore store, ZoneCalendar calendar, DateTimeOffset asOf)
{
    /// <summary>The first day of the month to forecast; null for the one after the current.</summary>
    public DateOnly? Month { get; init; }

    /// <summary>The number of trailing days behind the burn.</summary>
    public int WindowDays { get; init; } = 7;

    /// <summary>How forecasts are made.</summary>
    public ForecastMethod Method { get; init; }

    /// <summary>The probability in percent with which intervals are meant to hold.</summary>
    public int ConfidenceLevel { get; init; } = 80;

    /// <summary>The accounts of which anything is known, one entry per currency that ever held money.</summary>
    public IEnumerable<AccountOutlook> Read()
    {
        var reader = new HistoryReader(store);
        foreach (StoredSeries series in reader.FindSeries(null))
        {
            var request = new ForecastRequest(series.Key, asOf, calendar, Month, WindowDays, Method, ConfidenceLevel);
            List<SpendStep> steps = reader.ReadSteps(series.Key, request.HistoryFrom, asOf).ToList();
            if (steps.Count > 0 && HistoryReader.EverHeldMoney(series, steps))
            {
                yield return OutlookOf(series.Key, steps, MonthForecast.Of(request, steps, reader.FirstSeen(series.Key, asOf)));
            }
        }
    }

    private AccountOutlook OutlookOf(BalanceSeriesKey series, List<SpendStep> steps, CostForecast? forecast)
    {
        DateTimeOffset month = calendar.StartOf(asOf, CalendarUnit.Month);
        DateTimeOffset trend = calendar.FirstInstantOf(calendar.ToZone(asOf).Date.AddDays(1 - Trend.Days));
        List<SpendTotal> days = SpendSummation
            .ByUnit(steps, Instant.Earlier(month, trend), asOf, calendar, CalendarUnit.Day)
            .Where(day => day.Amount is not null)
            .ToList();
        return new AccountOutlook
        {
            Account = series.Account,
            Provider = series.Provider,
            Currency = series.Currency,
            Days = days.ConvertAll(day => new DatedAmount(DateOnly.FromDateTime(day.From.Date), series.Currency, day.Amount!.Value)),
            Forecast = forecast,
            LastSeen = steps[^1].Snapshot.LastSeen,
            IsApproximate = days.Exists(day => day.Quality != SpendQuality.Reported) || forecast?.IsApproximate == true,
        };
    }
}
