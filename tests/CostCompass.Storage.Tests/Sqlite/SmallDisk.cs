using System.Diagnostics;

namespace CostCompass.Storage.Tests.Sqlite;

/// <summary>A disk of its own in memory, which can be full or read-only; mounting one needs to be root on Linux.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("costcompass-disk-");

    private SmallDisk(int kilobytes) => IsMounted = OperatingSystem.IsLinux()
        && Run("mount", "-t", "tmpfs", "-o", FormattableString.Invariant($"size={kilobytes}k"), "tmpfs", _parent.FullName);

    public string Folder => _parent.FullName;

    private bool IsMounted { get; set; }

    public static SmallDisk Mount(int kilobytes)
    {
        var disk = new SmallDisk(kilobytes);
        Assert.True(disk.IsMounted);
        return disk;
    }

    /// <summary>Whether a disk can be mounted here.</summary>
    public static bool CanMount()
    {
        using var disk = new SmallDisk(64);
        return disk.IsMounted;
    }

    /// <summary>Fills what is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(Path.Combine(Folder, "filler"), FileMode.Create, FileAccess.Write, FileShare.None, 1);
        try
        {
            for (byte[] block = new byte[512]; ;)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // It is full now.
        }
    }

    public void MakeRoom() => File.Delete(Path.Combine(Folder, "filler"));

    public void MakeReadOnly() => Assert.True(Run("mount", "-o", "remount,ro", Folder));

    public void Dispose()
    {
        if (IsMounted)
        {
            Run("umount", "-l", Folder);
            IsMounted = false;
        }

        _parent.Delete();
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
