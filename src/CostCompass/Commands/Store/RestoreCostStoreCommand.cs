using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Restores the store from a backup. The backup is checked first, and the current store is saved to a file next to it. The
/// replacement happens completely or not at all.
/// </summary>
[Cmdlet(VerbsData.Restore, "CostStore", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = HelpPage.Folder + "Restore-CostStore.md")]
[OutputType(typeof(CostStoreRestore))]
public sealed class RestoreCostStoreCommand : CostCompassCmdlet
{
    /// <summary>The path of the backup. The file isn't changed.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    private protected override void Process() => Attempt(Path, () =>
    {
        string file = GetUnresolvedProviderPathFromPSPath(Path);
        if (ShouldProcess(Store.Care.Path, $"Replace the store with the backup '{file}'"))
        {
            IReadOnlyList<CostAccount> before = ReadAccounts();
            WriteObject(Store.Care.Restore(file, Now, StopToken));
            Session.Renew();
            if (new ConfirmedAddresses(Session).Review(before, Store.ReadAccounts()) is { } warning)
            {
                WriteWarning(warning);
            }
        }
    });

    // The current store often can't be read when it is restored.
    private IReadOnlyList<CostAccount> ReadAccounts()
    {
        try
        {
            return Store.ReadAccounts();
        }
        catch (CostException)
        {
            return [];
        }
    }
}
