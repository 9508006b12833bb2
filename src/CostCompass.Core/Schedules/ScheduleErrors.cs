namespace CostCompass.Schedules;

/// <summary>All errors of schedules, so that each is worded once.</summary>
internal static class ScheduleErrors
{
    public static CostException ScheduleUnsupported() => new(
        "ScheduleUnsupported",
        CostErrorKind.NotFound,
        "Nothing on this computer can run a schedule: neither the user's systemd nor crontab is available.",
        "Install cron, or run Watch-CostSnapshot in a process that you start.");

    public static CostException ScheduleFailed(string program, string said, Exception? cause = null) => new(
        "ScheduleFailed",
        CostErrorKind.Unspecified,
        $"'{program}' failed: {said}",
        "Correct the cause, and run the command again.",
        cause);

    public static CostException SchedulePathInvalid() => new(
        "SchedulePathInvalid",
        CostErrorKind.InvalidInput,
        "The path of PowerShell, of the module or of the store contains a control character, so a schedule can't use it.",
        "Use a folder without such characters in COSTCOMPASS_HOME.");

    public static CostException ScheduleNotFound() => new(
        "ScheduleNotFound",
        CostErrorKind.NotFound,
        "No schedule is registered.",
        "To register one, run Register-CostSchedule.");
}
