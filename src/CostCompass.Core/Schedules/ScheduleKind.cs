namespace CostCompass.Schedules;

/// <summary>The part of the operating system that runs a schedule.</summary>
public enum ScheduleKind
{
    /// <summary>A scheduled task of Windows. It runs while the user is logged on, so that it can open a vault of the user.</summary>
    ScheduledTask,

    /// <summary>A timer of the user's systemd.</summary>
    SystemdTimer,

    /// <summary>A launch agent of macOS.</summary>
    LaunchAgent,

    /// <summary>A line in the user's crontab.</summary>
    Cron,
}
