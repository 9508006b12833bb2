namespace CostCompass.Application;

/// <summary>Requests reports of billed costs, stores them, and warns about gaps in them.</summary>
/// <param name="session">The session.</param>
/// <param name="now">The time of the poll.</param>
/// <param name="warn">Called with warnings.</param>
public sealed class ReportPoll(CostSession session, DateTimeOffset now, Action<string> warn)
{
    // The number of days before the newest complete day that are requested again each time: providers revise the last days of a bill.
    private const int RevisedDays = 3;

    // How long a gap in the reports of an account is requested again.
    private const int GapDays = 31;

    private const int FirstMonths = 3;

    private Dictionary<AccountName, DateTimeOffset> _completeUntil = [];

    /// <summary>The time of the poll.</summary>
    public DateTimeOffset Now => now;

    /// <summary>Reads the time up to which the reports of each account are complete.</summary>
    public void ReadCompleteUntil() => _completeUntil = session.Store.Reports.ReadSeries()
        .GroupBy(series => series.Key.Account)
        .ToDictionary(series => series.Key, series => series.Min(WholeUntil));

    /// <summary>Requests the report of an account.</summary>
    /// <param name="provider">The provider of the account.</param>
    /// <param name="request">The account, its address and its key.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public Task<CostReport> ReadAsync(ICostReportProvider provider, ProviderRequest request, CancellationToken cancellationToken) =>
        provider.ReadCostsAsync(request, FirstDayOf(request.Account), Day(now).AddDays(1), cancellationToken);

    /// <summary>Stores a report, currency by currency.</summary>
    /// <param name="account">The account.</param>
    /// <param name="report">The report.</param>
    /// <returns>The changes.</returns>
    /// <exception cref="CostException"><c>ReportEmpty</c>: the stored data isn't changed.</exception>
    public IEnumerable<CostSnapshot> Record(CostAccount account, CostReport report)
    {
        DateTimeOffset at = Instant.Truncate(report.RetrievedAt);
        if (report.Covered.Count == 0)
        {
            throw BilledCostErrors.ReportEmptyDefinition(account.Provider, account.Name, AdviceOnDefinition(account));
        }

        WarnOfGaps(account, report, at);
        if (report.Costs.Count == 0 && HasCosts(account, report))
        {
            throw BilledCostErrors.ReportEmpty(account.Provider, account.Name);
        }

        foreach (ReportChange change in session.Store.Reports.Record(account.Name, account.Provider, report, at, Instant.Earlier(at, report.Covered[^1].To)))
        {
            WarnOfEmptied(account, change);
            yield return SnapshotView.Of(change, at);
        }
    }

    // The current day may be missing: its cost is reported later.
    private void WarnOfGaps(CostAccount account, CostReport report, DateTimeOffset at)
    {
        List<string> missing = report.Covered
            .GapsIn(new Interval(report.From, Day(at)))
            .Select(gap => gap.To - gap.From > TimeSpan.FromDays(1) ? $"{Text(gap.From)} to {Text(Instant.LastBefore(gap.To))}" : Text(gap.From))
            .ToList();
        if (missing.Count > 0)
        {
            warn(
                $"The report of {account.Provider} for the account '{account.Name}' doesn't include these days: {string.Join(", ", missing)}. Their cost is unknown "
                + $"unless it was reported before. The next Update-CostSnapshot requests them again.{AdviceOnDefinition(account)}");
        }

        static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private string AdviceOnDefinition(CostAccount account) => session.Providers.Find(account.Provider)?.Description.DefinitionPath is null
        ? ""
        : " If this provider returns only days with costs, set answer.missingDay to Free in its definition.";

    private void WarnOfEmptied(CostAccount account, ReportChange change)
    {
        if (change.EmptiedDays.Count > 0)
        {
            string days = string.Join(", ", change.EmptiedDays.Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
            warn(
                $"{account.Provider} no longer reports costs of the account '{account.Name}' for days that it billed before: {days}. The new report applies. "
                + $"To see the earlier report, run Get-CostSpend -AsOf with an earlier time. If the new report is incomplete, run Update-CostSnapshot again within {RevisedDays} days.");
        }
    }

    private bool HasCosts(CostAccount account, CostReport report) => session.Store.Reports.ReadSeries()
        .Where(series => series.Key.IsOfAccount(account.Name, account.Provider))
        .Any(series => session.Store.Reports.Read(series.Key, report.From, report.To, DateTimeOffset.MaxValue).Any(cost => cost.Amount > 0m));

    // A day that is missing in a report is requested again for as long as providers can be expected to know it.
    private DateTimeOffset WholeUntil(ReportedSeries series) => session.Store.Reports.ReadCovered(series.Key, DateTimeOffset.MaxValue)
        .Select(covered => covered.To)
        .Where(end => end < series.CompleteUntil && end > series.CompleteUntil.AddDays(-GapDays))
        .Append(series.CompleteUntil)
        .Min();

    private DateTimeOffset FirstDayOf(AccountName account)
    {
        DateTimeOffset today = Day(now);
        return _completeUntil.TryGetValue(account, out DateTimeOffset until)
            ? Instant.Earlier(Day(until), today).AddDays(-RevisedDays)
            : new DateTimeOffset(today.Year, today.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(-FirstMonths);
    }

    private static DateTimeOffset Day(DateTimeOffset instant) => new(instant.UtcDateTime.Date, TimeSpan.Zero);
}
