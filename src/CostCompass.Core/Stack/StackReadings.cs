namespace CostCompass.Stack;

/// <summary>The part of the current month that a sum over accounts covers, and the accounts that it doesn't include.</summary>
/// <param name="ObservedFrom">The time from which the sum is complete: the start of the month, or the first reading of the account whose history begins last. Null without an account.</param>
/// <param name="StartedThisMonth">The accounts whose history begins after the start of the month. Their spend before isn't in any figure.</param>
/// <param name="ObservedTo">The oldest last reading of all accounts: the sum is complete up to this time. Null without an account.</param>
/// <param name="StaleSince">The oldest stale last reading, or null if none is stale.</param>
/// <param name="StaleAccounts">The accounts with a stale last reading, as names separated by commas, or null.</param>
/// <param name="NotReadThisMonth">The accounts without a reading in the current month. Their spend in the month isn't in any month to date.</param>
/// <param name="WithoutForecast">The accounts without a forecast. Their expected spend isn't in any forecast.</param>
public sealed record StackReadings(
    DateTimeOffset? ObservedFrom,
    string? StartedThisMonth,
    DateTimeOffset? ObservedTo,
    DateTimeOffset? StaleSince,
    string? StaleAccounts,
    string? NotReadThisMonth,
    string? WithoutForecast)
{
    /// <summary>Summarizes the readings of accounts.</summary>
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
