using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Checks the store: the file as a database, its tables, and what stands in them by the rules of the domain. Nothing is changed.
/// With -Quiet one answer for all of it, for scripts.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "CostStore", HelpUri = HelpPage.Folder + "Test-CostStore.md")]
[OutputType(typeof(CostStoreCheck), typeof(bool))]
public sealed class TestCostStoreCommand : CostCompassCmdlet
{
    /// <summary>Give one Boolean: true when no check finds anything. A store that cannot be looked at is an error and counts as false.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override void Process()
    {
        bool isSound = false;
        Attempt(null, () =>
        {
            IReadOnlyList<CostStoreCheck> checks = Store.Care.Check(StopToken);
            isSound = checks.All(check => check.IsOk);
            if (!Quiet)
            {
                WriteObject(checks, enumerateCollection: true);
            }
        });
        if (Quiet)
        {
            WriteObject(isSound);
        }
    }
}
