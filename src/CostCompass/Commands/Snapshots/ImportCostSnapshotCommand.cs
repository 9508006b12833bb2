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
        CostSnapshotImport done = Reading(file, stream => new SnapshotImporter(Session, () => Store)
        {
            Provider = Provider,
            Read = rows => ShowRead(progress, stream, rows),
            Written = (written, rows) => ShowWritten(progress, written, rows),
            Warn = WriteWarning,
        }.Import(stream, file));
        progress.RecordType = ProgressRecordType.Completed;
        WriteProgress(progress);
        WriteObject(done);
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

    private void Show(ProgressRecord progress, string status, int percent)
    {
        progress.StatusDescription = status;
        progress.PercentComplete = percent;
        WriteProgress(progress);
    }
}
