namespace CostCompass.Application;

/// <summary>Finds the files of a path: the file itself, or all logs in a folder and its subfolders.</summary>
public static class UsageFiles
{
    private static readonly string[] Endings = [".jsonl", ".ndjson", ".json", ".jsonl.gz", ".ndjson.gz", ".json.gz", ".jsonl.zst", ".jsonl.zstd"];

    // A link may lead back to a folder above it.
    private static readonly EnumerationOptions Recursive = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        MatchCasing = MatchCasing.CaseInsensitive,
    };

    /// <summary>The distinct files, sorted by path.</summary>
    /// <param name="path">A full path.</param>
    /// <exception cref="CostException"><c>UsageFileNotFound</c>.</exception>
    public static IReadOnlyList<FileInfo> Find(string path)
    {
        if (Directory.Exists(path))
        {
            var folder = new DirectoryInfo(path);
            List<FileInfo> files = [.. folder.EnumerateFiles("*", Recursive).Where(file => IsLog(file.Name))];
            return [.. LogReader.Current(files).OrderBy(file => file.FullName, StringComparer.Ordinal)];
        }

        return File.Exists(path)
            ? [new FileInfo(path)]
            : throw UsageErrors.UsageFileNotFound(path);
    }

    private static bool IsLog(string name) =>
        Array.Exists(Endings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) || LogAgents.IsDatabase(name);
}
