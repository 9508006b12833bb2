using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Imports snapshots from CSV files into the history. The snapshots of each file are merged into the history. A file is imported
/// completely or not at all, and importing it again changes nothing. Files can overlap each other and the history, and the order of
/// lines doesn't matter.
/// </summary>
[Cmdlet(VerbsData.Import, "CostSnapshot", SupportsShouldProcess = true, DefaultParameterSetName = PathSet, HelpUri = HelpPage.Folder + "Import-CostSnapshot.md")]
[OutputType(typeof(CostSnapshotImport))]
public sealed class ImportCostSnapshotCommand : FileReadingCmdlet
{
    private const int RowsPerProgress = 20_000;

    /// <summary>
    /// The provider of accounts that aren't known yet. The default is DeepSeek. An account that is connected or has a history keeps
    /// its provider.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProviderNameCompleter))]
    public string Provider { get; set; } = "DeepSeek";

    private protected override string Action => "Import the snapshots";

    private protected override void TakeIn(string file)
    {
        var progress = new ProgressRecord(1, "Importing snapshots", file);
        Dictionary<(AccountName Account, string Currency), List<BalanceSnapshot>> series = Read(file, progress, out long rows);
        Dictionary<AccountName, string> providers = KnownProviders();
        string provider = Session.Providers.Find(Provider)?.Name ?? Provider;
        if (Session.Providers.Find(provider) is null && series.Keys.Any(key => !providers.ContainsKey(key.Account)))
        {
            WriteWarning($"Unknown provider '{AccountName.Shown(Provider)}'. The snapshots are stored under that name. To list the known providers, run Get-CostProvider.");
        }

        List<SeriesImport> imports = series
            .Select(one => new SeriesImport(
                new BalanceSeriesKey(one.Key.Account, providers.GetValueOrDefault(one.Key.Account, provider), one.Key.Currency), one.Value))
            .ToList();
        long added = imports.Count == 0 ? 0 : Store.Import(imports, written =>
        {
            StopToken.ThrowIfCancellationRequested();
            Show(progress, string.Create(CultureInfo.CurrentCulture, $"{written:N0} of {rows:N0} rows written"), 50 + (int)(50 * Math.Min(written, rows) / rows));
        });
        progress.RecordType = ProgressRecordType.Completed;
        WriteProgress(progress);
        WriteObject(new CostSnapshotImport { Path = file, Rows = rows, Series = imports.Count, Added = added });
    }

    private Dictionary<(AccountName Account, string Currency), List<BalanceSnapshot>> Read(string file, ProgressRecord progress, out long rows)
    {
        long count = 0;
        var series = Reading(file, stream =>
        {
            var read = new Dictionary<(AccountName, string), List<BalanceSnapshot>>();
            using var reader = new SnapshotCsvReader(new StreamReader(stream), file);
            foreach ((string account, string currency, BalanceSnapshot snapshot) in reader.ReadRows())
            {
                var key = (new AccountName(account), currency);
                if (!read.TryGetValue(key, out List<BalanceSnapshot>? snapshots))
                {
                    read.Add(key, snapshots = []);
                }

                snapshots.Add(snapshot);
                if (++count % RowsPerProgress == 0)
                {
                    StopToken.ThrowIfCancellationRequested();
                    int percent = stream.Length > 0 ? (int)(50 * stream.Position / stream.Length) : 0;
                    Show(progress, string.Create(CultureInfo.CurrentCulture, $"{count:N0} rows read"), percent);
                }
            }

            return read;
        });
        rows = count;
        return series;
    }

    // An account keeps the provider of its connection or of its history.
    private Dictionary<AccountName, string> KnownProviders()
    {
        var providers = new Dictionary<AccountName, string>();
        foreach (StoredSeries series in Store.ReadSeries())
        {
            providers[series.Key.Account] = series.Key.Provider;
        }

        foreach (CostAccount account in Store.ReadAccounts())
        {
            providers[account.Name] = account.Provider;
        }

        return providers;
    }

    private void Show(ProgressRecord progress, string status, int percent)
    {
        progress.StatusDescription = status;
        progress.PercentComplete = percent;
        WriteProgress(progress);
    }
}
