using CostCompass.Storage.Vault;

namespace CostCompass.Storage;

/// <summary>The folder that holds the store and the vault: readable by its owner alone.</summary>
public static class StoreFolder
{
    /// <summary>The environment variable that names another folder.</summary>
    public const string Variable = "COSTCOMPASS_HOME";

    // EROFS of Unix, and ERROR_WRITE_PROTECT of Windows.
    private const int ReadOnlyFileSystem = 30;
    private const int WriteProtected = unchecked((int)0x80070013);

    /// <summary>The folder in force: <c>COSTCOMPASS_HOME</c>, else CostCompass in the platform's folder for a user's data.</summary>
    public static string Current
    {
        get
        {
            string? chosen = Environment.GetEnvironmentVariable(Variable);
            return string.IsNullOrWhiteSpace(chosen)
                ? Path.Combine(
                    Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                    "CostCompass")
                : Path.GetFullPath(ExpandHome(chosen.Trim()));
        }
    }

    /// <summary>Makes the folder when it is missing.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="CostException"><c>StoreFolderUnusable</c>; <c>StoreExposed</c> when others can change it.</exception>
    public static void Ensure(string path)
    {
        if (Directory.Exists(path))
        {
            Require(PrivateAccess.ExposureOfFolder(path, mayBeRead: true));
            return;
        }

        try
        {
            PrivateAccess.CreateFolder(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CostException(
                "StoreFolderUnusable",
                CostErrorKind.Writing,
                $"The folder '{path}' can't be created: {exception.Message}",
                $"Set the environment variable {Variable} to a folder that you have permission to write to.",
                exception);
        }
    }

    /// <summary>
    /// Fails when others can change the file of a store, its log, or its folder, be it where a link leads to: they could say where keys are
    /// sent. That they can read it is left to the user, since no secret is in it.
    /// </summary>
    /// <param name="file">The full path of the file, which is there.</param>
    /// <exception cref="CostException"><c>StoreExposed</c>.</exception>
    internal static void RequireFile(string file)
    {
        Require(PrivateAccess.ExposureOfFolder(Path.GetDirectoryName(file)!, mayBeRead: true));
        Require(PrivateAccess.ExposureOfFile(file, null, mayBeRead: true));
        string log = file + "-wal";
        try
        {
            Require(PrivateAccess.ExposureOfFile(log, null, mayBeRead: true));
        }
        catch (FileNotFoundException)
        {
            // It comes and goes while others write.
        }

        if (File.ResolveLinkTarget(file, returnFinalTarget: true) is { } target)
        {
            RequireFile(target.FullName);
        }
    }

    private static void Require(Exposure? exposure)
    {
        if (exposure is not null)
        {
            throw new CostException(
                "StoreExposed",
                CostErrorKind.PermissionDenied,
                $"'{exposure.Path}' {exposure.Problem}. The store determines where keys are sent, so it isn't used.",
                exposure.Action);
        }
    }

    /// <summary>Whether one may make files in a folder. A disk that is full is no matter of that.</summary>
    /// <param name="path">The folder.</param>
    public static bool IsWritable(string path)
    {
        try
        {
            File.Create(Path.Combine(path, Path.GetRandomFileName()), 1, FileOptions.DeleteOnClose).Dispose();
            return true;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException || exception.HResult is ReadOnlyFileSystem or WriteProtected)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    // What a shell expands where it is typed bare stays as it is within quotes.
    private static string ExpandHome(string path) => path == "~" || path.StartsWith("~/", StringComparison.Ordinal)
        ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..]
        : path;
}
