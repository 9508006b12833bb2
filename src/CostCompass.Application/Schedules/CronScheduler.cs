namespace CostCompass.Application;

/// <summary>A line in the user's crontab, below a comment that describes it.</summary>
public sealed class CronScheduler : Scheduler
{
    private const string Crontab = "crontab";
    private const string Comment = "# CostCompass: ";

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
        int comment = lines.FindIndex(line => line.StartsWith(Comment, StringComparison.Ordinal));
        if (comment < 0 || ScheduledCommand.TryRead(lines[comment][Comment.Length..]) is not { } command)
        {
            return null;
        }

        // A person may have put a comment sign before the line, or removed it.
        bool isActive = comment + 1 < lines.Count && lines[comment + 1] == Line(command);
        return command.ToSchedule(Kind, Location, isActive) with { NextRun = isActive ? NextRun(command.Every, now) : null };
    }

    /// <inheritdoc/>
    public override void Register(ScheduledCommand command, DateTimeOffset now)
    {
        Require(command.Every);
        Save([.. Others(), Comment + command.Mark, Line(command)]);
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

        // Cron sends what is printed by mail: only errors are of interest. A percent sign would end the command.
        string shell = string.Join(' ', command.Arguments.Prepend(command.Program).Select(Quoted));
        return $"{times} {shell} >/dev/null".Replace("%", "\\%", StringComparison.Ordinal);
    }

    /// <summary>The next run: at a whole multiple of the interval since midnight.</summary>
    /// <param name="every">The time between two runs.</param>
    /// <param name="now">The current time.</param>
    public static DateTimeOffset NextRun(TimeSpan every, DateTimeOffset now)
    {
        DateTime local = now.LocalDateTime;
        DateTime next = local.Date + ((long)(local.TimeOfDay / every) + 1) * every;
        return new DateTimeOffset(next, TimeZoneInfo.Local.GetUtcOffset(next));
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    // Without a crontab, the command fails.
    private static List<string> Lines() => TryRun(Crontab, ["-l"]) is { Code: 0 } read ? [.. read.Output.Split('\n')] : [];

    private static List<string> Others()
    {
        List<string> lines = Lines();
        while (lines.FindIndex(line => line.StartsWith(Comment, StringComparison.Ordinal)) is >= 0 and int comment)
        {
            bool hasLine = comment + 1 < lines.Count && ScheduledCommand.TryRead(lines[comment][Comment.Length..]) is { } command && lines[comment + 1].EndsWith(Line(command), StringComparison.Ordinal);
            lines.RemoveRange(comment, hasLine ? 2 : 1);
        }

        while (lines.Count > 0 && lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return lines;
    }

    private static void Save(List<string> lines) => Run(Crontab, ["-"], string.Concat(lines.Select(line => line + "\n")));
}
