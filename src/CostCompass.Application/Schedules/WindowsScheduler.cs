using System.Security;
using System.Xml.Linq;

namespace CostCompass.Application;

/// <summary>
/// A scheduled task of Windows. It runs as the current user while the user is logged on: without a session, Windows can't open a vault that
/// belongs to the user.
/// </summary>
public sealed class WindowsScheduler : Scheduler
{
    private const string Control = "schtasks.exe";
    private const string Name = "CostCompass";
    private static readonly string[] _hidden = ["-WindowStyle", "Hidden"];
    private static readonly XNamespace _task = "http://schemas.microsoft.com/windows/2004/02/mit/task";

    /// <inheritdoc/>
    public override ScheduleKind Kind => ScheduleKind.ScheduledTask;

    /// <inheritdoc/>
    public override string Location => Name;

    /// <inheritdoc/>
    public override CostSchedule? Find(DateTimeOffset now)
    {
        if (TryRun(Control, ["/Query", "/TN", Name, "/XML"]) is not { Code: 0 } read)
        {
            return null;
        }

        // The program writes UTF-16 into its declaration, whatever it sends.
        XElement task = XElement.Parse(read.Output[read.Output.IndexOf("<Task", StringComparison.Ordinal)..]);
        if (ScheduledCommand.TryRead((string?)task.Descendants(_task + "Documentation").FirstOrDefault() ?? "") is not { } command)
        {
            return null;
        }

        bool isActive = (bool?)task.Element(_task + "Settings")?.Element(_task + "Enabled") ?? true;
        DateTime start = (DateTime?)task.Descendants(_task + "StartBoundary").FirstOrDefault() ?? now.UtcDateTime;
        DateTimeOffset begin = start.ToUniversalTime();
        return command.ToSchedule(Kind, Location, isActive) with
        {
            NextRun = isActive ? (begin + ((long)Math.Floor((now - begin) / command.Every) + 1) * command.Every).ToLocalTime() : null,
        };
    }

    /// <inheritdoc/>
    public override void Register(ScheduledCommand command, DateTimeOffset now)
    {
        Require(command.Every);
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".xml");
        try
        {
            WriteFile(file, Definition(command, $"{Environment.UserDomainName}\\{Environment.UserName}", now));
            Run(Control, ["/Create", "/TN", Name, "/XML", file, "/F"]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <inheritdoc/>
    public override void Unregister() => Run(Control, ["/Delete", "/TN", Name, "/F"]);

    /// <summary>The definition of the task.</summary>
    /// <param name="command">What it runs, and how often.</param>
    /// <param name="user">The user, as DOMAIN\name.</param>
    /// <param name="now">The time of the first run.</param>
    public static string Definition(ScheduledCommand command, string user, DateTimeOffset now) =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Task version="1.2" xmlns="{_task}">
          <RegistrationInfo>
            <Description>Takes snapshots of the cost of AI APIs (CostCompass)</Description>
            <Documentation>{SecurityElement.Escape(command.Mark)}</Documentation>
          </RegistrationInfo>
          <Triggers>
            <TimeTrigger>
              <Repetition>
                <Interval>{System.Xml.XmlConvert.ToString(command.Every)}</Interval>
              </Repetition>
              <StartBoundary>{now.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}</StartBoundary>
            </TimeTrigger>
          </Triggers>
          <Principals>
            <Principal id="Author">
              <UserId>{SecurityElement.Escape(user)}</UserId>
              <LogonType>InteractiveToken</LogonType>
              <RunLevel>LeastPrivilege</RunLevel>
            </Principal>
          </Principals>
          <Settings>
            <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
            <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
            <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
            <StartWhenAvailable>true</StartWhenAvailable>
            <ExecutionTimeLimit>PT10M</ExecutionTimeLimit>
          </Settings>
          <Actions Context="Author">
            <Exec>
              <Command>{SecurityElement.Escape(command.Program)}</Command>
              <Arguments>{SecurityElement.Escape(string.Join(' ', _hidden.Concat(command.Arguments).Select(Quoted)))}</Arguments>
            </Exec>
          </Actions>
        </Task>

        """;

    // As programs of Windows read their arguments. A path can't contain a quotation mark.
    private static string Quoted(string text) => text.Contains(' ', StringComparison.Ordinal) ? $"\"{text}\"" : text;
}
