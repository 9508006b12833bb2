using System.Diagnostics;

namespace CostCompass.Storage.Tests.Sqlite;

/// <summary>A disk of its own in memory, which can be full or read-only; mounting one needs to be root on Linux.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("costcompass-disk-");

    private SmallDisk(int kilobytes) => IsMounted = OperatingSystem.IsLinux()
        && Run("mount", "-t", "tmpfs", "-o", FormattableString.Invariant($"size={kilobytes}k,nr_inodes=1000,mode=700"), "tmpfs", _parent.FullName);

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

    /// <summary>Fills it except for so much.</summary>
    public void FillExcept(int kilobytes)
    {
        Fill();
        using FileStream file = File.OpenWrite(Path.Combine(Folder, "filler"));
        file.SetLength(file.Length - (kilobytes * 1024L));
    }

    public void MakeRoom() => File.Delete(Path.Combine(Folder, "filler"));

    /// <summary>Makes so many empty files that no further one can be made.</summary>
    public void UseUpFiles()
    {
        try
        {
            for (int number = 0; ; number++)
            {
                File.Create(Path.Combine(Folder, FormattableString.Invariant($"empty{number}"))).Dispose();
            }
        }
        catch (IOException)
        {
            // There is room for no further one.
        }
    }

    /// <summary>The same disk at another place, where this process may only read: somebody else may write.</summary>
    public ReadOnlyView ViewReadOnly() => new(Folder);

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

    public sealed class ReadOnlyView : IDisposable
    {
        private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("costcompass-view-");

        public ReadOnlyView(string folder)
        {
            Assert.True(Run("mount", "--bind", folder, Folder));
            Assert.True(Run("mount", "-o", "remount,bind,ro", Folder));
        }

        public string Folder => _place.FullName;

        public void Dispose()
        {
            Run("umount", "-l", Folder);
            _place.Delete();
        }
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
