using CostCompass.Logs.Agents;

namespace CostCompass.Logs.Tests;

/// <summary>Where agents keep their logs on each platform, and where variables move them.</summary>
public sealed class LogAgentsTests : IDisposable
{
    private readonly TempFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("Claude Code", ".claude/projects/-home-dev/s.jsonl", ".claude/projects")]
    [InlineData("Claude Code", ".claude/projects/-home-dev/s1/subagents/agent-a.jsonl", ".claude/projects")]
    [InlineData("Claude Code", ".config/claude/projects/p/s.jsonl", ".config/claude/projects")]
    [InlineData("Codex", ".codex/sessions/2026/11/10/rollout-1.jsonl", ".codex/sessions")]
    [InlineData("Codex", ".codex/archived_sessions/rollout-1.jsonl.zst", ".codex/archived_sessions")]
    [InlineData("DeepSeek Harness", ".dsh/sessions/--home--/s1/session.v2.jsonl.zstd", ".dsh/sessions")]
    [InlineData("OpenCode", ".local/share/opencode/opencode.db", ".local/share/opencode")]
    [InlineData("OpenCode", ".local/share/opencode/opencode-next.db", ".local/share/opencode")]
    [InlineData("OpenCode", ".local/share/opencode/storage/message/ses_1/msg_1.json", ".local/share/opencode/storage/message")]
    [InlineData("OpenCode", ".local/share/opencode/project/home-dev/storage/session/message/ses_1/msg_1.json", ".local/share/opencode/project")]
    [InlineData("Kilo Code", ".local/share/kilo/kilo.db", ".local/share/kilo")]
    [InlineData("Cline", ".cline/data/tasks/1/ui_messages.json", ".cline/data/tasks")]
    [InlineData("Cline", ".cline/data/sessions/s/s.messages.json", ".cline/data/sessions")]
    [InlineData("Cline", ".vscode-server/data/User/globalStorage/saoudrizwan.claude-dev/tasks/1/ui_messages.json", ".vscode-server/data/User/globalStorage/saoudrizwan.claude-dev/tasks")]
    public void OnEachPlatform_AnAgentsFolderIsFound(string agent, string file, string folder)
    {
        _home.Write(file, "");
        foreach (AgentEnvironment environment in new[] { Linux(), Linux() with { IsMacOS = true }, Linux() with { IsWindows = true } })
        {
            LogSource source = Assert.Single(LogAgents.Find(environment, _ => true));
            Assert.Equal((agent, In(folder), 1), (source.Agent, source.Path, source.Files.Count));
            Assert.Empty(LogAgents.Find(environment, name => name != agent));
            Assert.Equal([(agent, In(folder))], LogAgents.Locate(environment).SelectMany(found => found.Select(path => (found.Key, path))));
        }
    }

    [Theory]
    [InlineData("linux", ".config")]
    [InlineData("mac", "Library/Application Support")]
    [InlineData("windows", "AppData/Roaming")]
    public void EachEditor_HasAFolderPerExtension(string platform, string settings)
    {
        AgentEnvironment environment = Linux() with { IsMacOS = platform == "mac", IsWindows = platform == "windows" };
        foreach (string editor in new[] { "Code", "Code - Insiders", "VSCodium", "Cursor", "Windsurf", "Code/User/profiles/-5a" })
        {
            string user = editor.Contains("profiles", StringComparison.Ordinal) ? editor : editor + "/User";
            foreach (string extension in new[] { "saoudrizwan.claude-dev", "rooveterinaryinc.roo-cline", "kilocode.kilo-code" })
            {
                _home.Write($"{settings}/{user}/globalStorage/{extension}/tasks/t1/ui_messages.json", "[]");
                _home.Write($"{settings}/{user}/globalStorage/{extension}/tasks/t1/api_conversation_history.json", "[]");
                _home.Write($"{settings}/{user}/globalStorage/{extension}/tasks/t1/checkpoints/a/ui_messages.json", "[]");
            }
        }

        Assert.Equal(
            ["Cline 6", "Kilo Code 6", "Roo Code 6"],
            LogAgents.Find(environment, _ => true).GroupBy(source => source.Agent).Select(group => $"{group.Key} {group.Sum(source => source.Files.Count)}"));
    }

    [Theory]
    [InlineData("CLAUDE_CONFIG_DIR", "moved", "Claude Code", "moved/projects/p/s.jsonl")]
    [InlineData("XDG_CONFIG_HOME", "moved", "Claude Code", "moved/claude/projects/p/s.jsonl")]
    [InlineData("XDG_CONFIG_HOME", "moved", "Roo Code", "moved/Code/User/globalStorage/rooveterinaryinc.roo-cline/tasks/1/ui_messages.json")]
    [InlineData("CODEX_HOME", "moved", "Codex", "moved/sessions/2026/11/10/rollout-1.jsonl")]
    [InlineData("DSH_HOME", "moved", "DeepSeek Harness", "moved/sessions/a/b/session.jsonl")]
    [InlineData("XDG_DATA_HOME", "moved", "OpenCode", "moved/opencode/opencode.db")]
    [InlineData("OPENCODE_DATA_DIR", "moved", "OpenCode", "moved/opencode.db")]
    [InlineData("KILO_DATA_DIR", "moved", "Kilo Code", "moved/kilo.db")]
    [InlineData("CLINE_DIR", "moved", "Cline", "moved/data/sessions/s/s.messages.json")]
    [InlineData("CLINE_DATA_DIR", "moved", "Cline", "moved/tasks/1/ui_messages.json")]
    [InlineData("VSCODE_PORTABLE", "moved", "Cline", "moved/user-data/User/globalStorage/saoudrizwan.claude-dev/tasks/1/ui_messages.json")]
    public void AVariable_MovesAFolder(string variable, string value, string agent, string file)
    {
        _home.Write(file, "");
        foreach (string path in new[] { In(value), "~/" + value, " " + In(value) + "/" })
        {
            Assert.Equal(agent, Assert.Single(LogAgents.Find(Linux((variable, path)), _ => true)).Agent);
        }

        Assert.Empty(LogAgents.Find(Linux((variable, "")), _ => true));
    }

    [Fact]
    public void SeveralFolders_StandBehindEachOther_AndHoldInsteadOfTheUsualOnes()
    {
        _home.Write(".claude/projects/p/s.jsonl", "");
        _home.Write("a/projects/p/s.jsonl", "");
        _home.Write("b/projects/p/s.jsonl", "");

        Assert.Equal([In("a/projects"), In("b/projects")], LogAgents.Find(Linux(("CLAUDE_CONFIG_DIR", $"{In("a")}, {In("b")},{In("a")}")), _ => true).Select(source => source.Path));
    }

    [Theory]
    [InlineData(null, 30)]
    [InlineData("""{"cleanupPeriodDays":365}""", 365)]
    [InlineData("""{"cleanupPeriodDays":"soon"}""", 30)]
    [InlineData("{ not JSON", 30)]
    public void ClaudeCode_DeletesItsLogsAfterItsPeriod(string? settings, int days)
    {
        _home.Write(".claude/projects/p/s.jsonl", "");
        if (settings is not null)
        {
            _home.Write(".claude/settings.json", settings);
        }

        Assert.Equal(days, Assert.Single(LogAgents.Find(Linux(), _ => true)).DaysKept);
    }

    [Fact]
    public void OthersKeepTheirLogs()
    {
        _home.Write(".codex/sessions/rollout-1.jsonl", "");
        Assert.Null(Assert.Single(LogAgents.Find(Linux(), _ => true)).DaysKept);
    }

    private string In(string path) => Path.Combine(_home.Path, path).Replace('/', Path.DirectorySeparatorChar);

    private AgentEnvironment Linux(params (string Name, string Value)[] variables) => new()
    {
        Home = _home.Path,
        Variable = name => variables.Where(one => one.Name == name).Select(one => one.Value).FirstOrDefault(),
    };
}
