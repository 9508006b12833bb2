using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace CostCompass.Storage.Vault;

/// <summary>The owner of a file. .NET doesn't provide it on Unix, so its native library is used, which every runtime includes.</summary>
[UnsupportedOSPlatform("windows")]
internal static class FileOwner
{
    // FileStatus begins with four 32-bit numbers: flags, mode, user, group. The buffer is longer than the whole structure.
    private const int StatusLength = 512;
    private const int ModeOffset = 4;
    private const int UserOffset = 8;
    private const int PermissionBits = 0xFFF;
    private const uint Root = 0;

    /// <summary>Whether a file or folder belongs to someone other than the current user and root. False if it is unknown.</summary>
    /// <param name="path">The full path.</param>
    public static bool IsStranger(string path)
    {
        try
        {
            var status = new byte[StatusLength];
            return Stat(Encoding.UTF8.GetBytes(path + '\0'), status) == 0
                && IsLayoutKnown(path, status)
                && BitConverter.ToUInt32(status, UserOffset) is var user and not Root
                && user != CurrentUser();
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // A runtime with another name for it. The mode is still checked.
            return false;
        }
    }

    // The library guarantees no layout, so its mode must match that of .NET.
    private static bool IsLayoutKnown(string path, byte[] status) =>
        (BitConverter.ToInt32(status, ModeOffset) & PermissionBits) == (int)File.GetUnixFileMode(path);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Stat(byte[] path, byte[] status);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_GetEUid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint CurrentUser();
}
