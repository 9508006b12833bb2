using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>Registers a schedule that takes snapshots of all accounts, with the full paths of the program and the module as they are now.</summary>
[Cmdlet(VerbsLifecycle.Register, "CostSchedule", SupportsShouldProcess = true, HelpUri = HelpPage.Folder + "Register-CostSchedule.md")]
[OutputType(typeof(CostSchedule))]
public sealed class RegisterCostScheduleCommand : CostCompassCmdlet
{
    /// <summary>The time between two snapshots: whole minutes, from 1 minute to 1 day. The default is 15 minutes.</summary>
    [Parameter(Position = 0)]
    public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Also saves the calls in the logs of coding agents (Add-DeepSeekUsage), before the agents delete them.</summary>
    [Parameter]
    public SwitchParameter IncludeUsage { get; set; }

    private protected override void Process()
    {
        Scheduler scheduler = Scheduler.Current;
        ScheduledCommand command = Describe();
        scheduler.Require(Every);
        if (command.Text.Concat(command.Program).Any(char.IsControl))
        {
            throw ScheduleErrors.SchedulePathInvalid();
        }

        if (!ShouldProcess($"{scheduler.Kind} '{scheduler.Location}'", $"Run every {Every:c}: {command.Text}"))
        {
            return;
        }

        scheduler.Register(command, DateTimeOffset.UtcNow);
        foreach (string doubt in new ScheduleDoubts(Session).Of(scheduler.Kind))
        {
            WriteWarning(doubt);
        }

        WriteObject(scheduler.Find(DateTimeOffset.UtcNow));
    }

    // The pwsh command of a .NET tool is only a launcher: dotnet runs PowerShell.
    private ScheduledCommand Describe()
    {
        string process = Environment.ProcessPath!;
        string home = (string)SessionState.PSVariable.GetValue("PSHOME");
        bool isHosted = Path.GetFileNameWithoutExtension(process) == "dotnet";
        string shell = Path.Combine(home, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh");
        return new ScheduledCommand(
            Every,
            isHosted ? process : shell,
            isHosted ? Path.Combine(home, "pwsh.dll") : null,
            Path.Combine(MyInvocation.MyCommand.Module.ModuleBase, "CostCompass.psd1"),
            StoreFolder.Current,
            IncludeUsage,
            DateTimeOffset.UtcNow);
    }
}
