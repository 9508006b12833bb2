namespace CostCompass.Logs.Agents;

/// <summary>A folder in which an agent keeps logs, and how their names look.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Depth">How many folders deep the logs are below it.</param>
/// <param name="Patterns">The names of logs.</param>
internal sealed record LogFolder(string Path, int Depth, params string[] Patterns)
{
    /// <summary>The logs, by path. None when there is no such folder.</summary>
    public IReadOnlyList<FileInfo> Find()
    {
        var folder = new DirectoryInfo(Path);
        if (!folder.Exists)
        {
            return [];
        }

        var options = new EnumerationOptions
        {
            RecurseSubdirectories = Depth > 0,
            MaxRecursionDepth = Depth,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
            MatchCasing = MatchCasing.CaseInsensitive,
        };
        return [.. Patterns
            .SelectMany(pattern => folder.EnumerateFiles(pattern, options))
            .DistinctBy(file => file.FullName)
            .OrderBy(file => file.FullName, StringComparer.Ordinal)];
    }
}
