using System.Text;

namespace CostCompass.Application;

/// <summary>A line in the user's crontab, below a comment that describes it.</summary>
public sealed class CronScheduler : Scheduler
{
    private const string Crontab = "crontab";

    /// <summary>Whether the computer has a crontab command.</summary>
    public static bool IsAvailable => IsInstalled(Crontab);

    /// <inheritdoc/>
    public override ScheduleKind Kind => ScheduleKind.Cron;

    /// <inheritdoc/>
    public override string Location => Crontab;

    /// <inheritdoc/>
    public override CostSchedule? Find(DateTimeOffset now)
    {
        List<string> lines = Lines();
        if (ScheduledCommand.TryReadComment(lines.Find(ScheduledCommand.IsComment)) is not { } command)
        {
            return null;
        }

        // A person may have changed the times, put a comment sign before the line, or removed it.
        string? active = lines.Find(line => !line.TrimStart().StartsWith('#') && line.Contains(Bytes(ShellCommand(command)), StringComparison.Ordinal));
        return command.ToSchedule(Kind, Location, active is not null) with { NextRun = active == Bytes(Line(command)) ? NextRun(command.Every, now) : null };
    }

    /// <inheritdoc/>
    public override void Register(ScheduledCommand command, DateTimeOffset now)
    {
        Require(command.Every);
        Save([.. Others(), command.Comment, Bytes(Line(command))]);
    }

    /// <inheritdoc/>
    public override void Unregister() => Save(Others());

    /// <inheritdoc/>
    public override void Require(TimeSpan every)
    {
        base.Require(every);
        if (TimeSpan.FromDays(1).Ticks % every.Ticks != 0 || (every < TimeSpan.FromHours(1) ? TimeSpan.FromHours(1).Ticks % every.Ticks : every.Ticks % TimeSpan.FromHours(1).Ticks) != 0)
        {
            throw GeneralErrors.InvalidIntervalOfSchedule("must divide an hour, or be whole hours that divide a day, because cron runs the schedule");
        }
    }

    /// <summary>The line of the crontab.</summary>
    /// <param name="command">What it runs.</param>
    public static string Line(ScheduledCommand command)
    {
        string times = command.Every switch
        {
            { TotalMinutes: 1 } => "* * * * *",
            { TotalMinutes: < 60 } => string.Create(CultureInfo.InvariantCulture, $"*/{command.Every.TotalMinutes:0} * * * *"),
            { TotalHours: 1 } => "0 * * * *",
            { TotalHours: < 24 } => string.Create(CultureInfo.InvariantCulture, $"0 */{command.Every.TotalHours:0} * * *"),
            _ => "0 0 * * *",
        };

        // Cron sends what is printed by mail: only errors are of interest.
        return $"{times} {ShellCommand(command)} >/dev/null";
    }

    // A percent sign would end the command.
    private static string ShellCommand(ScheduledCommand command) =>
        string.Join(' ', command.Arguments.Prepend(command.Program).Select(Quoted)).Replace("%", "\\%", StringComparison.Ordinal);

    /// <summary>The next run: at a whole multiple of the interval since midnight.</summary>
    /// <param name="every">The time between two runs.</param>
    /// <param name="now">The current time.</param>
    public static DateTimeOffset NextRun(TimeSpan every, DateTimeOffset now)
    {
        TimeSpan time = now.LocalDateTime.TimeOfDay;
        return (now + every - TimeSpan.FromTicks(time.Ticks % every.Ticks)).ToLocalTime();
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    // The lines of others may be in any encoding: each byte is one character.
    private static string Bytes(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    // Without a crontab, the command fails too. Any other failure must not look like an empty one, whose lines would then be lost.
    private static List<string> Lines() => TryRun(Crontab, ["-l"], encoding: Encoding.Latin1) switch
    {
        { Code: 0, Output: var output } => [.. output.Split('\n')],
        { Errors: var errors } when errors.Contains("no crontab", StringComparison.OrdinalIgnoreCase) => [],
        { Errors: var errors } => throw ScheduleErrors.ScheduleFailed(Crontab, ForeignText.Visible(errors.Trim())),
    };

    private static List<string> Others()
    {
        List<string> lines = Lines();
        foreach (string comment in lines.FindAll(ScheduledCommand.IsComment))
        {
            lines.Remove(comment);
            if (ScheduledCommand.TryReadComment(comment) is { } command)
            {
                lines.RemoveAll(line => line.Contains(Bytes(ShellCommand(command)), StringComparison.Ordinal));
            }
        }

        while (lines.Count > 0 && lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return lines;
    }

    private static void Save(List<string> lines) => Run(Crontab, ["-"], string.Concat(lines.Select(line => line + "\n")), Encoding.Latin1);
}
