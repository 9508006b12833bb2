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
        using FileStream stream = ReadingFrom(file, () => OpenFile(file));

        // The whole file is checked before anything is written. It is read again for the import, so that only a part of it is in memory.
        SnapshotFile content = ReadingFrom(file, () => SnapshotFile.Check(stream, file, rows => ShowRead(progress, stream, rows)));
        Dictionary<AccountName, string> providers = KnownProviders();
        string provider = Session.Providers.Find(Provider)?.Name ?? Provider;
        if (Session.Providers.Find(provider) is null && content.Series.Any(key => !providers.ContainsKey(key.Account)))
        {
            WriteWarning($"Unknown provider '{AccountName.Shown(Provider)}'. The snapshots are stored under that name. To list the known providers, run Get-CostProvider.");
        }

        if (content.Latest is (var account, var latest) && latest > Now + SnapshotPoll.ClockTolerance)
        {
            WriteWarning(string.Create(
                CultureInfo.InvariantCulture,
                $"Some snapshots in '{file}' are in the future (the latest at {latest:u}). They don't count until that time, and until then new readings are dated right after them. If the times are wrong, remove these snapshots with Remove-CostSnapshot {ForeignText.Argument(account.Text)} -After {Now:u}, correct the file, and import it again."));
        }

        (BalanceSeriesKey Series, DateTimeOffset At)? ambiguous = null;
        IEnumerable<SeriesImport> parts = content.ReadParts().Select(part => new SeriesImport(
            new BalanceSeriesKey(part.Account, providers.GetValueOrDefault(part.Account, provider), part.Currency), part.Snapshots));
        long added = content.Rows == 0 ? 0 : ReadingFrom(file, () => Store.Import(content.Accounts, parts, written => ShowWritten(progress, written, content.Rows), (series, at) => ambiguous ??= (series, at)));
        progress.RecordType = ProgressRecordType.Completed;
        WriteProgress(progress);
        if (ambiguous is (var series, var at))
        {
            WriteWarning(string.Create(
                CultureInfo.InvariantCulture,
                $"The account '{AccountName.Shown(series.Account.Text)}' has different balances in {series.Currency} at the same time ({at:u}). The higher one counts as the earlier one, and the difference as spend. If one of them is wrong, remove it with Remove-CostSnapshot."));
        }

        WriteObject(new CostSnapshotImport { Path = file, Rows = content.Rows, Series = content.Series.Count, Added = added });
    }

    private void ShowRead(ProgressRecord progress, FileStream stream, long rows)
    {
        if (rows % RowsPerProgress == 0)
        {
            StopToken.ThrowIfCancellationRequested();
            int percent = stream.Length > 0 ? (int)(50 * stream.Position / stream.Length) : 0;
            Show(progress, string.Create(CultureInfo.CurrentCulture, $"{rows:N0} rows read"), percent);
        }
    }

    private void ShowWritten(ProgressRecord progress, long written, long rows)
    {
        StopToken.ThrowIfCancellationRequested();
        Show(progress, string.Create(CultureInfo.CurrentCulture, $"{written:N0} of {rows:N0} rows written"), 50 + (int)(50 * Math.Min(written, rows) / rows));
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
