using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Checks everything that figures depend on. It returns one object per check and records nothing. A problem is a result, not an error.</summary>
[Cmdlet(VerbsDiagnostic.Test, "CostHealth", HelpUri = HelpPage.Folder + "Test-CostHealth.md")]
[OutputType(typeof(CostHealthCheck), typeof(bool))]
public sealed class TestCostHealthCommand : CostCompassCmdlet
{
    /// <summary>Returns one Boolean: true if no check has the state Error.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Sends no requests. The keys aren't verified, and the clock isn't compared with a server.</summary>
    [Parameter]
    public SwitchParameter Offline { get; set; }

    /// <summary>
    /// The maximum age of the last reading of an account. If it is older, the state of the check Reading is Error. The default is one day, or four times the usual interval between
    /// readings if that is longer.
    /// </summary>
    [Parameter]
    [Alias("StaleAfter")]
    public TimeSpan MaximumAge { get; set; } = LastReading.UsualMaximumAge;

    /// <summary>The maximum time in seconds that one account may take to respond, including retries. The default is 30.</summary>
    [Parameter]
    [ValidateRange(1, 600)]
    public int TimeoutSec { get; set; } = 30;

    private protected override void Process()
    {
        LastReading.RequireMaximumAge(MaximumAge);
        var checkup = new HealthCheckup(Session, Keys) { MaximumAge = MaximumAge, Timeout = TimeSpan.FromSeconds(TimeoutSec), IsOffline = Offline };
        if (Quiet)
        {
            WriteObject(checkup.Run(StopToken).ToList().TrueForAll(check => check.State != HealthState.Error));
            return;
        }

        foreach (CostHealthCheck check in checkup.Run(StopToken))
        {
            WriteObject(check);
        }
    }
}
