namespace CostCompass.Application;

/// <summary>Imports billed costs and charges of subscriptions from files.</summary>
/// <param name="store">The store.</param>
/// <param name="providers">The known providers.</param>
/// <param name="now">The current time.</param>
/// <param name="warn">Called with warnings.</param>
public sealed class CostRecordImporter(SqlCostStore store, ProviderCatalog providers, DateTimeOffset now, Action<string> warn)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Reads a file.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="file">Its path, for messages.</param>
    /// <param name="account">The account of all rows, or null for one account per provider.</param>
    /// <param name="provider">The provider of all rows, or null for the provider of each row.</param>
    /// <param name="stopToken">Cancelled when the user stops the command.</param>
    public static List<CostRecordRow> Read(Stream stream, string file, string? account, string? provider, CancellationToken stopToken)
    {
        var rows = new List<CostRecordRow>();
        using var reader = new CostRecordCsvReader(new StreamReader(stream), file, account, provider);
        foreach (CostRecordRow row in reader.ReadRows())
        {
            stopToken.ThrowIfCancellationRequested();
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Imports the rows of a file. If any row is rejected, nothing of the file is imported.</summary>
    /// <param name="file">The path of the file, for results and messages.</param>
    /// <param name="rows">Its rows.</param>
    /// <returns>What was imported, by subscription, and by account and currency.</returns>
    /// <exception cref="CostException"><c>ImportSeveralProviders</c>, <c>ImportAccountHasBalance</c>, <c>ImportProviderDiffers</c>.</exception>
    public IEnumerable<CostRecordImport> Import(string file, List<CostRecordRow> rows)
    {
        ILookup<bool, CostRecordRow> kinds = rows.ToLookup(row => row.Months is not null);
        List<ReportToRecord> reports = ReportsOf(file, kinds[false]);
        List<ReportToRecord> ahead = reports.FindAll(report => report.Report.Costs.Any(cost => cost.From > now));
        if (ahead.Count > 0)
        {
            string names = string.Join(", ", ahead.Select(report => ForeignText.Argument(report.Account.Text)).Distinct());
            int count = ahead.Sum(report => report.Report.Costs.Count(cost => cost.From > now));
            warn(string.Create(
                CultureInfo.InvariantCulture,
                $"Some costs in '{file}' start in the future and count from that date ({count}). If the dates are wrong, remove these costs with Remove-CostRecord {names} -After {ForeignText.Argument(now)}, correct the file, and import it again."));
        }

        foreach (CostRecordImport subscription in AddSubscriptions(file, kinds[true], until: rows.Max(row => DayOf(row.Cost))))
        {
            yield return subscription;
        }

        IReadOnlyList<IReadOnlyList<ReportChange>> changes = store.Reports.Record(reports, Instant.Truncate(now));
        foreach ((ReportToRecord report, ReportChange change) in reports.Zip(changes)
            .SelectMany(pair => pair.Second.Select(change => (pair.First, change)))
            .OrderBy(pair => pair.change.Series.Currency, StringComparer.Ordinal))
        {
            yield return new CostRecordImport
            {
                Path = file,
                Account = change.Series.Account.Text,
                Provider = change.Series.Provider,
                Currency = change.Series.Currency,
                Rows = report.Report.Costs.Count(cost => cost.Currency == change.Series.Currency),
                From = report.Report.From.ToLocalTime(),
                To = report.Report.To.ToLocalTime(),
                Amount = change.After,
                Added = change.Added,
                Replaced = change.Replaced,
            };
        }
    }

    private List<ReportToRecord> ReportsOf(string file, IEnumerable<CostRecordRow> rows)
    {
        IReadOnlyList<CostAccount> connected = store.ReadAccounts();
        IReadOnlyList<ReportedSeries> reported = store.Reports.ReadSeries();
        HashSet<AccountName> balances = [.. store.ReadSeries().Select(series => series.Key.Account)];
        List<ReportToRecord> reports = [];
        foreach (IGrouping<AccountName, CostRecordRow> own in rows.GroupBy(row => new AccountName(row.Account)).OrderBy(own => own.Key))
        {
            CostAccount? former = connected.FirstOrDefault(one => own.Key == one.Name);
            string billedBy = Known(ProviderOf(own, file), reported);
            RequireNoBalance(own.Key, former?.Provider ?? billedBy, former is not null, balances);
            RequireSame(own.Key, billedBy, former?.Provider ?? reported.FirstOrDefault(one => one.Key.Account == own.Key)?.Key.Provider);
            reports.Add(ToRecord(former?.Name ?? own.Key, former?.Provider ?? billedBy, [.. own.Select(row => row.Cost)]));
        }

        return reports;
    }

    // The charges of a subscription come from the subscription: imported as billed costs, they would count twice.
    private IEnumerable<CostRecordImport> AddSubscriptions(string file, IEnumerable<CostRecordRow> purchases, DateOnly until)
    {
        foreach (IGrouping<string, CostRecordRow> own in purchases.GroupBy(row => row.Account, DisplayName.Comparer))
        {
            List<DatedAmount> charges = [.. own.Select(row => new DatedAmount(DayOf(row.Cost), row.Cost.Currency, row.Cost.Amount))];
            int[] months = [.. own.Select(row => row.Months!.Value).Distinct()];
            if (months.Length > 1 || Subscription.Charged(own.Key, months[0], charges, until) is not { } subscription)
            {
                warn($"The charges of the subscription '{own.Key}' in '{file}' don't follow a schedule and were skipped. Add the subscription with Add-CostSubscription.");
                continue;
            }

            bool isNew = store.Subscriptions.Add(subscription);
            yield return new CostRecordImport
            {
                Path = file,
                Account = subscription.Name,
                Provider = subscription.Name,
                Currency = subscription.Currency,
                Rows = charges.Count,
                From = own.Min(row => row.Cost.From).ToLocalTime(),
                To = own.Max(row => row.Cost.To).ToLocalTime(),
                Amount = charges.Sum(charge => charge.Amount),
                Added = isNew ? charges.Count : 0,
                Replaced = 0,
            };
        }
    }

    private static DateOnly DayOf(ReportedCost cost) => DateOnly.FromDateTime(cost.From.UtcDateTime);

    private static string ProviderOf(IGrouping<AccountName, CostRecordRow> own, string file)
    {
        string[] billedBy = [.. own.Select(row => row.Provider).Distinct(StringComparer.OrdinalIgnoreCase)];
        return billedBy.Length == 1
            ? billedBy[0]
            : throw BilledCostErrors.ImportSeveralProviders(file, own.Key, string.Join(", ", billedBy.Take(3).Select(AccountName.Shown)));
    }

    // A provider is the same however a file spells it.
    private string Known(string provider, IReadOnlyList<ReportedSeries> reported) => providers.Find(provider)?.Description.Name
        ?? reported.FirstOrDefault(one => CostProvider.NameComparer.Equals(one.Key.Provider, provider))?.Key.Provider
        ?? provider;

    private void RequireNoBalance(AccountName account, string provider, bool isConnected, HashSet<AccountName> balances)
    {
        if (balances.Contains(account) || (isConnected && providers.Find(provider) is IBalanceProvider))
        {
            throw BilledCostErrors.ImportAccountHasBalance(account);
        }
    }

    private static void RequireSame(AccountName account, string provider, string? former)
    {
        if (former is not null && !string.Equals(provider, former, StringComparison.OrdinalIgnoreCase))
        {
            throw BilledCostErrors.ImportProviderDiffers(account, former, AccountName.Shown(provider));
        }
    }

    private ReportToRecord ToRecord(AccountName account, string provider, List<ReportedCost> costs)
    {
        DateTimeOffset from = costs.Min(cost => cost.From);
        DateTimeOffset to = costs.Max(cost => cost.To);

        // Costs of the current day were used before now. A longer or later charge pays for future time.
        bool isGoingOn = to > now && costs.TrueForAll(cost => cost.To <= now || (cost.From < now && cost.To - cost.From <= Day));
        // A charge of the future says nothing about the days until then.
        IEnumerable<Interval> later = costs.Where(cost => cost.From > now).Select(cost => new Interval(cost.From, cost.To));
        var known = new Interval(from, costs.Where(cost => cost.From <= now).Select(cost => cost.To).DefaultIfEmpty(from).Max());
        var report = new CostReport(from, to, now, costs) { Covered = IntervalSet.Of(later.Append(known)) };
        return new ReportToRecord(account, provider, report, isGoingOn ? Instant.Truncate(now) : to);
    }
}
