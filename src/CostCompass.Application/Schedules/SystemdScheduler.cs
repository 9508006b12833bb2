namespace CostCompass.Application;

/// <summary>A timer of the user's systemd.</summary>
public sealed class SystemdScheduler : Scheduler
{
    private const string Control = "systemctl";
    private const string Timer = "costcompass-schedule.timer";
    private const string Service = "costcompass-schedule.service";

    /// <summary>Whether systemd runs for this user.</summary>
    public static bool IsAvailable => IsInstalled(Control) && TryRun(Control, ["--user", "show-environment"]).Code == 0;

    /// <inheritdoc/>
    public override ScheduleKind Kind => ScheduleKind.SystemdTimer;

    /// <inheritdoc/>
    public override string Location => Path.Combine(Folder, Timer);

    // The .NET name for $XDG_CONFIG_HOME, or ~/.config.
    private static string Folder => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "systemd", "user");

    /// <inheritdoc/>
    public override CostSchedule? Find(DateTimeOffset now)
    {
        if (ScheduledCommand.TryReadComment(File.Exists(Location) ? File.ReadLines(Location).FirstOrDefault() : null) is not { } command)
        {
            return null;
        }

        // Before version 247, systemd shows times only as text of the locale. They are then unknown.
        string[] show = ["--user", "show", Timer, "-p", "ActiveState,LastTriggerUSec,NextElapseUSecRealtime"];
        Dictionary<string, string> shown = (TryRun(Control, [.. show, "--timestamp=unix"]) is { Code: 0, Output: var output } ? output : Run(Control, show))
            .Split('\n')
            .Select(line => line.Split('=', 2))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1]);
        DateTimeOffset? last = Instant(shown, "LastTriggerUSec");
        bool isActive = shown.GetValueOrDefault("ActiveState") == "active";
        return command.ToSchedule(Kind, Location, isActive) with
        {
            LastRun = last,
            NextRun = !isActive ? null : Instant(shown, "NextElapseUSecRealtime") ?? last + command.Every,
        };
    }

    /// <inheritdoc/>
    public override void Register(ScheduledCommand command, DateTimeOffset now)
    {
        Require(command.Every);
        WriteFile(Path.Combine(Folder, Service), ServiceText(command));
        WriteFile(Location, TimerText(command));
        Run(Control, ["--user", "daemon-reload"]);
        Run(Control, ["--user", "enable", Timer]);
        Run(Control, ["--user", "restart", Timer]);
    }

    /// <inheritdoc/>
    public override void Unregister()
    {
        TryRun(Control, ["--user", "disable", "--now", Timer]);
        File.Delete(Location);
        File.Delete(Path.Combine(Folder, Service));
        Run(Control, ["--user", "daemon-reload"]);
    }

    /// <summary>The text of the service.</summary>
    /// <param name="command">What it runs.</param>
    public static string ServiceText(ScheduledCommand command) =>
        $"""
        [Unit]
        Description=Takes snapshots of the cost of AI APIs (CostCompass)

        [Service]
        Type=oneshot
        ExecStart={string.Join(' ', command.Arguments.Prepend(command.Program).Select(Quoted))}
        TimeoutStartSec=600

        """;

    /// <summary>The text of the timer.</summary>
    /// <param name="command">How often it runs.</param>
    public static string TimerText(ScheduledCommand command) =>
        $"""
        {command.Comment}
        [Unit]
        Description=Takes snapshots of the cost of AI APIs (CostCompass)

        [Timer]
        OnActiveSec=5s
        OnUnitActiveSec={command.Every.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)}s
        AccuracySec=5s

        [Install]
        WantedBy=timers.target

        """;

    // A percent sign and a dollar sign are special in a unit.
    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("%", "%%", StringComparison.Ordinal).Replace("$", "$$", StringComparison.Ordinal)}\"";

    private static DateTimeOffset? Instant(Dictionary<string, string> shown, string name) =>
        shown.TryGetValue(name, out string? text) && long.TryParse(text.TrimStart('@'), NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds > 0
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToLocalTime()
            : null;
}
