using System.Diagnostics;
using CostCompass.Storage.Sqlite;

namespace CostCompass.SoakWorker;

/// <summary>
/// Records readings and imports files on a disk in memory until the disk is full, and looks at the store then, and again after the disk has
/// become larger. Mounting a disk requires root on Linux.
/// </summary>
internal static class FullDisk
{
    private static readonly string[] Currencies = ["USD", "CNY"];

    // What the commands write about a disk without room.
    private static readonly string[] Documented = ["StoreFull", "StoreInputOutput", "StoreNotReachable", "StoreReadOnly"];

    /// <summary>Fills so many disks.</summary>
    public static SoakResult Run(int times)
    {
        const string What = "Disks that become full during writes";
        var tally = new Tally();
        var random = new Random(20_260);
        for (int disk = 0; disk < times; disk++)
        {
            string folder = Directory.CreateTempSubdirectory("costcompass-full-").FullName;
            if (!Run("mount", "-t", "tmpfs", "-o", Size(random.Next(200, 1_200)) + ",mode=700", "tmpfs", folder))
            {
                Directory.Delete(folder);
                return new SoakResult(What, 0, 0, 0, "cannot run: a disk in memory can't be mounted");
            }

            try
            {
                FillOnce(folder, random, tally);
            }
            finally
            {
                Run("umount", "-l", folder);
                Directory.Delete(folder);
            }
        }

        return tally.Result(What, string.Create(CultureInfo.InvariantCulture, $"{tally.Reported} writes were reported before the disks were full"));
    }

    private static void FillOnce(string folder, Random random, Tally tally)
    {
        string home = Path.Combine(folder, "home");
        var snapshots = new HashSet<long>();
        var imports = new HashSet<long>();
        int importEvery = random.Next(2, 40);
        try
        {
            var store = new SqliteCostStore(home);
            for (long next = 1; ; next++)
            {
                store.Record([.. Currencies.Select(currency => Histories.Reading(Histories.Series("team", currency), next, Histories.Start.AddSeconds(next)))]);
                snapshots.Add(next);
                if (next % importEvery == 0)
                {
                    store.Import([Histories.Import(next)]);
                    imports.Add(next);
                }
            }
        }
        catch (CostException failure)
        {
            tally.Expect(Documented.Contains(failure.ErrorId), $"{failure.ErrorId}: {failure.Message}");
        }

        tally.Try(snapshots.Count + imports.Count);
        try
        {
            tally.Expect(Run("mount", "-o", "remount," + Size(20_000), folder), "the disk could not be made larger");
            var store = new SqliteCostStore(home);
            StoreKill.Look(store, tally, snapshots, imports);
            long more = snapshots.Count + 1;
            store.Record([.. Currencies.Select(currency => Histories.Reading(Histories.Series("team", currency), more, Histories.Start.AddSeconds(more)))]);
            StoreKill.Look(store, tally, [.. snapshots, more], imports);
        }
        catch (CostException failure)
        {
            tally.Blame($"{failure.ErrorId}: {failure.Message}");
        }
    }

    private static string Size(int kilobytes) => string.Create(CultureInfo.InvariantCulture, $"size={kilobytes}k");

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
