using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Gets the schedule of the current user that takes snapshots, if one is registered.</summary>
[Cmdlet(VerbsCommon.Get, "CostSchedule", HelpUri = HelpPage.Folder + "Get-CostSchedule.md")]
[OutputType(typeof(CostSchedule))]
public sealed class GetCostScheduleCommand : CostCompassCmdlet
{
    private protected override void Process()
    {
        if (Scheduler.TryCurrent()?.Find(DateTimeOffset.UtcNow) is { } schedule)
        {
            WriteObject(schedule);
        }
    }
}
