using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace CostCompass.Storage.Vault;

/// <summary>Whose a file is. .NET says that of no file on Unix, so its own native library is asked, which every runtime brings.</summary>
[UnsupportedOSPlatform("windows")]
internal static class FileOwner
{
    // FileStatus begins with four numbers of 32 bits: flags, mode, user, group. The buffer is longer than all of it.
    private const int StatusLength = 512;
    private const int ModeOffset = 4;
    private const int UserOffset = 8;
    private const int PermissionBits = 0xFFF;
    private const uint Root = 0;

    /// <summary>Whether a file or a folder belongs to someone who is neither the current user nor root. What can't be told isn't.</summary>
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
            // A runtime that has it under another name: the mode is still checked.
            return false;
        }
    }

    // The library promises no layout: what it says of the mode has to agree with what .NET says.
    private static bool IsLayoutKnown(string path, byte[] status) =>
        (BitConverter.ToInt32(status, ModeOffset) & PermissionBits) == (int)File.GetUnixFileMode(path);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Stat(byte[] path, byte[] status);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_GetEUid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint CurrentUser();
}
