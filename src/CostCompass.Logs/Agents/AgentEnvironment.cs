namespace CostCompass.Logs.Agents;

/// <summary>The locations where programs store files for the user, depending on the platform and on environment variables.</summary>
public sealed record AgentEnvironment
{
    /// <summary>The home folder of the user.</summary>
    public required string Home { get; init; }

    /// <summary>Gets the value of an environment variable, or null if it isn't set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Whether the platform is Windows.</summary>
    public bool IsWindows { get; init; }

    /// <summary>Whether the platform is macOS.</summary>
    public bool IsMacOS { get; init; }

    /// <summary>The environment of this process.</summary>
    public static AgentEnvironment Current => new()
    {
        Home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        Variable = Environment.GetEnvironmentVariable,
        IsWindows = OperatingSystem.IsWindows(),
        IsMacOS = OperatingSystem.IsMacOS(),
    };

    /// <summary>The folder in an environment variable, otherwise a folder below the home folder.</summary>
    internal string Folder(string variable, params string[] otherwise) => Set(variable) is { } moved ? Full(moved) : Below(otherwise);

    /// <summary>The comma-separated folders in an environment variable. Empty if it isn't set.</summary>
    internal IReadOnlyList<string> Folders(string variable) =>
        [.. (Set(variable) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Full)];

    /// <summary>A folder below the home folder.</summary>
    internal string Below(params string[] names) => Path.Combine([Home, .. names]);

    /// <summary>The data folder of programs that follow the XDG rules on every platform.</summary>
    internal string Data => Folder("XDG_DATA_HOME", ".local", "share");

    /// <summary>The configuration folder of programs that follow the XDG rules on every platform.</summary>
    internal string Config => Folder("XDG_CONFIG_HOME", ".config");

    /// <summary>The configuration folder of programs that follow the rules of the platform.</summary>
    internal string ApplicationData =>
        IsWindows ? Folder("APPDATA", "AppData", "Roaming")
        : IsMacOS ? Below("Library", "Application Support")
        : Config;

    // Programs treat an empty variable as one that isn't set.
    private string? Set(string variable) => Variable(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private string Full(string path) =>
        path == "~" ? Home
        : path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith("~\\", StringComparison.Ordinal) ? Path.Combine(Home, path[2..])
        : Path.IsPathFullyQualified(path) ? path : Path.Combine(Home, path);
}
