namespace CostCompass.Application;

/// <summary>Reads the spend of accounts in the last days. Data that concerns all of them is read once.</summary>
/// <param name="store">The store.</param>
/// <param name="asOf">Data after this time is ignored.</param>
public sealed class TrendReader(SqlCostStore store, DateTimeOffset asOf)
{
    private readonly HistoryReader _reader = new(store);

    /// <summary>The accounts with their trends, in days of the local time zone.</summary>
    /// <param name="accounts">The accounts.</param>
    public List<CostAccount> Complete(IEnumerable<CostAccount> accounts)
    {
        using IDisposable held = store.Hold();
        IReadOnlyList<StoredSeries> series = _reader.FindSeries();
        return accounts.Select(account => account with { Trend = TrendOf(account, series) }).ToList();
    }

    private Trend? TrendOf(CostAccount account, IEnumerable<StoredSeries> series)
    {
        if (series.FirstOrDefault(one => one.Key.IsOfAccount(account.Name, account.Provider) && one.Key.Currency == account.Currency) is not { } own)
        {
            return null;
        }

        var calendar = new ZoneCalendar(TimeZoneInfo.Local);
        DateTime first = calendar.ToZone(asOf).Date.AddDays(1 - Trend.Days);
        DateTimeOffset from = calendar.FirstInstantOf(first);
        Dictionary<DateTime, decimal?> spent = SpendSummation
            .ByUnit(_reader.ReadBurnSteps(own.Key, from, asOf).ToList(), from, asOf, calendar, CalendarUnit.Day)
            .ToDictionary(day => day.From.Date, day => day.Amount);
        return new Trend(Enumerable.Range(0, Trend.Days).Select(day => spent.GetValueOrDefault(first.AddDays(day))).ToList());
    }
}
