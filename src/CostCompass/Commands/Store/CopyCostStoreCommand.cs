using System.Diagnostics;
using System.Management.Automation;
using System.Security;

namespace CostCompass.Commands;

/// <summary>
/// Copies the whole store to a server or file, and verifies the copy. The same command resumes an interrupted copy. The store contains no API
/// keys.
/// </summary>
[Cmdlet(VerbsCommon.Copy, "CostStore", SupportsShouldProcess = true, DefaultParameterSetName = ServerSet, HelpUri = HelpPage.Folder + "Copy-CostStore.md")]
[OutputType(typeof(CostStoreCopy))]
public sealed class CopyCostStoreCommand : CostCompassCmdlet
{
    private const string ServerSet = "Server";
    private const string FolderSet = "Folder";

    /// <summary>The connection string of the server. The store there must be empty or an interrupted copy of this one.</summary>
    [Parameter(ParameterSetName = ServerSet, Position = 0, Mandatory = true)]
    [SecretTransformation]
    public SecureString To { get; set; } = new();

    /// <summary>The folder in which the store file is created, like the folder in COSTCOMPASS_HOME.</summary>
    [Parameter(ParameterSetName = FolderSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string ToFolder { get; set; } = "";

    private protected override void Process() => Attempt(null, () =>
    {
        if (ParameterSetName == FolderSet && StorePlace.IsConnectionString(ToFolder))
        {
            throw StoreErrors.ConnectionStringInsteadOfFolder();
        }

        SqlCostStore target = ParameterSetName == FolderSet
            ? StorePlace.Open(null, GetUnresolvedProviderPathFromPSPath(ToFolder))
            : StorePlace.Open(StorePlace.Text(To), StoreFolder.Current);
        SqlCostStore source = StorePlace.Open(Session.StorePlace.Server, StoreFolder.Current);
        if (!ShouldProcess(target.Care.Path, $"Copy the store '{source.Care.Path}'"))
        {
            return;
        }

        var progress = new ProgressRecord(1, "Copying the store", "Comparing the stores");
        long shown = Stopwatch.GetTimestamp();
        IReadOnlyList<CostStoreCopy> tables = new StoreTransfer(source, target).Run(
            (table, rows) =>
            {
                if (Stopwatch.GetElapsedTime(shown) > TimeSpan.FromMilliseconds(200))
                {
                    shown = Stopwatch.GetTimestamp();
                    progress.StatusDescription = string.Create(CultureInfo.CurrentCulture, $"{table}: {rows:N0} rows");
                    WriteProgress(progress);
                }
            },
            StopToken);
        progress.RecordType = ProgressRecordType.Completed;
        WriteProgress(progress);
        WriteObject(tables, enumerateCollection: true);
        if (new ConfirmedAddresses(Session).Review([], source.ReadAccounts()) is { } warning)
        {
            WriteWarning(warning);
        }
    });
}
