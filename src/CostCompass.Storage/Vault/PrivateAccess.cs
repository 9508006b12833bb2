using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace CostCompass.Storage.Vault;

/// <summary>Creates files and folders that only the current user can access, and rejects those that others can access.</summary>
internal static class PrivateAccess
{
    private const UnixFileMode OwnerOnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnFolder = OwnerOnFile | UnixFileMode.UserExecute;

    private const UnixFileMode WriteByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode ReadOrWriteByOthers = UnixFileMode.GroupRead | UnixFileMode.OtherRead | WriteByOthers;

    /// <summary>Creates the folder with mode 0700, unless it exists.</summary>
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

    /// <summary>Creates a new file with mode 0600.</summary>
    /// <param name="path">The full path of a file that doesn't exist.</param>
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

    /// <summary>Opens a file that only one process at a time can open. Creates it with mode 0600 if it doesn't exist.</summary>
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

    /// <summary>Throws <c>VaultExposed</c> if others can read or write an open file.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="handle">The file. On Unix the mode of this open file is checked, and not that of the path a moment later.</param>
    public static void RequireFile(string path, SafeFileHandle handle)
    {
        if (ExposureOfFile(path, handle, mayBeRead: false) is { } exposure)
        {
            throw VaultErrors.Exposed(exposure);
        }
    }

    /// <summary>Throws <c>VaultExposed</c> if others can list or change a folder.</summary>
    /// <param name="folder">Its full path.</param>
    public static void RequireFolder(string folder)
    {
        if (ExposureOfFolder(folder, mayBeRead: false) is { } exposure)
        {
            throw VaultErrors.Exposed(exposure);
        }
    }

    /// <summary>What others can do with a file, or null if they can do nothing.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="handle">The file, if it is open.</param>
    /// <param name="mayBeRead">Whether others may read it. They must not be able to write it, and it must not belong to anyone else.</param>
    public static Exposure? ExposureOfFile(string path, SafeFileHandle? handle, bool mayBeRead)
    {
        if (OperatingSystem.IsWindows())
        {
            return WindowsAccess.ExposureOfFile(path, mayBeRead);
        }

        UnixFileMode mode = handle is null ? File.GetUnixFileMode(path) : File.GetUnixFileMode(handle);
        return ExposureOf(path, mode, mayBeRead, mayBeRead ? $"Run: chmod go-w '{path}'" : $"Run: chmod 600 '{path}'. If others may have copied the keys, replace them.");
    }

    /// <summary>What others can do with a folder, or null if they can do nothing.</summary>
    /// <param name="folder">Its full path.</param>
    /// <param name="mayBeRead">Whether others may list it. They must not be able to change it, and it must not belong to anyone else.</param>
    public static Exposure? ExposureOfFolder(string folder, bool mayBeRead) => OperatingSystem.IsWindows()
        ? WindowsAccess.ExposureOfFolder(folder, mayBeRead)
        : ExposureOf(folder, File.GetUnixFileMode(folder), mayBeRead, $"Run: chmod 700 '{folder}'") ?? ExposureOfParents(folder);

    // Who can rename entries of a parent folder can put another folder in place of this one. The sticky bit leaves that to the owner.
    [UnsupportedOSPlatform("windows")]
    private static Exposure? ExposureOfParents(string folder)
    {
        for (string? parent = Path.GetDirectoryName(folder); parent is not null; parent = Path.GetDirectoryName(parent))
        {
            if ((File.GetUnixFileMode(parent) & (UnixFileMode.OtherWrite | UnixFileMode.StickyBit)) == UnixFileMode.OtherWrite)
            {
                return new Exposure(parent, $"can be changed by other users of this computer, who can replace '{folder}'", $"Run: chmod o-w '{parent}'");
            }
        }

        return null;
    }

    [UnsupportedOSPlatform("windows")]
    private static Exposure? ExposureOf(string path, UnixFileMode mode, bool mayBeRead, string action)
    {
        if ((mode & (mayBeRead ? WriteByOthers : ReadOrWriteByOthers)) != 0)
        {
            return new Exposure(path, mayBeRead ? "can be changed by other users of this computer" : "can be read or written by other users of this computer", action);
        }

        return FileOwner.IsStranger(path)
            ? new Exposure(path, "belongs to another user of this computer, who can change it at any time", $"Check its content, and then run: chown \"$(id -u)\" '{path}'")
            : null;
    }
}
