namespace CostCompass.Stack;

/// <summary>Which part of the current month a sum over accounts covers, and which accounts it leaves out.</summary>
/// <param name="ObservedFrom">From here on everything in the sum is known: the start of the month, or the first reading of the account whose history begins last. Null without an account.</param>
/// <param name="StartedThisMonth">The accounts whose history begins after the start of the month: what they spent before is in no figure.</param>
/// <param name="ObservedTo">The last reading of the account that was read least recently: up to here everything in the sum is known. Null without an account.</param>
/// <param name="StaleSince">The oldest of the last readings that are too old to rely on, or null if all are fresh.</param>
/// <param name="StaleAccounts">The accounts with such a reading, as names separated by commas, or null if there is none.</param>
/// <param name="NotReadThisMonth">The accounts of which nothing was read in the current month: what they spent in it is in no month to date.</param>
/// <param name="WithoutForecast">The accounts without a forecast: what they are going to spend is in no forecast.</param>
public sealed record StackReadings(
    DateTimeOffset? ObservedFrom,
    string? StartedThisMonth,
    DateTimeOffset? ObservedTo,
    DateTimeOffset? StaleSince,
    string? StaleAccounts,
    string? NotReadThisMonth,
    string? WithoutForecast)
{
    /// <summary>Looks at accounts.</summary>
    /// <param name="accounts">The accounts in the sum.</param>
    /// <param name="months">The current month.</param>
    /// <param name="calendar">The calendar of the requested time zone.</param>
    public static StackReadings Of(IReadOnlyList<AccountOutlook> accounts, MonthSpan months, ZoneCalendar calendar) => new(
        accounts.Count > 0 ? calendar.ToZone(accounts.Max(account => account.BeginsIn(months) ? account.FirstSeen!.Value : months.Start)) : null,
        Named(accounts.Where(account => account.BeginsIn(months))),
        Earliest(accounts.Select(account => account.LastSeen), calendar),
        Earliest(accounts.Select(account => account.StaleSince).OfType<DateTimeOffset>(), calendar),
        Named(accounts.Where(account => account.StaleSince is not null)),
        Named(accounts.Where(account => account.LastSeen < months.Start)),
        Named(accounts.Where(account => account.Forecast is null)));

    private static DateTimeOffset? Earliest(IEnumerable<DateTimeOffset> instants, ZoneCalendar calendar) =>
        instants.ToList() is { Count: > 0 } all ? calendar.ToZone(all.Min()) : null;

    private static string? Named(IEnumerable<AccountOutlook> accounts) =>
        accounts.Select(account => account.Account).Distinct().ToList() is { Count: > 0 } names ? string.Join(", ", names) : null;
}
