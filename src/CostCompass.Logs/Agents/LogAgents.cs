using System.Text.Json;

namespace CostCompass.Logs.Agents;

/// <summary>The agents with supported logs, and where each agent stores them.</summary>
public static class LogAgents
{
    /// <summary>Claude Code.</summary>
    public const string ClaudeCode = "Claude Code";

    /// <summary>Cline, in editors and on the command line.</summary>
    public const string Cline = "Cline";

    /// <summary>Codex CLI.</summary>
    public const string Codex = "Codex";

    /// <summary>DeepSeek Harness.</summary>
    public const string Harness = "DeepSeek Harness";

    /// <summary>Kilo Code, in editors and on the command line.</summary>
    public const string KiloCode = "Kilo Code";

    /// <summary>OpenCode.</summary>
    public const string OpenCode = "OpenCode";

    /// <summary>Roo Code.</summary>
    public const string RooCode = "Roo Code";

    private const int ClaudeCodeDays = 30;
    private const int Deep = 16;

    // Editors that are based on Visual Studio Code.
    private static readonly string[] Editors = ["Code", "Code - Insiders", "VSCodium", "Cursor", "Windsurf"];
    private static readonly string[] CodexFolders = ["sessions", "archived_sessions"];
    private static readonly string[] Servers = [".vscode-server", ".vscode-server-insiders", ".cursor-server", ".windsurf-server"];

    /// <summary>The names of the agents, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } = [ClaudeCode, Cline, Codex, Harness, KiloCode, OpenCode, RooCode];

    /// <summary>The folders with logs of each agent. It doesn't list the logs.</summary>
    /// <param name="environment">Where programs store their files.</param>
    public static ILookup<string, string> Locate(AgentEnvironment environment) => Names
        .SelectMany(agent => FoldersOf(agent, environment).Where(folder => folder.HasLogs).Select(folder => (agent, folder.Path)))
        .Distinct()
        .ToLookup(found => found.agent, found => found.Path);

    /// <summary>Finds the folders in which agents store logs. Folders without logs are skipped.</summary>
    /// <param name="environment">Where programs store their files.</param>
    /// <param name="isWanted">Whether an agent is included, by its name.</param>
    public static IReadOnlyList<LogSource> Find(AgentEnvironment environment, Func<string, bool> isWanted) =>
        [.. from agent in Names
            where isWanted(agent)
            from folder in FoldersOf(agent, environment).DistinctBy(folder => (folder.Path, folder.Patterns[0]))
            let files = folder.Find()
            where files.Count > 0
            select new LogSource(agent, folder.Path, [.. LogReader.Current(files)], DaysKept(agent, folder.Path))];

    /// <summary>Whether a file is the database of an agent, by its name.</summary>
    /// <param name="name">The name.</param>
    public static bool IsDatabase(string name) =>
        name.EndsWith(".db", StringComparison.OrdinalIgnoreCase)
        && (name.StartsWith("opencode", StringComparison.OrdinalIgnoreCase) || name.StartsWith("kilo", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<LogFolder> FoldersOf(string agent, AgentEnvironment environment) => agent switch
    {
        ClaudeCode => ClaudeCodeFolders(environment).Select(folder => new LogFolder(Path.Combine(folder, "projects"), Deep, "*.jsonl")),
        Cline => EditorFolders(environment, "saoudrizwan.claude-dev").Concat(ClineFolders(environment)),
        Codex => CodexFolders.Select(folder => new LogFolder(
            Path.Combine(environment.Folder("CODEX_HOME", ".codex"), folder), Deep, "rollout-*.jsonl", "rollout-*.jsonl.zst")),
        Harness => [new LogFolder(Path.Combine(environment.Folder("DSH_HOME", ".dsh"), "sessions"), Deep, "session*.jsonl", "session*.jsonl.zstd")],
        KiloCode => EditorFolders(environment, "kilocode.kilo-code").Concat(DataFolders(environment, "KILO_DATA_DIR", "kilo")),
        OpenCode => DataFolders(environment, "OPENCODE_DATA_DIR", "opencode"),
        RooCode => EditorFolders(environment, "rooveterinaryinc.roo-cline"),
        _ => [],
    };

    private static IEnumerable<string> ClaudeCodeFolders(AgentEnvironment environment) =>
        environment.Folders("CLAUDE_CONFIG_DIR") is { Count: > 0 } moved ? moved : [environment.Below(".claude"), Path.Combine(environment.Config, "claude")];

    // Current versions store messages in a database, older ones in a file per message.
    private static IEnumerable<LogFolder> DataFolders(AgentEnvironment environment, string variable, string name)
    {
        IEnumerable<string> folders = environment.Folders(variable) is { Count: > 0 } moved ? moved : [Path.Combine(environment.Data, name)];
        return folders.SelectMany(folder => new LogFolder[]
        {
            new(folder, 0, name + ".db", name + "-*.db"),
            new(Path.Combine(folder, "storage", "message"), 1, "*.json"),
            new(Path.Combine(folder, "project"), 5, "msg_*.json"),
        });
    }

    // Each profile of an editor except the default one has a separate storage folder.
    private static IEnumerable<LogFolder> EditorFolders(AgentEnvironment environment, string extension) =>
        Editors.Select(editor => Path.Combine(environment.ApplicationData, editor))
            .Concat(environment.Folders("VSCODE_PORTABLE").Select(folder => Path.Combine(folder, "user-data")))
            .Concat(Servers.Select(server => environment.Below(server, "data")))
            .Select(folder => Path.Combine(folder, "User"))
            .SelectMany(user => Folders(Path.Combine(user, "profiles")).Prepend(user))
            .Select(folder => new LogFolder(Path.Combine(folder, "globalStorage", extension, "tasks"), 1, "ui_messages.json"));

    private static string[] Folders(string path)
    {
        try
        {
            return Directory.Exists(path) ? Directory.GetDirectories(path) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static LogFolder[] ClineFolders(AgentEnvironment environment)
    {
        string data = environment.Folders("CLINE_DATA_DIR") is [var moved, ..] ? moved : Path.Combine(environment.Folder("CLINE_DIR", ".cline"), "data");
        return [new(Path.Combine(data, "tasks"), 1, "ui_messages.json"), new(Path.Combine(data, "sessions"), 2, "*.messages.json")];
    }

    private static int? DaysKept(string agent, string folder) => agent == ClaudeCode ? CleanupPeriod(Path.GetDirectoryName(folder)!) : null;

    // The user can change the period. 0 turns logs off.
    private static int CleanupPeriod(string folder)
    {
        try
        {
            using JsonDocument settings = JsonDocument.Parse(
                File.ReadAllBytes(Path.Combine(folder, "settings.json")), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return settings.RootElement.ValueKind == JsonValueKind.Object
                && settings.RootElement.TryGetProperty("cleanupPeriodDays", out JsonElement days)
                && days.ValueKind == JsonValueKind.Number && days.TryGetInt32(out int count) && count >= 0 ? count : ClaudeCodeDays;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return ClaudeCodeDays;
        }
    }
}
