using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>
/// Checks the integrity of the store. It returns one object per check and changes nothing. Damage is a result, not an error.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "CostStore", HelpUri = HelpPage.Folder + "Test-CostStore.md")]
[OutputType(typeof(CostStoreCheck), typeof(bool))]
public sealed class TestCostStoreCommand : CostCompassCmdlet
{
    /// <summary>Returns one Boolean: true if no check finds a problem. A store that can't be read is an error and counts as false.</summary>
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
