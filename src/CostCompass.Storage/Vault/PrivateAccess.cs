using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace CostCompass.Storage.Vault;

/// <summary>Makes files and folders that only the current user may use, and refuses those that others may.</summary>
internal static class PrivateAccess
{
    private const UnixFileMode OwnerOnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnFolder = OwnerOnFile | UnixFileMode.UserExecute;

    private const UnixFileMode WriteByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode ReadOrWriteByOthers = UnixFileMode.GroupRead | UnixFileMode.OtherRead | WriteByOthers;

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

    /// <summary>Opens a file that one process at a time may hold, made 0600 when it isn't there.</summary>
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
        if (ExposureOfFile(path, handle, mayBeRead: false) is { } exposure)
        {
            throw VaultErrors.Exposed(exposure);
        }
    }

    /// <summary>Fails with <c>VaultExposed</c> when others may list or change a folder.</summary>
    /// <param name="folder">Its full path.</param>
    public static void RequireFolder(string folder)
    {
        if (ExposureOfFolder(folder, mayBeRead: false) is { } exposure)
        {
            throw VaultErrors.Exposed(exposure);
        }
    }

    /// <summary>What others could do with a file, or null if they can do nothing.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="handle">The file, when it is open.</param>
    /// <param name="mayBeRead">Whether others may read it. They may never write it, and it is no one else's.</param>
    public static Exposure? ExposureOfFile(string path, SafeFileHandle? handle, bool mayBeRead)
    {
        if (OperatingSystem.IsWindows())
        {
            return WindowsAccess.ExposureOfFile(path, mayBeRead);
        }

        UnixFileMode mode = handle is null ? File.GetUnixFileMode(path) : File.GetUnixFileMode(handle);
        return ExposureOf(path, mode, mayBeRead, mayBeRead ? $"Run: chmod go-w '{path}'" : $"Run: chmod 600 '{path}'. If others may have copied the keys, replace them.");
    }

    /// <summary>What others could do with a folder, or null if they can do nothing.</summary>
    /// <param name="folder">Its full path.</param>
    /// <param name="mayBeRead">Whether others may list it. They may never change it, and it is no one else's.</param>
    public static Exposure? ExposureOfFolder(string folder, bool mayBeRead) => OperatingSystem.IsWindows()
        ? WindowsAccess.ExposureOfFolder(folder, mayBeRead)
        : ExposureOf(folder, File.GetUnixFileMode(folder), mayBeRead, $"Run: chmod 700 '{folder}'");

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
