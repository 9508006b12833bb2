using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>A command that imports files. Each file is imported separately, and a failing file doesn't stop the others.</summary>
public abstract class FileReadingCmdlet : CostCompassCmdlet
{
    /// <summary>The parameter set with <see cref="Path"/>.</summary>
    private protected const string PathSet = "Path";

    /// <summary>The parameter set with <see cref="LiteralPath"/>.</summary>
    private protected const string LiteralSet = "LiteralPath";

    /// <summary>The paths of the files. Wildcards are allowed.</summary>
    [Parameter(ParameterSetName = PathSet, Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>The paths of the files. No characters are interpreted as wildcards.</summary>
    [Parameter(ParameterSetName = LiteralSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>The action on a file, for ShouldProcess.</summary>
    private protected abstract string Action { get; }

    /// <summary>The files that are read if none is specified. Only a command with a separate parameter set for that needs them.</summary>
    private protected virtual IReadOnlyList<string> UsualPaths => [];

    private protected override void Process() =>
        ForEach(Path ?? LiteralPath ?? UsualPaths, path => ForEach(Resolve(path).Where(MayTakeIn), TakeIn));

    /// <summary>Whether to import a file. A command that prompts for each item in the file doesn't prompt for the file.</summary>
    /// <param name="file">The full path.</param>
    private protected virtual bool MayTakeIn(string file) => ShouldProcess(file, Action);

    /// <summary>Imports one file.</summary>
    /// <param name="file">The full path.</param>
    private protected abstract void TakeIn(string file);

    /// <summary>Reads a file, and converts exceptions to errors that a person can act on.</summary>
    /// <param name="file">The full path.</param>
    /// <param name="read">Reads the file.</param>
    private protected static T Reading<T>(string file, Func<FileStream, T> read) => ReadingFrom(file, () =>
    {
        using FileStream stream = OpenFile(file);
        return read(stream);
    });

    /// <summary>Opens a file. If the system supports it, the file can't be changed until the stream is disposed.</summary>
    /// <param name="file">The full path.</param>
    private protected static FileStream OpenFile(string file) => new(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);

    /// <summary>Reads from a path, and converts exceptions to errors that a person can act on.</summary>
    /// <param name="file">The full path of a file or a folder.</param>
    /// <param name="read">Reads the file or the folder.</param>
    private protected static T ReadingFrom<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw FileErrors.ImportFileNotFound(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.ImportFileUnreadable(file, exception);
        }
    }

    private IReadOnlyList<string> Resolve(string path)
    {
        try
        {
            return ResolvePaths(path, hasWildcards: ParameterSetName == PathSet);
        }
        catch (ItemNotFoundException)
        {
            throw FileErrors.ImportFileNotFound(path);
        }
    }
}
