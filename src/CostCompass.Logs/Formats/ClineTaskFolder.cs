using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CostCompass.Logs.Formats;

/// <summary>The data in the folder of a task that isn't in its messages: the agent, the task, the working folder, and the models.</summary>
internal sealed partial class ClineTaskFolder
{
    private const string Cline = LogAgents.Cline;
    private const long LargestFile = 256 << 20;

    // The model is logged shortly after the request starts.
    private static readonly long Delay = TimeSpan.FromSeconds(2).Ticks;

    private readonly string? _folder;
    private List<(long At, string? Provider, string Model)>? _models;
    private string? _project;
    private bool _isProjectRead;

    /// <summary>Determines the folder.</summary>
    /// <param name="path">The file of the messages, or null if they come from another source.</param>
    public ClineTaskFolder(string? path)
    {
        _folder = Path.GetDirectoryName(path);
        Task = string.IsNullOrEmpty(_folder) ? null : Path.GetFileName(_folder);
        Agent = path is null ? Cline
            : path.Contains("rooveterinaryinc.roo-cline", StringComparison.OrdinalIgnoreCase) ? LogAgents.RooCode
            : path.Contains("kilocode.kilo-code", StringComparison.OrdinalIgnoreCase) ? LogAgents.KiloCode
            : Cline;
    }

    /// <summary>The agent.</summary>
    public string Agent { get; }

    /// <summary>The task.</summary>
    public string? Task { get; }

    /// <summary>The folder in which the agent worked.</summary>
    public string? Project
    {
        get
        {
            if (!_isProjectRead)
            {
                _isProjectRead = true;
                _project = ReadProject();
            }

            return _project;
        }
    }

    /// <summary>The model that was in use at a time, with its provider. Null if it isn't in any file.</summary>
    public (string? Provider, string? Model) ModelAt(long at)
    {
        _models ??= ReadModels();
        if (_models.Count == 0)
        {
            return (null, null);
        }

        (long _, string? provider, string model) = _models.LastOrDefault(one => one.At <= at + Delay, _models[0]);
        return (provider, model);
    }

    private List<(long At, string? Provider, string Model)> ReadModels()
    {
        using JsonDocument? metadata = Read("task_metadata.json");
        if (metadata is not null && metadata.RootElement.ValueKind == JsonValueKind.Object
            && metadata.RootElement.TryGetProperty("model_usage", out JsonElement usage) && usage.ValueKind == JsonValueKind.Array)
        {
            var used = usage.EnumerateArray()
                .Select(one => (At(one), Text(one, "model_provider_id"), Model: Text(one, "model_id")))
                .Where(one => !string.IsNullOrEmpty(one.Model))
                .Select(one => (one.Item1, one.Item2, one.Model!))
                .OrderBy(one => one.Item1)
                .ToList();
            if (used.Count > 0)
            {
                return used;
            }
        }

        // The prompt names the model in its description of the environment.
        using JsonDocument? history = Read("api_conversation_history.json");
        return history is null || history.RootElement.ValueKind != JsonValueKind.Array ? [] : [.. history.RootElement.EnumerateArray()
            .Where(one => Text(one, "role") == "user")
            .SelectMany(one => ModelTag().Matches(one.GetRawText()).TakeLast(1), (one, tag) => (At(one), (string?)null, tag.Groups[1].Value))
            .OrderBy(one => one.Item1)];
    }

    private string? ReadProject()
    {
        using JsonDocument? item = Read("history_item.json");
        using JsonDocument? session = Read($"{Task}.json");
        string? known = (item is null ? null : Text(item.RootElement, "workspace")) ?? (session is null ? null : Text(session.RootElement, "cwd"));
        if (known is not null)
        {
            return known;
        }

        using JsonDocument? history = Read("api_conversation_history.json");
        if (history is null || history.RootElement.ValueKind != JsonValueKind.Array || history.RootElement.GetArrayLength() == 0)
        {
            return null;
        }

        Match folder = WorkingFolder().Match(history.RootElement[0].GetRawText());
        return folder.Success ? Unescape(folder.Groups[1].Value) : null;
    }

    private JsonDocument? Read(string name)
    {
        if (string.IsNullOrEmpty(_folder))
        {
            return null;
        }

        try
        {
            var file = new FileInfo(Path.Combine(_folder, name));
            return file.Exists && file.Length < LargestFile ? JsonDocument.Parse(File.ReadAllText(file.FullName, Encoding.UTF8)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // The file is being written, or damaged. Missing data is reported with the call that needs it.
            return null;
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;

    private static long At(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("ts", out JsonElement value) && value.ValueKind == JsonValueKind.Number
        && InstantText.TryReadMilliseconds(Encoding.UTF8.GetBytes(value.GetRawText()), out long ticks) ? ticks : 0;

    private static string Unescape(string text) => text.Replace("\\\\", "\\", StringComparison.Ordinal);

    [GeneratedRegex("<model>([^<\"\\\\]{1,200})</model>")]
    private static partial Regex ModelTag();

    [GeneratedRegex(@"# Current (?:Working|Workspace) Directory \((.{1,1000}?)\) Files")]
    private static partial Regex WorkingFolder();
}
