using System.Text.Json;
using System.Text.Json.Serialization;

namespace CostCompass.Application;

/// <summary>What a schedule runs, and how often. It is kept in the schedule itself, so that it can be read again.</summary>
/// <param name="Every">The time between two runs.</param>
/// <param name="Program">The full path of the program.</param>
/// <param name="Host">The full path of the file that the program runs as PowerShell, or null if the program is PowerShell.</param>
/// <param name="Module">The full path of the module's manifest.</param>
/// <param name="Folder">The folder of the store and the vault.</param>
/// <param name="IncludesUsage">Whether it also saves the calls of agents.</param>
/// <param name="RegisteredAt">The time at which it was registered.</param>
public sealed record ScheduledCommand(
    TimeSpan Every, string Program, string? Host, string Module, string Folder, bool IncludesUsage = false, DateTimeOffset RegisteredAt = default)
{
    private const string CommentStart = "# CostCompass: ";

    /// <summary>The shortest time between two runs.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>The longest time between two runs.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The PowerShell command. Its exit code is 1 if an account can't be read.</summary>
    [JsonIgnore]
    public string Text =>
        $"$env:{StoreFolder.Variable} = {ForeignText.Literal(Folder)}; Import-Module {ForeignText.Literal(Module)}; {(IncludesUsage ? "Add-DeepSeekUsage; " : "")}Update-CostSnapshot";

    /// <summary>The arguments of the program.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Arguments => [.. Host is null ? Array.Empty<string>() : [Host], "-NoProfile", "-NonInteractive", "-Command", Text];

    /// <summary>The command in one line of text, in ASCII and without a hyphen, for a comment.</summary>
    [JsonIgnore]
    public string Mark => JsonSerializer.Serialize(this).Replace("-", "\\u002d", StringComparison.Ordinal);

    /// <summary>The <see cref="Mark"/> as a line of a file whose comments begin with a number sign.</summary>
    [JsonIgnore]
    public string Comment => CommentStart + Mark;

    /// <summary>Whether a line is a <see cref="Comment"/>, possibly one that can't be read.</summary>
    /// <param name="line">The line.</param>
    public static bool IsComment(string line) => line.StartsWith(CommentStart, StringComparison.Ordinal);

    /// <summary>Reads a <see cref="Comment"/>. Null if the line isn't one.</summary>
    /// <param name="line">The line, or null.</param>
    public static ScheduledCommand? TryReadComment(string? line) => line is not null && IsComment(line) ? TryRead(line[CommentStart.Length..]) : null;

    /// <summary>Reads a <see cref="Mark"/>. Null if the text isn't one.</summary>
    /// <param name="mark">The text.</param>
    public static ScheduledCommand? TryRead(string mark)
    {
        try
        {
            return JsonSerializer.Deserialize<ScheduledCommand>(mark) is { Program: not null, Module: not null, Folder: not null } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The schedule.</summary>
    /// <param name="kind">The part of the operating system that runs it.</param>
    /// <param name="location">Where it is defined.</param>
    /// <param name="isActive">Whether the operating system runs it.</param>
    public CostSchedule ToSchedule(ScheduleKind kind, string location, bool isActive) => new()
    {
        Kind = kind,
        Every = Every,
        Program = ForeignText.Visible(Program),
        Module = ForeignText.Visible(Module),
        Folder = ForeignText.Visible(Folder),
        Command = ForeignText.Visible(Text),
        Location = location,
        MissingFile = new[] { Program, Host, Module }.FirstOrDefault(file => file is not null && !File.Exists(file)) is { } missing ? ForeignText.Visible(missing) : null,
        RegisteredAt = RegisteredAt.ToLocalTime(),
        IsActive = isActive,
    };
}
