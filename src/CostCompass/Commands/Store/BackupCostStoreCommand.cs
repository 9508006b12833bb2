using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Copies the store to a file while other processes go on using it. The copy is checked before it takes its name: it is whole and
/// sound, or not there.
/// </summary>
[Cmdlet(VerbsData.Backup, "CostStore", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Backup-CostStore.md")]
[OutputType(typeof(CostStoreBackup))]
public sealed class BackupCostStoreCommand : CostCompassCmdlet
{
    /// <summary>The file to write, best on another disk.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Replace a file of that name. Without it such a file is left alone, and is an error.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Process() => Attempt(Path, () =>
    {
        string file = GetUnresolvedProviderPathFromPSPath(Path);
        if (ShouldProcess(file, "Write a copy of the store"))
        {
            WriteObject(Store.Care.BackUp(file, Force, StopToken));
        }
    });
}
