using CostCompass.Storage.Vault;

namespace CostCompass.Storage;

/// <summary>The folder of the store and the vault, with access for its owner only.</summary>
public static class StoreFolder
{
    /// <summary>The environment variable for another folder.</summary>
    public const string Variable = "COSTCOMPASS_HOME";

    // EROFS of Unix, and ERROR_WRITE_PROTECT of Windows.
    private const int ReadOnlyFileSystem = 30;
    private const int WriteProtected = unchecked((int)0x80070013);

    /// <summary>The current folder: <c>COSTCOMPASS_HOME</c>, otherwise CostCompass in the platform's folder for user data.</summary>
    /// <exception cref="CostException"><c>StoreFolderUnusable</c> for a relative path.</exception>
    public static string Current
    {
        get
        {
            string? chosen = Environment.GetEnvironmentVariable(Variable);
            if (string.IsNullOrWhiteSpace(chosen))
            {
                return Path.Combine(
                    Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                    "CostCompass");
            }

            string path = ExpandHome(chosen.Trim());
            return Path.IsPathFullyQualified(path) ? Path.GetFullPath(path) : throw StoreErrors.StoreFolderRelative(path);
        }
    }

    /// <summary>Creates the folder if it doesn't exist.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="CostException"><c>StoreFolderUnusable</c>, or <c>StoreExposed</c> if others can change it.</exception>
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
            throw StoreErrors.StoreFolderUnusable(path, exception);
        }
    }

    /// <summary>
    /// Throws if others can change the file of a store, its log, or its folder, or the target of a link: they could decide where keys are sent.
    /// Whether they can read it is left to the user, because it contains no secret.
    /// </summary>
    /// <param name="file">The full path of the existing file.</param>
    /// <exception cref="CostException"><c>StoreExposed</c>.</exception>
    internal static void RequireFile(string file)
    {
        Require(PrivateAccess.ExposureOfFolder(Path.GetDirectoryName(file)!, mayBeRead: true));
        Require(PrivateAccess.ExposureOfFile(file, null, mayBeRead: true));
        foreach (string log in new[] { file + "-wal", file + "-journal" })
        {
            try
            {
                Require(PrivateAccess.ExposureOfFile(log, null, mayBeRead: true));
            }
            catch (FileNotFoundException)
            {
                // It is created and deleted while others write.
            }
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
            throw StoreErrors.StoreExposed(exposure.Path, exposure.Problem, exposure.Action);
        }
    }

    /// <summary>Whether files can be created in a folder. A full disk doesn't matter.</summary>
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

    // A shell expands ~ only if it isn't in quotes.
    private static string ExpandHome(string path) => path == "~" || path.StartsWith("~/", StringComparison.Ordinal)
        ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..]
        : path;
}
