using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace CostCompass.Application;

/// <summary>The part of the operating system that runs a schedule for the current user. There is one schedule per user.</summary>
public abstract class Scheduler
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    /// <summary>Which part it is.</summary>
    public abstract ScheduleKind Kind { get; }

    /// <summary>Where the schedule is defined: a file, or the name of a task.</summary>
    public abstract string Location { get; }

    /// <summary>The scheduler of this computer.</summary>
    /// <exception cref="CostException"><c>ScheduleUnsupported</c>.</exception>
    public static Scheduler Current => TryCurrent() ?? throw ScheduleErrors.ScheduleUnsupported();

    /// <summary>The scheduler of this computer, or null if there is none.</summary>
    public static Scheduler? TryCurrent() =>
        OperatingSystem.IsWindows() ? new WindowsScheduler()
        : OperatingSystem.IsMacOS() ? new LaunchdScheduler()
        : SystemdScheduler.IsAvailable ? new SystemdScheduler()
        : CronScheduler.IsAvailable ? new CronScheduler()
        : null;

    /// <summary>The registered schedule, or null.</summary>
    /// <param name="now">The current time.</param>
    /// <exception cref="CostException"><c>ScheduleFailed</c>.</exception>
    public abstract CostSchedule? Find(DateTimeOffset now);

    /// <summary>Registers a schedule. It replaces the former one.</summary>
    /// <param name="command">What it runs.</param>
    /// <param name="now">The current time.</param>
    /// <exception cref="CostException"><c>ScheduleFailed</c>, or <c>InvalidInterval</c> if it can't run that often.</exception>
    public abstract void Register(ScheduledCommand command, DateTimeOffset now);

    /// <summary>Removes the schedule.</summary>
    /// <exception cref="CostException"><c>ScheduleFailed</c>.</exception>
    public abstract void Unregister();

    /// <summary>Throws if an interval isn't possible.</summary>
    /// <param name="every">The time between two runs.</param>
    /// <exception cref="CostException"><c>InvalidInterval</c>.</exception>
    public virtual void Require(TimeSpan every)
    {
        if (every < ScheduledCommand.Shortest || every > ScheduledCommand.Longest || every.Ticks % ScheduledCommand.Shortest.Ticks != 0)
        {
            throw GeneralErrors.InvalidIntervalOfSchedule("must be whole minutes, from 1 minute to 1 day");
        }
    }

    /// <summary>Whether a program is on the PATH.</summary>
    /// <param name="name">The name of the program.</param>
    private protected static bool IsInstalled(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, name)));

    /// <summary>Runs a program and returns its output.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="input">The input, or null for none.</param>
    /// <param name="encoding">The encoding of its texts, or null for UTF-8.</param>
    /// <exception cref="CostException"><c>ScheduleFailed</c>.</exception>
    private protected static string Run(string program, IEnumerable<string> arguments, string? input = null, Encoding? encoding = null)
    {
        (int code, string output, string errors) = TryRun(program, arguments, input, encoding);
        return code == 0 ? output : throw ScheduleErrors.ScheduleFailed(program, ForeignText.Visible(errors.Trim() is { Length: > 0 } said ? said : output.Trim()));
    }

    /// <summary>Runs a program and returns its exit code and its texts.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="input">The input, or null for none.</param>
    /// <param name="encoding">The encoding of its texts, or null for UTF-8.</param>
    /// <exception cref="CostException"><c>ScheduleFailed</c> if it can't be started or doesn't end.</exception>
    private protected static (int Code, string Output, string Errors) TryRun(
        string program, IEnumerable<string> arguments, string? input = null, Encoding? encoding = null)
    {
        encoding ??= new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = encoding,
            StandardOutputEncoding = encoding,
            Environment = { ["LC_ALL"] = "C" },
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            Send(process.StandardInput, input);
            if (!process.WaitForExit(_patience))
            {
                process.Kill(entireProcessTree: true);
                throw ScheduleErrors.ScheduleFailed(program, "it didn't end within 30 seconds.");
            }

            return (process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            throw ScheduleErrors.ScheduleFailed(program, exception.Message, exception);
        }
    }

    // A program that has failed doesn't read its input. What it says matters more.
    private static void Send(StreamWriter input, string? text)
    {
        try
        {
            input.Write(text);
            input.Close();
        }
        catch (IOException)
        {
            // Its exit code and its texts follow.
        }
    }

    /// <summary>Writes a definition.</summary>
    /// <param name="file">The full path.</param>
    /// <param name="text">The text.</param>
    private protected static void WriteFile(string file, string text)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.ExportFileUnwritable(file, exception);
        }

        AtomicFile.Write(file, isNew: false, writer => writer.Write(text));
    }
}
