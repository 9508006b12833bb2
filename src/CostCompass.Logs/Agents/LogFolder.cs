namespace CostCompass.Logs.Agents;

/// <summary>A folder in which an agent stores logs, and the patterns of their names.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Depth">The number of folder levels between the folder and the logs.</param>
/// <param name="Patterns">The patterns of the log names.</param>
internal sealed record LogFolder(string Path, int Depth, params string[] Patterns)
{
    /// <summary>Whether there is a log. It stops at the first one.</summary>
    public bool HasLogs => Files.Any();

    /// <summary>The logs, sorted by path. Empty if the folder doesn't exist.</summary>
    public IReadOnlyList<FileInfo> Find() => [.. Files.DistinctBy(file => file.FullName).OrderBy(file => file.FullName, StringComparer.Ordinal)];

    private IEnumerable<FileInfo> Files
    {
        get
        {
            var folder = new DirectoryInfo(Path);
            return folder.Exists ? Patterns.SelectMany(pattern => folder.EnumerateFiles(pattern, Options)) : [];
        }
    }

    private EnumerationOptions Options => new()
    {
        RecurseSubdirectories = Depth > 0,
        MaxRecursionDepth = Depth,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        MatchCasing = MatchCasing.CaseInsensitive,
    };
}
