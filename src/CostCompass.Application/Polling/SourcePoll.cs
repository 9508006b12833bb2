namespace CostCompass.Application;

/// <summary>Queries an account for what its provider can report.</summary>
/// <param name="catalog">The providers.</param>
/// <param name="completeUntil">The end of the complete reports of each account.</param>
/// <param name="now">The time of the poll.</param>
public sealed class SourcePoll(ProviderCatalog catalog, IReadOnlyDictionary<AccountName, DateTimeOffset> completeUntil, DateTimeOffset now)
{
    /// <summary>The number of days before the newest complete day that are requested again each time: providers revise the last days of a bill.</summary>
    public const int RevisedDays = 3;

    private const int FirstMonths = 3;

    /// <summary>Sends the request.</summary>
    /// <param name="account">The account.</param>
    /// <param name="request">Its address and its key.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<PolledAccount> ReadAsync(CostAccount account, ProviderRequest request, CancellationToken cancellationToken)
    {
        if (catalog.Find(account.Provider) is ICostReportProvider reports)
        {
            CostReport report = await reports.ReadCostsAsync(request, ReportFrom(account.Name), Day(now).AddDays(1), cancellationToken).ConfigureAwait(false);
            return new PolledAccount(account, null, report);
        }

        BalanceAnswer balance = await catalog.Require<IBalanceProvider>(account.Provider)
            .ReadAsync(request, cancellationToken).ConfigureAwait(false);
        return new PolledAccount(account, balance, null);
    }

    private DateTimeOffset ReportFrom(AccountName account)
    {
        DateTimeOffset today = Day(now);
        return completeUntil.TryGetValue(account, out DateTimeOffset until)
            ? Instant.Earlier(Day(until), today).AddDays(-RevisedDays)
            : new DateTimeOffset(today.Year, today.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(-FirstMonths);
    }

    private static DateTimeOffset Day(DateTimeOffset instant) => new(instant.UtcDateTime.Date, TimeSpan.Zero);
}
