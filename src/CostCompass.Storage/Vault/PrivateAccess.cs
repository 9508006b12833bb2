using Microsoft.Win32.SafeHandles;

namespace CostCompass.Storage.Vault;

/// <summary>Makes files and folders that only the current user may use, and refuses those that others may.</summary>
internal static class PrivateAccess
{
    private const UnixFileMode OwnerOnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnFolder = OwnerOnFile | UnixFileMode.UserExecute;

    private const UnixFileMode ReadOrWriteByOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Makes the folder, 0700 from the start, unless it is there.</summary>
    /// <param name="folder">The full path.</param>
    public static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            WindowsAccess.CreateFolder(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnFolder);
        }
    }

    /// <summary>Makes a new file, 0600 from the start.</summary>
    /// <param name="path">The full path of a file that does not exist.</param>
    public static FileStream CreateFile(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return WindowsAccess.CreateFile(path);
        }

        return new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 0,
            UnixCreateMode = OwnerOnFile,
        });
    }

    /// <summary>Opens a file that one process at a time may hold, made 0600 when it is not there.</summary>
    /// <param name="path">The full path.</param>
    public static FileStream OpenExclusively(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnFile;
        }

        return new FileStream(path, options);
    }

    /// <summary>Fails with <c>VaultExposed</c> when others may read or write an open file.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="handle">The file. On Unix the mode of this very file is taken, not of what the path means a moment later.</param>
    public static void RequireFile(string path, SafeFileHandle handle)
    {
        if (OperatingSystem.IsWindows())
        {
            WindowsAccess.RequireFile(path);
        }
        else if ((File.GetUnixFileMode(handle) & ReadOrWriteByOthers) != 0)
        {
            throw VaultErrors.Exposed(path, $"Run: chmod 600 '{path}' - and replace the keys if others may have copied them.");
        }
    }

    /// <summary>Fails with <c>VaultExposed</c> when others may list or change a folder.</summary>
    /// <param name="folder">Its full path.</param>
    public static void RequireFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            WindowsAccess.RequireFolder(folder);
        }
        else if ((File.GetUnixFileMode(folder) & ReadOrWriteByOthers) != 0)
        {
            throw VaultErrors.Exposed(folder, $"Run: chmod 700 '{folder}'");
        }
    }
}
