namespace CostCompass.Logs.Agents;

/// <summary>Where programs keep their files for the user: by the platform, and by variables that move them.</summary>
public sealed record AgentEnvironment
{
    /// <summary>The folder of the user.</summary>
    public required string Home { get; init; }

    /// <summary>The value of an environment variable; null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Whether it is Windows.</summary>
    public bool IsWindows { get; init; }

    /// <summary>Whether it is macOS.</summary>
    public bool IsMacOS { get; init; }

    /// <summary>That of this process.</summary>
    public static AgentEnvironment Current => new()
    {
        Home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        Variable = Environment.GetEnvironmentVariable,
        IsWindows = OperatingSystem.IsWindows(),
        IsMacOS = OperatingSystem.IsMacOS(),
    };

    /// <summary>The folder that a variable names, else one below the home folder.</summary>
    internal string Folder(string variable, params string[] otherwise) => Set(variable) is { } moved ? Full(moved) : Below(otherwise);

    /// <summary>The folders that a variable names, with commas between them; none when it is not set.</summary>
    internal IReadOnlyList<string> Folders(string variable) =>
        [.. (Set(variable) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Full)];

    /// <summary>A folder below the home folder.</summary>
    internal string Below(params string[] names) => Path.Combine([Home, .. names]);

    /// <summary>The folder of the data of programs that follow the rules of XDG on every platform.</summary>
    internal string Data => Folder("XDG_DATA_HOME", ".local", "share");

    /// <summary>The folder of the settings of programs that follow the rules of XDG on every platform.</summary>
    internal string Config => Folder("XDG_CONFIG_HOME", ".config");

    /// <summary>The folder of the settings of programs that follow the rules of the platform.</summary>
    internal string ApplicationData =>
        IsWindows ? Folder("APPDATA", "AppData", "Roaming")
        : IsMacOS ? Below("Library", "Application Support")
        : Config;

    // Programs take a variable that is empty for one that isn't set.
    private string? Set(string variable) => Variable(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private string Full(string path) =>
        path == "~" ? Home
        : path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith("~\\", StringComparison.Ordinal) ? Path.Combine(Home, path[2..])
        : Path.IsPathFullyQualified(path) ? path : Path.Combine(Home, path);
}
