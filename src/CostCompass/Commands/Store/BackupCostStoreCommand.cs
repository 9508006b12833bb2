using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Creates a verified backup of the store while it's in use. The backup is either complete and valid, or it doesn't exist.</summary>
[Cmdlet(VerbsData.Backup, "CostStore", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Backup-CostStore.md")]
[OutputType(typeof(CostStoreBackup))]
public sealed class BackupCostStoreCommand : CostCompassCmdlet
{
    /// <summary>The path of the backup file.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Replaces an existing file. Without this parameter, an existing file is an error.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Process() => Attempt(Path, () =>
    {
        string file = GetUnresolvedProviderPathFromPSPath(Path);
        if (ShouldProcess(file, "Back up the store"))
        {
            WriteObject(Store.Care.BackUp(file, Force, StopToken));
        }
    });
}
