using System.Security;

namespace CostCompass.Application;

/// <summary>A launch agent of macOS.</summary>
public sealed class LaunchdScheduler : Scheduler
{
    private const string Label = "io.github.costcompass";
    private const string Control = "launchctl";
    private const string Comment = "<!-- CostCompass: ";
    private const string CommentEnd = " -->";

    /// <inheritdoc/>
    public override ScheduleKind Kind => ScheduleKind.LaunchAgent;

    /// <inheritdoc/>
    public override string Location => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), "Library", "LaunchAgents", Label + ".plist");

    private static string Domain => "gui/" + Run("id", ["-u"]).Trim();

    /// <inheritdoc/>
    public override CostSchedule? Find(DateTimeOffset now)
    {
        string? comment = File.Exists(Location) ? File.ReadLines(Location).FirstOrDefault(line => line.StartsWith(Comment, StringComparison.Ordinal)) : null;
        return comment is not null && ScheduledCommand.TryRead(comment[Comment.Length..^CommentEnd.Length]) is { } command
            ? command.ToSchedule(Kind, Location, TryRun(Control, ["print", $"{Domain}/{Label}"]).Code == 0)
            : null;
    }

    /// <inheritdoc/>
    public override void Register(ScheduledCommand command, DateTimeOffset now)
    {
        Require(command.Every);
        WriteFile(Location, PropertyList(command));
        TryRun(Control, ["bootout", $"{Domain}/{Label}"]);
        Run(Control, ["bootstrap", Domain, Location]);
    }

    /// <inheritdoc/>
    public override void Unregister()
    {
        TryRun(Control, ["bootout", $"{Domain}/{Label}"]);
        File.Delete(Location);
    }

    /// <summary>The text of the agent.</summary>
    /// <param name="command">What it runs, and how often.</param>
    public static string PropertyList(ScheduledCommand command) =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
        {Comment}{command.Mark}{CommentEnd}
        <plist version="1.0">
          <dict>
            <key>Label</key>
            <string>{Label}</string>
            <key>ProgramArguments</key>
            <array>
        {string.Join('\n', command.Arguments.Prepend(command.Program).Select(argument => $"      <string>{SecurityElement.Escape(argument)}</string>"))}
            </array>
            <key>StartInterval</key>
            <integer>{command.Every.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)}</integer>
            <key>RunAtLoad</key>
            <true/>
          </dict>
        </plist>

        """;
}
