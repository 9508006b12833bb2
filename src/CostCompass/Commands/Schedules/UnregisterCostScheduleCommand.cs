using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Removes the schedule of the current user that takes snapshots.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "CostSchedule", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Unregister-CostSchedule.md")]
[OutputType(typeof(void))]
public sealed class UnregisterCostScheduleCommand : CostCompassCmdlet
{
    private protected override void Process()
    {
        Scheduler scheduler = Scheduler.Current;
        CostSchedule schedule = scheduler.Find(DateTimeOffset.UtcNow) ?? throw ScheduleErrors.ScheduleNotFound();
        if (ShouldProcess($"{schedule.Kind} '{schedule.Location}'", "Remove the schedule"))
        {
            scheduler.Unregister();
        }
    }
}
