using System.Runtime.InteropServices;
using System.Text;

namespace CostCompass.Storage.Vault;

/// <summary>Flushes a folder's entries to disk, so that a renamed file is still renamed after a power failure.</summary>
internal static class FolderFlush
{
    /// <summary>Flushes if the system supports it. A failure reduces durability in a power failure, never consistency, so it isn't reported.</summary>
    /// <param name="folder">The full path.</param>
    public static void Try(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        try
        {
            // .NET can't open folders, so the system is called directly. 0 is O_RDONLY everywhere.
            int descriptor = Open(Encoding.UTF8.GetBytes(folder + '\0'), 0);
            if (descriptor >= 0)
            {
                _ = Flush(descriptor);
                _ = Close(descriptor);
            }
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // A system without a libc of this name.
        }
    }

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
