using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Imports billed costs from CSV files, for providers without a cost API. A file replaces all costs that were known for its span. It
/// is imported completely or not at all.
/// </summary>
[Cmdlet(VerbsData.Import, "CostRecord", SupportsShouldProcess = true, DefaultParameterSetName = PathSet, HelpUri = HelpPage.Folder + "Import-CostRecord.md")]
[OutputType(typeof(CostRecordImport))]
public sealed class ImportCostRecordCommand : FileReadingCmdlet
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>
    /// The account of all rows. By default each provider has one account, named after the provider in lower case, with a hyphen for
    /// each character that an account name can't contain.
    /// </summary>
    [Parameter]
    [Alias("Account")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The provider of all rows. It overrides the provider in the file.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProviderNameCompleter))]
    public string? Provider { get; set; }

    private protected override string Action => "Import the costs";

    private protected override void TakeIn(string file)
    {
        string? account = Name is null ? null : AccountName.Require(Name).Text;
        string? provider = Provider is null ? null : DisplayName.Require(Provider);
        List<CostRecordRow> rows = Read(file, account, provider);
        if (rows.Count == 0)
        {
            WriteWarning($"The file '{file}' contains no costs.");
            return;
        }

        ILookup<bool, CostRecordRow> kinds = rows.ToLookup(row => row.Months is not null);
        DateTimeOffset now = Now;
        IReadOnlyList<CostAccount> connected = Store.ReadAccounts();
        IReadOnlyList<ReportedSeries> reported = Store.Reports.ReadSeries();
        HashSet<AccountName> balances = [.. Store.ReadSeries().Select(series => series.Key.Account)];
        List<ReportToRecord> reports = [];
        foreach (IGrouping<AccountName, CostRecordRow> own in kinds[false].GroupBy(row => new AccountName(row.Account)).OrderBy(own => own.Key))
        {
            CostAccount? former = connected.FirstOrDefault(one => own.Key == one.Name);
            string billedBy = Known(ProviderOf(own, file), reported);
            RequireNoBalance(own.Key, former?.Provider ?? billedBy, former is not null, balances);
            RequireSame(own.Key, billedBy, former?.Provider ?? reported.FirstOrDefault(one => one.Key.Account == own.Key)?.Key.Provider);
            reports.Add(ToRecord(former?.Name ?? own.Key, former?.Provider ?? billedBy, [.. own.Select(row => row.Cost)], now));
        }

        int ahead = reports.SelectMany(report => report.Report.Costs).Count(cost => cost.From > now);
        if (ahead > 0)
        {
            WriteWarning($"{ahead} cost(s) in '{file}' start in the future and count from that date. If the dates are wrong, correct the file and import it again.");
        }

        // Nothing is kept of a file in which something is refused.
        AddSubscriptions(file, [.. kinds[true]], until: rows.Max(row => DayOf(row.Cost)));
        IReadOnlyList<IReadOnlyList<ReportChange>> changes = Store.Reports.Record(reports, Instant.Truncate(now));
        foreach ((ReportToRecord report, ReportChange change) in reports.Zip(changes)
            .SelectMany(pair => pair.Second.Select(change => (pair.First, change)))
            .OrderBy(pair => pair.change.Series.Currency, StringComparer.Ordinal))
        {
            List<ReportedCost> costs = [.. report.Report.Costs.Where(cost => cost.Currency == change.Series.Currency)];
            WriteObject(new CostRecordImport
            {
                Path = file,
                Account = change.Series.Account.Text,
                Provider = change.Series.Provider,
                Currency = change.Series.Currency,
                Rows = costs.Count,
                From = report.Report.From.ToLocalTime(),
                To = report.Report.To.ToLocalTime(),
                Amount = change.After,
                Added = change.Added,
                Replaced = change.Replaced,
            });
        }
    }

    // What a subscription charges is known from it alone: as billed costs too its charges would count twice.
    private void AddSubscriptions(string file, List<CostRecordRow> purchases, DateOnly until)
    {
        foreach (IGrouping<string, CostRecordRow> own in purchases.GroupBy(row => row.Account, DisplayName.Comparer))
        {
            List<DatedAmount> charges = [.. own.Select(row => new DatedAmount(DayOf(row.Cost), row.Cost.Currency, row.Cost.Amount))];
            int[] months = [.. own.Select(row => row.Months!.Value).Distinct()];
            if (months.Length > 1 || Subscription.Charged(own.Key, months[0], charges, until) is not { } subscription)
            {
                WriteWarning($"The charges of the subscription '{own.Key}' in '{file}' don't follow a schedule and were skipped. Add the subscription with Add-CostSubscription.");
                continue;
            }

            bool isNew = Store.Subscriptions.Add(subscription);
            WriteObject(new CostRecordImport
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
            });
        }
    }

    private static DateOnly DayOf(ReportedCost cost) => DateOnly.FromDateTime(cost.From.UtcDateTime);

    private List<CostRecordRow> Read(string file, string? account, string? provider) => Reading(file, stream =>
    {
        var rows = new List<CostRecordRow>();
        using var reader = new CostRecordCsvReader(new StreamReader(stream), file, account, provider);
        foreach (CostRecordRow row in reader.ReadRows())
        {
            StopToken.ThrowIfCancellationRequested();
            rows.Add(row);
        }

        return rows;
    });

    private static string ProviderOf(IGrouping<AccountName, CostRecordRow> own, string file)
    {
        string[] billedBy = [.. own.Select(row => row.Provider).Distinct(StringComparer.OrdinalIgnoreCase)];
        return billedBy.Length == 1 ? billedBy[0] : throw new CostException(
            "ImportSeveralProviders",
            CostErrorKind.InvalidInput,
            $"The file '{file}' contains costs of several providers for the account '{own.Key}': {string.Join(", ", billedBy.Take(3).Select(AccountName.Shown))}. Nothing was imported.",
            "Omit -Name to create one account per provider, or specify -Provider if one provider billed all costs.");
    }

    // However a file spells it, a provider is one.
    private string Known(string provider, IReadOnlyList<ReportedSeries> reported) => Session.Providers.Find(provider)?.Description.Name
        ?? reported.FirstOrDefault(one => CostProvider.NameComparer.Equals(one.Key.Provider, provider))?.Key.Provider
        ?? provider;

    private void RequireNoBalance(AccountName account, string provider, bool isConnected, HashSet<AccountName> balances)
    {
        if (balances.Contains(account) || (isConnected && Session.Providers.Find(provider) is IBalanceProvider))
        {
            throw new CostException(
                "ImportAccountHasBalance",
                CostErrorKind.AlreadyExists,
                $"The spend of the account '{account}' is already calculated from its balance. Nothing was imported because these costs would be counted twice.",
                "If these costs aren't paid from that balance, specify another account with -Name.");
        }
    }

    private static void RequireSame(AccountName account, string provider, string? former)
    {
        if (former is not null && !string.Equals(provider, former, StringComparison.OrdinalIgnoreCase))
        {
            throw new CostException(
                "ImportProviderDiffers",
                CostErrorKind.AlreadyExists,
                $"The account '{account}' belongs to {former}, but the file contains costs of {AccountName.Shown(provider)}. Nothing was imported.",
                $"Specify another account with -Name, or use -Provider '{former}' if both names mean the same provider.");
        }
    }

    private static ReportToRecord ToRecord(AccountName account, string provider, List<ReportedCost> costs, DateTimeOffset now)
    {
        DateTimeOffset from = costs.Min(cost => cost.From);
        DateTimeOffset to = costs.Max(cost => cost.To);

        // What is billed for a day that is still going on was used before now. A longer charge, or a later one, is a price of time to come.
        bool isGoingOn = to > now && costs.TrueForAll(cost => cost.To <= now || (cost.From < now && cost.To - cost.From <= Day));
        return new ReportToRecord(account, provider, new CostReport(from, to, now, costs), isGoingOn ? Instant.Truncate(now) : to);
    }
}
