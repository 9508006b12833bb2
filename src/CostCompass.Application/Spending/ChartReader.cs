using CostCompass.Views.Charts;

namespace CostCompass.Application;

/// <summary>Reads what the chart of an account shows.</summary>
/// <param name="store">The store.</param>
/// <param name="asOf">The time of the chart, in the time zone of the calendar.</param>
/// <param name="calendar">The calendar of days.</param>
/// <param name="days">The number of days, including the last one.</param>
/// <param name="maximumAge">How old the last reading of an account can be before its figures are stale.</param>
public sealed class ChartReader(SqlCostStore store, DateTimeOffset asOf, ZoneCalendar calendar, int days, TimeSpan maximumAge)
{
    private readonly HistoryReader _reader = new(store);

    /// <summary>The data of a series, or null if it has none.</summary>
    /// <param name="series">The series.</param>
    public AccountChartData? Read(StoredSeries series)
    {
        DateTime first = asOf.Date.AddDays(1 - days);
        DateTimeOffset from = calendar.FirstInstantOf(first);
        if (_reader.ReadBasis(series, asOf, maximumAge, last => new ForecastRequest(series.Key, asOf, last, calendar), from) is not var (request, basis))
        {
            return null;
        }

        IReadOnlyList<SpendStep> steps = basis.Recent;
        if (steps.Count == 0 || !HistoryReader.EverHeldMoney(series, basis.HeldMoney))
        {
            return null;
        }

        Dictionary<DateTime, decimal> spent = SpendSummation.ByUnit(steps, from, asOf, calendar, CalendarUnit.Day)
            .Where(day => day.Amount is not null)
            .ToDictionary(day => day.From.Date, day => day.Amount!.Value);
        return new AccountChartData
        {
            Account = series.Key.Account.Text,
            Currency = series.Key.Currency,
            From = from,
            AsOf = asOf,
            StaleSince = request.LastReading.StaleSince,
            Balances = series.HasLevel ? BalancesIn(steps, from) : [],
            TopUps = steps.Where(step => step.Window.To >= from && (step.Window.TopUp ?? step.Window.Grant) > 0m).Select(step => step.Window.To).ToList(),
            Days = Enumerable.Range(0, days).Select(day => spent.TryGetValue(first.AddDays(day), out decimal amount) ? amount : (decimal?)null).ToList(),
            Forecast = MonthForecast.Of(request, basis, _reader.FirstSeen(series.Key, asOf)),
            IsApproximate = !series.IsReported,
        };
    }

    // Includes the last snapshot before the span, because the line starts there.
    private static List<BalanceSnapshot> BalancesIn(IReadOnlyList<SpendStep> steps, DateTimeOffset from)
    {
        int start = Math.Max(0, steps.TakeWhile(step => step.Snapshot.FirstSeen <= from).Count() - 1);
        return steps.Skip(start).Select(step => step.Snapshot).ToList();
    }
}
